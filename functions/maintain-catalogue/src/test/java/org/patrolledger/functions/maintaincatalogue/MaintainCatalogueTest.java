package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

class MaintainCatalogueTest {
    private static final InstantSource CLOCK = Sample.at("2023-02-10T12:00:00Z");
    private static final Call READ = Call.sample("read-catalogue");
    private static final Call CREATE = Call.sample("create-operation");

    private static final String HENDERSON =
            """
            {"id": "henderson", "name": "Operation Henderson", "revision": %d,
             "activeFrom": "2022-09-01", "activeUntil": null,
             "organisations": ["essex-police", "british-transport-police"],
             "places": [{"id": "colchester-station", "name": "Colchester station",
                         "district": "E07000071", "validFrom": "2022-09-01", "validUntil": null}],
             "shifts": []}
            """;

    private final FakeCatalogueStore store = new FakeCatalogueStore();
    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final AtomicInteger pauses = new AtomicInteger();
    private final MaintainCatalogue function =
            new MaintainCatalogue(store, log, CLOCK, pauses::incrementAndGet);

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

    // what is in use

    @Test
    void a_place_or_day_that_submissions_used_is_not_taken_away() {
        createGrip();
        log.append(Form.engagement().first());

        assertThat(grip(it -> it.put("places", List.of(place("basildon-town-square"))), "shifts"))
                .containsExactly("/places in-use");
        assertThat(grip(it -> places(it, "validUntil", "2023-02-02")))
                .containsExactly("/places/0/validUntil in-use");
        assertThat(grip(it -> places(it, "validFrom", "2023-02-04")))
                .containsExactly("/places/0/validFrom in-use");
        assertThat(grip(it -> it.put("activeUntil", "2023-02-02")))
                .containsExactly("/activeUntil in-use");
        assertThat(grip(it -> it.put("activeFrom", "2023-02-04")))
                .containsExactly("/activeFrom in-use");
        assertThat(
                        grip(it -> {
                            it.put("activeUntil", "2023-02-02");
                            places(it, "validFrom", "2023-02-04");
                        }))
                .containsExactly("/activeUntil in-use", "/places/0/validFrom in-use");
        assertThat(pauses).hasValue(0);
    }

    @Test
    void a_place_that_submissions_used_is_ended_and_one_that_none_used_is_removed() {
        createGrip();
        log.append(Form.engagement().first());

        assertThat(grip(it -> places(it, "validUntil", "2023-02-03"))).isEmpty();
        var after = store.load().operation(Sample.GRIP).orElseThrow();
        assertThat(after.revision()).isEqualTo(2);

        var removed = document();
        removed.put("places", List.of(place("southend-high-street")));
        removed.remove("shifts");
        assertThat(put(removed, 2).status()).isEqualTo(200);
        assertThat(store.load().operation(Sample.GRIP).orElseThrow().places()).hasSize(1);
    }

    @Test
    void a_withdrawn_submission_still_uses_its_place_and_one_moved_away_does_not() {
        createGrip();
        var first = Form.engagement().first();
        log.append(first);
        var moved =
                Form.engagement()
                        .of(first.submission().id())
                        .with("place", "basildon-town-square")
                        .after(first);
        log.revise(first, moved);
        log.revise(moved, Form.withdrawalOf(moved));

        assertThat(grip(it -> it.put("places", List.of(place("southend-high-street"))), "shifts"))
                .containsExactly("/places in-use");
        assertThat(grip(it -> it.put("places", List.of(place("basildon-town-square"))), "shifts"))
                .isEmpty();
    }

    @Test
    void a_form_whose_clock_is_ahead_uses_the_day_to_come() {
        createGrip();
        var early = new MaintainCatalogue(store, log, Sample.at("2023-02-04T05:58:00Z"), () -> {});
        log.append(Form.engagement().at(Instant.parse("2023-02-04T06:01:00Z")).first());
        var ended = document();
        ended.put("activeUntil", "2023-02-03");

        assertThat(call(ended, 1).answeredBy(early).faults())
                .containsExactly("/activeUntil in-use");
    }

    // not valid

    @Test
    void no_operation_is_called_all_operations() {
        assertThat(
                        CREATE.path("/catalogue/operations/all-operations")
                                .answeredBy(function)
                                .faults())
                .containsExactly("/id value");
    }

    @Test
    void all_faults_of_an_operation_are_told_at_once() {
        var faulty =
                """
                {"id": "another-one", "name": "", "activeFrom": "2022-02-30", "activeUntil": 5,
                 "organisations": ["Essex Police"],
                 "places": [{"id": "one-place", "name": "One", "district": "E7",
                             "validFrom": "2022-09-02", "validUntil": "2022-09-01"},
                            {"id": "one-place", "name": "Two", "district": "E07000071",
                             "validFrom": "2022-09-01"}],
                 "shifts": [{"place": "no-place", "days": [], "from": "24:00", "to": "1:00"}],
                 "colour": "red"}
                """;

        var answer = CREATE.body(faulty).answeredBy(function);

        assertThat(answer.faults())
                .contains(
                        "/id value",
                        "/name min-length",
                        "/activeFrom format",
                        "/organisations/0 format",
                        "/places/0/district format",
                        "/places/0/validUntil order",
                        "/places/1/id unique",
                        "/shifts/0/place catalogue",
                        "/shifts/0/days min-items",
                        "/shifts/0/from format",
                        "/shifts/0/to format",
                        "/colour unknown");
        assertThat(answer.body()).doesNotContain("another-one", "Essex", "no-place", "red\"");
        assertThat(store.load().operations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Henderson",
                "-x",
                "hen%20derson",
                "hen%2Fderson",
                "%ff",
                "a",
                "h%C3%A9nderson"
            })
    void an_address_that_can_be_no_operation_is_not_found(String id) {
        assertThat(CREATE.path("/catalogue/operations/" + id).answeredBy(function).problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void an_address_may_be_percent_encoded() {
        assertThat(CREATE.path("/catalogue/operations/h%65nderson").answeredBy(function).whole())
                .isEqualTo(written(201, 1));
    }

    @Test
    void a_body_that_is_none_is_told_as_elsewhere() {
        assertThat(CREATE.body("{\"name\": 1, \"name\": 2}").answeredBy(function).problem())
                .isEqualTo("400 not-json");
        assertThat(CREATE.body("null").answeredBy(function).faults()).containsExactly(" type");
        assertThat(CREATE.withoutHeader("content-type").answeredBy(function).problem())
                .isEqualTo("415 not-application-json");
        assertThat(CREATE.body(" ".repeat(256 * 1024 + 1)).answeredBy(function).problem())
                .isEqualTo("413 too-large");
        var bytes = String.valueOf(Json.object(CREATE.event()).get("body"));
        assertThat(
                        CREATE.body(bytes.getBytes(StandardCharsets.UTF_8))
                                .answeredBy(function)
                                .status())
                .isEqualTo(201);
    }

    // not allowed

    @Test
    void only_an_administrator_writes_and_whoever_reads_summaries_reads() {
        assertThat(
                        CREATE.scope("summaries.read submissions.write audit.read")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("403 scope-missing");
        assertThat(READ.scope("submissions.write").answeredBy(function).status()).isEqualTo(200);
        assertThat(READ.scope("audit.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(CREATE.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
        assertThat(CREATE.method("DELETE").answeredBy(function).header("allow")).isEqualTo("PUT");
        assertThat(READ.method("PUT").answeredBy(function).header("allow")).isEqualTo("GET, HEAD");
        assertThat(store.load().operations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_to_come_again(Fault fault, String problem) {
        createGrip();
        var withoutCatalogue =
                new MaintainCatalogue(
                        BrokenStorage.of(CatalogueStore.class, fault), log, CLOCK, () -> {});
        var withoutLog =
                new MaintainCatalogue(
                        store, BrokenStorage.of(SubmissionLog.class, fault), CLOCK, () -> {});
        var ended = document();
        ended.put("activeUntil", "2022-01-01");

        assertThat(READ.answeredBy(withoutCatalogue).problem()).isEqualTo(problem);
        assertThat(CREATE.answeredBy(withoutCatalogue).problem()).isEqualTo(problem);
        assertThat(call(ended, 1).answeredBy(withoutLog).problem()).isEqualTo(problem);
        assertThat(store.load().operation(Sample.GRIP).orElseThrow().revision()).isEqualTo(1);
    }

    private static Call replace(int revision) {
        return CREATE.withoutHeader("if-none-match").header("if-match", "\"" + revision + "\"");
    }

    private static String written(int status, int revision) {
        return Answer.canonical(
                """
                {"statusCode": %d,
                 "headers": {"content-type": "application/json", "etag": "\\"%d\\"",
                             "location": "/catalogue"},
                 "body": %s}
                """
                        .formatted(status, revision, HENDERSON.formatted(revision)));
    }

    private void createGrip() {
        var created =
                CREATE.path("/catalogue/operations/grip")
                        .body(Json.text(document()))
                        .answeredBy(function);
        assertThat(created.status()).isEqualTo(201);
    }

    /// `grip` at two places, always active, with a shift at each.
    private static Map<String, Object> document() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", "Operation Grip");
        map.put("activeFrom", "2021-04-01");
        map.put("organisations", List.of("essex-police"));
        map.put("places", List.of(place("southend-high-street"), place("basildon-town-square")));
        map.put(
                "shifts",
                List.of(
                        Map.of(
                                "place",
                                "southend-high-street",
                                "days",
                                List.of("FRI"),
                                "from",
                                "18:00",
                                "to",
                                "02:00")));
        return map;
    }

    private static Map<String, Object> place(String id) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", id);
        map.put("name", "Place");
        map.put("district", "E07000071");
        map.put("validFrom", "2021-04-01");
        return map;
    }

    /// Changes the first place.
    private static void places(Map<String, Object> operation, String field, String value) {
        var first = place("southend-high-street");
        first.put(field, value);
        var places = new ArrayList<Object>(List.of(first, place("basildon-town-square")));
        operation.put("places", places);
    }

    private interface Change {
        void to(Map<String, Object> operation);
    }

    /// The faults of replacing revision 1 of `grip` by a changed one; empty where it was replaced.
    private List<String> grip(Change change, String... without) {
        var changed = document();
        change.to(changed);
        List.of(without).forEach(changed::remove);
        var answer = put(changed, 1);
        return answer.status() == 200 ? List.of() : answer.faults();
    }

    private Answer put(Map<String, Object> document, int revision) {
        return call(document, revision).answeredBy(function);
    }

    private static Call call(Map<String, Object> document, int revision) {
        return replace(revision).path("/catalogue/operations/grip").body(Json.text(document));
    }
}
