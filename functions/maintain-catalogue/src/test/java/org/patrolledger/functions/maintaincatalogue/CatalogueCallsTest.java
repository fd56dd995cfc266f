package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;

/// Who may change what in the catalogue, and under which names.
class CatalogueCallsTest extends CatalogueCalls {
    /// The sample operation, whose `organisations` are these.
    private static String naming(String... organisations) {
        var document = new LinkedHashMap<>(Json.object(CREATE.event()));
        var body = new LinkedHashMap<>(Json.object(String.valueOf(document.get("body"))));
        body.put("organisations", List.of(organisations));
        return Json.text(body);
    }

    // preconditions

    @Test
    void if_match_is_a_list_or_an_asterisk_and_says_where_quotes_are_missing() {
        assertThat(answer(replacing(1).header("if-match", "*")).problem()).isEqualTo("412 stale");
        answer(CREATE);

        var unquoted = answer(replacing(1).header("if-match", "1"));
        assertThat(unquoted.problem()).isEqualTo("412 revision-unquoted");
        assertThat(unquoted.document()).containsEntry("currentRevision", 1L);
        assertThat(answer(replacing(1).header("if-match", "\"7\", \"1\"")).status()).isEqualTo(200);
        assertThat(answer(replacing(1).header("if-match", "*")).header("etag")).isEqualTo("\"3\"");
        assertThat(answer(CREATE).document()).containsEntry("currentRevision", 3L);
    }

    // who may

    @Test
    void an_operation_is_created_only_by_an_organisation_that_it_names() {
        assertThat(answer(CREATE.of("kent-police")).problem()).isEqualTo("403 forbidden");
        assertThat(answer(CREATE.withoutClaim("organisation")).problem())
                .isEqualTo("403 forbidden");
        assertThat(store.load().operations()).isEmpty();

        assertThat(answer(CREATE.of("british-transport-police")).status()).isEqualTo(201);
    }

    @Test
    void an_operation_is_replaced_only_by_an_organisation_that_it_names_before_and_after() {
        answer(CREATE);

        assertThat(
                        answer(
                                        replacing(1)
                                                .of("kent-police")
                                                .body(naming("essex-police", "kent-police")))
                                .problem())
                .isEqualTo("403 forbidden");
        assertThat(answer(replacing(1).body(naming("kent-police"))).problem())
                .isEqualTo("403 forbidden");
        assertThat(store.load().operations().getFirst().revision()).isEqualTo(1);

        assertThat(answer(replacing(1).body(naming("essex-police", "kent-police"))).status())
                .isEqualTo(200);
        assertThat(answer(replacing(2).of("kent-police").body(naming("kent-police"))).status())
                .isEqualTo(200);
        assertThat(answer(replacing(3).body(naming("essex-police"))).problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void a_place_is_renamed_by_an_organisation_of_an_operation_that_uses_it() {
        answer(CREATE);
        var rename = replacing(1).path(PLACE).body(STATION);

        assertThat(answer(rename.of("kent-police")).problem()).isEqualTo("403 forbidden");
        var renamed = answer(rename.of("british-transport-police"));

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.header("etag")).isEqualTo("\"2\"");
        assertThat(renamed.body())
                .isEqualTo(
                        "{\"id\":\"colchester-station\",\"name\":\"Colchester North\",\"district\":\"E07000071\",\"revision\":2}");
        assertThat(
                        store.load()
                                .operation(new OperationId("henderson"))
                                .orElseThrow()
                                .places()
                                .getFirst()
                                .name())
                .isEqualTo("Colchester North");
    }

    @Test
    void an_unused_place_is_named_by_any_organisation() {
        assertThat(answer(CREATE.path(PLACE).body(STATION).of("kent-police")).status())
                .isEqualTo(201);
        assertThat(answer(replacing(1).path(PLACE).body(STATION).of("open-road")).status())
                .isEqualTo(200);
        assertThat(answer(CREATE.path(PLACE).body(STATION)).problem()).isEqualTo("412 stale");
    }

    @Test
    void an_organisation_names_itself_and_nobody_else() {
        var name = CREATE.path("/catalogue/organisations/essex-police");

        assertThat(answer(name.body("{\"name\": \"Kent Police\"}").of("kent-police")).problem())
                .isEqualTo("403 forbidden");
        assertThat(answer(name.body("{\"name\": \"Essex Police\"}")).status()).isEqualTo(201);
        var again =
                answer(
                        replacing(1)
                                .path("/catalogue/organisations/essex-police")
                                .body(
                                        "{\"id\": \"essex-police\", \"name\": \"Essex\", \"revision\": 7}"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .isEqualTo("{\"id\":\"essex-police\",\"name\":\"Essex\",\"revision\":2}");
    }

    @Test
    void faults_of_a_name_are_told() {
        var name = CREATE.path("/catalogue/organisations/essex-police");

        assertThat(answer(name.body("{\"id\": \"kent-police\", \"name\": \"Kent\"}")).faults())
                .containsExactly("/id value");
        assertThat(answer(name.body("{}")).faults()).containsExactly("/name required");
        assertThat(
                        answer(CREATE.path(PLACE).body("{\"name\": \"X\", \"district\": \"E7\"}"))
                                .faults())
                .containsExactly("/district format");
        assertThat(answer(CREATE.path("/catalogue/places/Station").body(STATION)).problem())
                .isEqualTo("404 not-found");
        assertThat(store.load().places()).isEmpty();
    }

    // one place, one name

    @Test
    void a_place_of_another_name_or_district_is_taken() {
        answer(CREATE);
        var second = CREATE.path("/catalogue/operations/second-one");
        var body = naming("essex-police");

        assertThat(answer(second.body(body.replace("Colchester station", "Station"))).faults())
                .containsExactly("/places/0/id place-taken");
        assertThat(answer(second.body(body.replace("E07000071", "E07000072"))).faults())
                .containsExactly("/places/0/id place-taken");
        assertThat(answer(second.body(body)).status()).isEqualTo(201);
        assertThat(answer(replacing(1).body(body.replace("E07000071", "E07000072"))).faults())
                .containsExactly("/places/0/id place-taken");
        assertThat(store.load().places()).hasSize(1);
    }

    @Test
    void that_a_place_is_taken_is_decided_by_the_catalogue_that_is_written_to() {
        var rivals = new AtomicInteger();
        var racing =
                over(
                        new Rivalled(store) {
                            @Override
                            void beforeWrite() {
                                if (rivals.getAndIncrement() == 0) {
                                    store.write(
                                            new Change.OfPlace(
                                                    new PlaceName(
                                                            new PlaceId("colchester-station"),
                                                            "Elsewhere",
                                                            "E07000072",
                                                            1)),
                                            store.snapshot(),
                                            Sample.AUTHOR);
                                }
                            }
                        });

        assertThat(CREATE.answeredBy(racing).faults()).containsExactly("/places/0/id place-taken");
        assertThat(store.load().operations()).isEmpty();
    }

    @Test
    void a_catalogue_that_changes_after_each_of_six_checks_is_a_503() {
        var rivals = new AtomicInteger();
        var racing =
                over(
                        new Rivalled(store) {
                            @Override
                            void beforeWrite() {
                                store.put(
                                        Sample.operation(
                                                new OperationId(
                                                        "rival-" + rivals.getAndIncrement()),
                                                "pier-gap"));
                            }
                        });

        var answer = CREATE.answeredBy(racing);

        assertThat(answer.problem()).isEqualTo("503 storage-away");
        assertThat(answer.header("retry-after")).isNotBlank();
        assertThat(rivals).hasValue(6);
        assertThat(store.load().operation(new OperationId("henderson"))).isEmpty();
    }

    @Test
    void operations_put_at_once_with_one_new_place_agree_on_its_name() {
        var answers =
                Race.of(
                        4,
                        i ->
                                answer(
                                                CREATE.path("/catalogue/operations/race-" + i)
                                                        .body(
                                                                naming("essex-police")
                                                                        .replace(
                                                                                "Colchester station",
                                                                                "Name " + i)))
                                        .status());

        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 422);
    }

    /// A store into which somebody else writes just before a write.
    private abstract static class Rivalled implements CatalogueStore {
        private final CatalogueStore real;

        Rivalled(CatalogueStore real) {
            this.real = real;
        }

        abstract void beforeWrite();

        @Override
        public boolean write(Change change, Snapshot checked, Author author) {
            beforeWrite();
            return real.write(change, checked, author);
        }

        @Override
        public Catalogue load() {
            return real.load();
        }

        @Override
        public java.util.Optional<Version> version() {
            return real.version();
        }

        @Override
        public Snapshot snapshot() {
            return real.snapshot();
        }

        @Override
        public List<Recorded> history(OperationId operation, int after, int most) {
            return real.history(operation, after, most);
        }
    }
}
