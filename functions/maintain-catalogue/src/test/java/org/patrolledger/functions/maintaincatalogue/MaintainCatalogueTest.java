package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;

/// Creating and replacing, under preconditions.
class MaintainCatalogueTest extends CatalogueFixture {
    // creating and replacing

    @Test
    void an_operation_is_created_and_the_organisations_it_names_are_added() {
        assertThat(CREATE.answeredBy(function).whole()).isEqualTo(written(201, 1));
        assertThat(Answer.canonical(READ.answeredBy(function).body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"organisations": [
                                            {"id": "british-transport-police", "name": "british-transport-police", "revision": 1},
                                            {"id": "essex-police", "name": "essex-police", "revision": 1}],
                                          "places": [
                                            {"id": "colchester-station", "name": "Colchester station",
                                             "district": "E07000071", "revision": 1}],
                                          "operations": [%s]}
                                """
                                        .formatted(HENDERSON.formatted(1))));
    }

    @Test
    void an_empty_catalogue_is_one_too() {
        assertThat(READ.answeredBy(function).body())
                .isEqualTo("{\"organisations\":[],\"places\":[],\"operations\":[]}");
    }

    @Test
    void an_operation_is_replaced_by_whoever_names_its_revision() {
        CREATE.answeredBy(function);

        assertThat(replace(1).answeredBy(function).whole()).isEqualTo(written(200, 2));
        assertThat(replace(2).answeredBy(function).header("etag")).isEqualTo("\"3\"");
    }

    @Test
    void what_the_catalogue_gives_can_be_put_back_as_it_is() {
        CREATE.answeredBy(function);

        var given = CREATE.answeredBy(function).problem();
        var operation =
                Json.text(
                        ((List<?>) READ.answeredBy(function).document().get("operations"))
                                .getFirst());

        assertThat(given).isEqualTo("412 stale");
        assertThat(replace(1).body(operation).answeredBy(function).whole())
                .isEqualTo(written(200, 2));
    }

    @Test
    void what_adds_something_or_is_refused_is_answered_at_once() {
        CREATE.answeredBy(function);
        CREATE.answeredBy(function);
        replace(1).body("{}").answeredBy(function);
        replace(1).answeredBy(function);
        createGrip();
        log.append(Form.engagement().first());
        assertThat(grip(it -> it.put("name", "Another name"), "shifts")).isEmpty();
        assertThat(store.load().operation(Sample.GRIP).orElseThrow().revision()).isEqualTo(2);

        assertThat(pauses).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activeFrom", "activeUntil", "validFrom", "validUntil", "places"})
    void what_takes_something_away_is_waited_for_until_every_function_has_seen_it(String what) {
        createGrip();

        assertThat(
                        grip(
                                it -> {
                                    switch (what) {
                                        case "places" ->
                                                it.put(
                                                        "places",
                                                        List.of(place("basildon-town-square")));
                                        case "activeFrom", "activeUntil" ->
                                                it.put(what, "2023-02-03");
                                        default -> places(it, what, "2023-02-03");
                                    }
                                },
                                "shifts"))
                .isEmpty();

        assertThat(pauses).hasValue(1);
    }

    @Test
    void what_a_submission_used_while_it_was_taken_away_is_given_back() {
        createGrip();
        var before = store.load().operation(Sample.GRIP).orElseThrow();
        // Accepted by a function that still trusts its copy.
        var late =
                new MaintainCatalogue(
                        store, log, CLOCK, () -> log.append(Form.engagement().first()));
        var ended = document();
        ended.put("activeUntil", "2023-02-02");

        assertThat(call(ended, 1).answeredBy(late).faults()).containsExactly("/activeUntil in-use");

        assertThat(store.load().operation(Sample.GRIP)).contains(before.withRevision(3));
    }

    @Test
    void what_another_changed_while_it_was_taken_away_is_left_to_them() {
        createGrip();
        var ended = document();
        ended.put("activeUntil", "2023-02-02");
        var late =
                new MaintainCatalogue(
                        store,
                        log,
                        CLOCK,
                        () -> {
                            log.append(Form.engagement().first());
                            var now = store.load().operation(Sample.GRIP).orElseThrow();
                            store.put(now.withRevision(3));
                        });

        assertThat(call(ended, 1).answeredBy(late).problem()).isEqualTo("412 stale");
    }

    @Test
    void organisations_keep_their_names_when_another_operation_names_them() {
        CREATE.answeredBy(function);
        var again = CREATE.path("/catalogue/operations/second-one").answeredBy(function);

        assertThat(again.status()).isEqualTo(201);
        assertThat((List<?>) READ.answeredBy(function).document().get("organisations")).hasSize(2);
        assertThat(store.load().operations()).hasSize(2);
    }

    // preconditions

    @Test
    void to_create_what_is_there_is_stale() {
        CREATE.answeredBy(function);

        assertThat(CREATE.answeredBy(function).problem()).isEqualTo("412 stale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2\"", "\"0\"", "W/\"1\"", "", "\"junk\"", "\"-1\"", "\"99999999999\""})
    void a_replacement_that_does_not_name_the_current_revision_is_stale(String tag) {
        assertThat(replace(1).header("if-match", tag).answeredBy(function).problem())
                .isEqualTo("412 stale");
        CREATE.answeredBy(function);

        assertThat(replace(1).header("if-match", tag).answeredBy(function).problem())
                .isEqualTo("412 stale");
        assertThat(store.load().operations().getFirst().revision()).isEqualTo(1);
    }

    @Test
    void a_precondition_has_to_be_one_or_the_other() {
        assertThat(CREATE.withoutHeader("if-none-match").answeredBy(function).problem())
                .isEqualTo("428 if-match-missing");
        assertThat(CREATE.header("if-match", "\"1\"").answeredBy(function).problem())
                .isEqualTo("412 stale");
        assertThat(CREATE.header("if-none-match", "\"1\"").answeredBy(function).problem())
                .isEqualTo("412 stale");
        assertThat(store.load().operations()).isEmpty();
    }

    @Test
    void of_creations_and_replacements_that_race_one_wins_each_time() {
        assertThat(Race.of(8, i -> CREATE.answeredBy(function).status()))
                .containsOnlyOnce(201)
                .containsOnly(201, 412);
        assertThat(Race.of(8, i -> replace(1).answeredBy(function).status()))
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
    }
}
