package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.testing.Sample;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The copy that each instance of a function has of the catalogue of 43 forces with 2,000
/// operations at 20,000 places.
class NationCatalogueTest {
    private static final int FORCES = 43;
    private static final int OPERATIONS = 2_000;
    private static final int PLACES = 20_000;

    /// The most that DynamoDB gives by one query, in bytes.
    private static final int PAGE = 1 << 20;

    private final Nation nation = new Nation();
    private final CatalogueCache copies =
            new CatalogueCache(new DynamoDbCatalogueStore(nation, "catalogue"));

    @Test
    void a_copy_is_a_few_queries_and_while_nothing_changes_one_small_read() {
        var catalogue = copies.current();

        assertThat(catalogue.organisations()).hasSize(FORCES);
        assertThat(catalogue.operations()).hasSize(OPERATIONS);
        assertThat(catalogue.places()).hasSize(PLACES);
        int queries = nation.queries;
        assertThat(queries).isEqualTo(nation.pages()).isLessThan(10);

        // The first copy of a function is read before its version is known.
        var second = copies.current();
        queries = nation.queries;
        int reads = nation.reads;

        assertThat(copies.current()).isSameAs(second);
        assertThat(nation.queries).isEqualTo(queries);
        assertThat(nation.reads).isEqualTo(reads + 1);
    }

    @Test
    void a_change_has_it_read_again() {
        copies.current();
        copies.current();
        int queries = nation.queries;
        nation.change();

        assertThat(copies.current().operations().getFirst().revision()).isEqualTo(2);

        assertThat(nation.queries).isEqualTo(queries + nation.pages());
    }

    /// Reading an operation's document takes most of the time.
    @Test
    void of_what_is_read_again_only_the_operation_that_changed_is_made_anew() {
        nation.items.keySet().removeIf(it -> it.startsWith("place#"));
        var before = copies.current();
        copies.current();
        nation.change();

        var after = copies.current();

        assertThat(after).isNotSameAs(before);
        var changed = after.operations().getFirst();
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed).isNotSameAs(before.operations().getFirst());
        for (var operation : after.operations().subList(1, OPERATIONS)) {
            assertThat(operation).isSameAs(before.operation(operation.id()).orElseThrow());
        }
    }

    /// A table that pages as DynamoDB does.
    private static final class Nation implements DynamoDbClient {
        private final TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
        private int version = 1;
        private int queries;
        private int reads;

        Nation() {
            for (int i = 0; i < FORCES; i++) {
                put(
                        new Change.OfOrganisation(
                                new Organisation(force(i), "Police of force " + i, 1)));
            }
            for (int i = 0; i < OPERATIONS; i++) {
                put(operation(i, 1));
            }
            for (int i = 0; i < PLACES; i++) {
                var place = Sample.place(place(i));
                put(
                        new Change.OfPlace(
                                new PlaceName(place.id(), place.name(), place.district(), 1)));
            }
        }

        private static OrganisationId force(int number) {
            return new OrganisationId("force-" + number);
        }

        private static String place(int number) {
            return "high-street-of-the-town-%05d".formatted(number);
        }

        private static Change operation(int number, int revision) {
            int each = PLACES / OPERATIONS;
            var places =
                    IntStream.range(number * each, (number + 1) * each)
                            .mapToObj(Nation::place)
                            .toArray(String[]::new);
            var id = new OperationId("hotspots-of-the-force-%04d".formatted(number));
            return new Change.OfOperation(
                    Sample.of(Sample.operation(id, places), force(number % FORCES))
                            .withRevision(revision));
        }

        void change() {
            version++;
            put(operation(0, 2));
        }

        private void put(Change change) {
            var item = CatalogueItem.newest(change);
            items.put(Items.text(item, "entry"), item);
        }

        private static int bytes(Map<String, AttributeValue> item) {
            return item.entrySet().stream()
                    .flatMap(it -> Stream.of(it.getKey(), String.valueOf(value(it.getValue()))))
                    .mapToInt(it -> it.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
        }

        private static String value(AttributeValue value) {
            return value.s() == null ? value.n() : value.s();
        }

        /// How many queries the whole takes.
        int pages() {
            int pages = 1;
            int bytes = 0;
            for (var item : items.values()) {
                bytes += bytes(item);
                if (bytes > PAGE) {
                    pages++;
                    bytes = bytes(item);
                }
            }
            return pages;
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            queries++;
            var rest =
                    request.hasExclusiveStartKey()
                            ? items.tailMap(Items.text(request.exclusiveStartKey(), "entry"), false)
                            : items;
            List<Map<String, AttributeValue>> page = new ArrayList<>();
            int bytes = 0;
            for (var item : rest.values()) {
                bytes += bytes(item);
                if (bytes > PAGE) {
                    return QueryResponse.builder()
                            .items(page)
                            .lastEvaluatedKey(Map.of("entry", page.getLast().get("entry")))
                            .build();
                }
                page.add(item);
            }
            return QueryResponse.builder().items(page).build();
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            reads++;
            return GetItemResponse.builder()
                    .item(Map.of("value", AttributeValue.fromS("version " + version)))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
