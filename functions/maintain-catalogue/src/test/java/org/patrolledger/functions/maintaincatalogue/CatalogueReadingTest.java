package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.testing.Sample;

/// What of the catalogue is answered to whom, and how much of it at a time.
class CatalogueReadingTest extends CatalogueCalls {
    @Test
    void the_catalogue_has_a_tag_by_which_it_is_not_sent_twice() {
        answer(CREATE);
        var first = answer(READ);

        assertThat(answer(READ.header("if-none-match", first.header("etag"))).status())
                .isEqualTo(304);
        answer(replacing(1));
        assertThat(answer(READ.header("if-none-match", first.header("etag"))).status())
                .isEqualTo(200);
    }

    @Test
    void a_query_narrows_the_catalogue_to_an_operation_or_an_organisation() {
        answer(CREATE);
        store.put(Sample.operation(Sample.GRIP, "southend-high-street"));

        var grip = answer(READ.query("operation", "grip")).document();
        assertThat(ids(grip, "operations")).containsExactly("grip");
        assertThat(ids(grip, "places")).containsExactly("southend-high-street");
        assertThat(ids(grip, "organisations")).containsExactly("essex-police");
        var transport = answer(READ.query("organisation", "british-transport-police")).document();
        assertThat(ids(transport, "operations")).containsExactly("henderson");
        assertThat(ids(transport, "organisations"))
                .containsExactly("british-transport-police", "essex-police");
        var none =
                answer(
                                READ.query("operation", "grip")
                                        .query("organisation", "british-transport-police"))
                        .document();
        assertThat(ids(none, "operations")).isEmpty();
        assertThat(answer(READ.query("operation", "Grip!")).faults())
                .containsExactly("/operation format");
    }

    private static List<Object> ids(Map<String, ?> document, String list) {
        var ids = new ArrayList<Object>();
        for (var entry : (List<?>) document.get(list)) {
            ids.add(((Map<?, ?>) entry).get("id"));
        }
        return ids;
    }

    @Test
    void a_catalogue_above_4_mb_is_refused_with_the_queries_that_narrow_it() {
        for (int i = 0; i < 25; i++) {
            int number = i;
            store.put(
                    Sample.operation(
                            new OperationId("operation-" + i),
                            IntStream.range(0, 600)
                                    .mapToObj(it -> "place-" + number + "-" + it)
                                    .toArray(String[]::new)));
        }

        assertThat(answer(READ).faults())
                .containsExactly("/operation required", "/organisation required");
        assertThat(answer(READ.query("operation", "operation-7")).status()).isEqualTo(200);
    }

    /// 43 forces with 2,000 operations at 20,000 places.
    @Test
    void the_catalogue_of_a_nation_is_told_a_force_at_a_time() {
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            var operation =
                    Sample.operation(
                            new OperationId("operation-" + i),
                            IntStream.range(0, 10)
                                    .mapToObj(it -> "place-" + number + "-" + it)
                                    .toArray(String[]::new));
            store.put(Sample.of(operation, new OrganisationId("force-" + i % 43)));
        }

        assertThat(answer(READ).faults())
                .containsExactly("/operation required", "/organisation required");
        int operations = 0;
        for (int force = 0; force < 43; force++) {
            var part = answer(READ.query("organisation", "force-" + force));
            assertThat(part.status()).isEqualTo(200);
            operations += ids(part.document(), "operations").size();
        }
        assertThat(operations).isEqualTo(2_000);
    }

    @Test
    void every_revision_of_an_operation_is_listed_with_who_made_it_and_when() {
        answer(CREATE);
        answer(replacing(1).of("british-transport-police").claim("sub", "planner-9"));
        var call = READ.scope("audit.read").path("/catalogue/operations/henderson/revisions");

        var all = (List<?>) answer(call).document().get("revisions");

        assertThat(all).hasSize(2);
        var second = (Map<?, ?>) all.getLast();
        assertThat(second.get("subject")).isEqualTo("planner-9");
        assertThat(second.get("organisation")).isEqualTo("british-transport-police");
        assertThat(second.get("at")).isEqualTo("2023-02-10T12:00:00Z");
        assertThat(((Map<?, ?>) second.get("operation")).get("revision")).isEqualTo(2L);
        var first = answer(call.query("limit", "1")).document();
        assertThat((List<?>) first.get("revisions")).hasSize(1);
        var rest =
                answer(call.query("limit", "1").query("next", String.valueOf(first.get("next"))))
                        .document();
        assertThat(rest.get("revisions")).isEqualTo(List.of(second));
        assertThat(rest.get("next")).isNull();
        assertThat(answer(call.path("/catalogue/operations/nothing/revisions")).problem())
                .isEqualTo("404 not-found");
        assertThat(answer(call.scope("summaries.read")).problem()).isEqualTo("403 scope-missing");
    }
}
