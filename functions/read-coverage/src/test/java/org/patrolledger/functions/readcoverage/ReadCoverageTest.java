package org.patrolledger.functions.readcoverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

class ReadCoverageTest {
    private static final Call READ = Call.sample("read-coverage");
    private static final PlaceId HIGH_STREET = new PlaceId("southend-high-street");
    private static final PlaceId SEAFRONT = new PlaceId("southend-seafront");

    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final FakeCatalogueStore store = new FakeCatalogueStore();
    private final ReadCoverage function = new ReadCoverage(log, new CatalogueCache(store));

    /// Friday and Saturday nights on the High Street, and Friday afternoons at the seafront until 3
    /// February.
    @BeforeEach
    void plan() {
        store.put(
                operation(
                        "grip",
                        shift(HIGH_STREET, "18:00", "02:00", DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                        shift(SEAFRONT, "14:00", "16:00", DayOfWeek.FRIDAY)));
    }

    @Test
    void shifts_nobody_reported_come_by_day_and_place_with_their_hours() {
        log.append(Form.engagement().first());

        var answer = READ.answeredBy(function);

        assertThat(answer.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(Answer.canonical(answer.body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"expected": 3, "reported": 1, "missing": [
                                  {"place": "southend-seafront", "day": "2023-02-03",
                                   "from": "14:00", "to": "16:00"},
                                  {"place": "southend-high-street", "day": "2023-02-04",
                                   "from": "18:00", "to": "02:00"}]}
                                """));
    }

    @Test
    void withdrawn_engagements_and_incidents_report_nothing() {
        var withdrawn = Form.engagement().first();
        log.append(withdrawn);
        log.revise(withdrawn, Form.withdrawalOf(withdrawn));
        log.append(Form.incident().first());

        assertThat(READ.answeredBy(function).document()).containsEntry("reported", 0L);
    }

    @Test
    void an_engagement_of_the_day_before_reports_a_shift_that_it_reaches_into() {
        log.append(
                Form.engagement()
                        .with("startedAt", "2023-02-03T20:00:00Z")
                        .with("endedAt", "2023-02-04T19:00:00Z")
                        .first());
        var saturday = READ.query("from", "2023-02-04").query("to", "2023-02-04");

        assertThat(Answer.canonical(saturday.answeredBy(function).body()))
                .isEqualTo("{\"expected\":1,\"missing\":[],\"reported\":1}");
    }

    /// Each day asked for is a query for each of its shards.
    @Test
    void only_days_are_read_on_which_a_report_of_a_shift_can_have_begun() {
        var asked = new ArrayList<List<String>>();

        READ.answeredBy(new ReadCoverage(noting(asked), new CatalogueCache(store)));

        assertThat(asked).containsExactly(List.of("2023-02-02", "2023-02-03", "2023-02-04"));
    }

    /// Of 2,000 operations a day or two before each of two evenings.
    @Test
    void the_days_of_a_nation_are_read_a_thousand_at_a_time() {
        var evening = shift(HIGH_STREET, "18:00", "02:00", DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
        for (int i = 0; i < 2_000; i++) {
            store.put(operation("operation-" + i, evening));
        }
        log.append(Form.engagement().with("operation", "operation-1999").first());
        var asked = new ArrayList<List<String>>();

        var answer =
                READ.path("/coverage/all-operations")
                        .answeredBy(new ReadCoverage(noting(asked), new CatalogueCache(store)));

        assertThat(answer.document())
                .containsEntry("expected", 4_003L)
                .containsEntry("reported", 1L);
        assertThat(asked)
                .extracting(List::size)
                .containsExactly(1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 3);
    }

    /// A log that notes which days each reading asks for.
    private SubmissionLog noting(List<List<String>> asked) {
        return (SubmissionLog)
                Proxy.newProxyInstance(
                        SubmissionLog.class.getClassLoader(),
                        new Class<?>[] {SubmissionLog.class},
                        (proxy, method, arguments) -> {
                            asked.add(
                                    ((Collection<?>) arguments[0])
                                            .stream()
                                                    .map(OperationDay.class::cast)
                                                    .map(it -> it.day().toString())
                                                    .toList());
                            return method.invoke(log, arguments);
                        });
    }

    @Test
    void all_operations_are_covered_together_and_a_new_one_is_seen_at_once() {
        READ.answeredBy(function);
        store.put(operation("henderson", shift(SEAFRONT, "10:00", "11:00", DayOfWeek.MONDAY)));

        assertThat(READ.path("/coverage/henderson").answeredBy(function).document())
                .containsEntry("expected", 1L);
        assertThat(READ.path("/coverage/all-operations").answeredBy(function).document())
                .containsEntry("expected", 4L);
    }

    @Test
    void days_on_which_the_place_is_not_valid_are_not_expected() {
        assertThat(
                        READ.query("from", "2023-02-06")
                                .query("to", "2023-03-12")
                                .answeredBy(function)
                                .document())
                .containsEntry("expected", 10L);
    }

    @ParameterizedTest
    @CsvSource({"nowhere", "GRIP", "a", "%2e%2e"})
    void an_operation_that_is_none_is_not_found(String operation) {
        assertThat(READ.path("/coverage/" + operation).answeredBy(function).problem())
                .isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-02, 2023-02-06, /to duration",
        "2023-02-06, 2023-02-05, /to order",
        "2023-2-1, 2023-02-05, /from format",
    })
    void days_at_fault_are_told_so(String from, String to, String fault) {
        assertThat(READ.query("from", from).query("to", to).answeredBy(function).faults())
                .containsExactly(fault);
    }

    @Test
    void readers_of_summaries_and_submitters_may_ask() {
        assertThat(READ.scope("summaries.read").answeredBy(function).status()).isEqualTo(200);
        assertThat(READ.scope("submissions.write").answeredBy(function).status()).isEqualTo(200);
        assertThat(READ.scope("audit.read catalogue.write").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(READ.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_to_come_again(Fault fault, String problem) {
        var broken =
                new ReadCoverage(
                        BrokenStorage.of(SubmissionLog.class, fault), new CatalogueCache(store));

        assertThat(READ.answeredBy(broken).problem()).isEqualTo(problem);
    }

    private static Operation operation(String id, Shift... shifts) {
        var always = new Place.Validity(OperationalDay.parse("2021-04-01"), Optional.empty());
        var until =
                new Place.Validity(
                        OperationalDay.parse("2021-04-01"),
                        Optional.of(OperationalDay.parse("2023-02-03")));
        return new Operation(
                new OperationId(id),
                id,
                1,
                always,
                List.of(new OrganisationId("essex-police")),
                List.of(
                        new Place(HIGH_STREET, "High Street", "E07000071", always),
                        new Place(SEAFRONT, "Seafront", "E07000071", until)),
                List.of(shifts));
    }

    private static Shift shift(PlaceId place, String from, String to, DayOfWeek... days) {
        return new Shift(place, Set.of(days), LocalTime.parse(from), LocalTime.parse(to));
    }
}
