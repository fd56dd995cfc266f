package org.patrolledger.functions.schedulesummaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.Sample;

class PlanTest {
    private final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    private final FakeSummaryArchive archive = new FakeSummaryArchive();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Plan plan = new Plan(catalogue, archive, () -> now);

    @BeforeEach
    void two_operations_of_which_one_runs_in_january_only() {
        catalogue.put(Sample.operation(Sample.GRIP, Sample.SOUTHEND.value()));
        catalogue.put(
                running("neighbourhood-policing-week", "2023-01-01", Optional.of("2023-01-31")));
    }

    private static Operation running(String id, String from, Optional<String> until) {
        var operation = Sample.operation(new OperationId(id), "laindon");
        return new Operation(
                operation.id(),
                operation.name(),
                1,
                new Validity(OperationalDay.parse(from), until.map(OperationalDay::parse)),
                operation.organisations(),
                operation.places(),
                operation.shifts());
    }

    private static ScheduleRequest request(String event) {
        return ScheduleRequest.read(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ScheduleRequest weekly(Instant at) {
        return request("{'kind':'weekly','scheduledAt':'%s'}".formatted(at));
    }

    private List<String> due(String event) {
        return plan.due(request(event)).stream()
                .map(due -> due.key() + " " + due.reason().id())
                .toList();
    }

    private void begun(ReportingPeriod period, String operation) {
        archive.begin(new SummaryKey(period, new OperationId(operation)));
    }

    private static ReportingPeriod week(String id) {
        return ReportingPeriod.parse(ReportingPeriod.Kind.WEEKLY, id).orElseThrow();
    }

    private static ReportingPeriod month(String id) {
        return ReportingPeriod.parse(ReportingPeriod.Kind.MONTHLY, id).orElseThrow();
    }

    @Test
    void every_operation_that_ran_in_the_period_is_due_and_the_sum_of_all() {
        assertThat(due("{'kind':'monthly','scheduledAt':'2023-02-01T07:00:00Z'}"))
                .containsExactly(
                        "monthly/2023-01/grip schedule",
                        "monthly/2023-01/neighbourhood-policing-week schedule",
                        "monthly/2023-01/all-operations schedule");
    }

    @Test
    void an_operation_that_ran_on_one_day_of_the_week_is_due_and_one_week_later_is_not() {
        assertThat(due("{'kind':'weekly','period':'2023-W05'}"))
                .contains("weekly/2023-W05/neighbourhood-policing-week backfill")
                .hasSize(3);
        assertThat(due("{'kind':'weekly','period':'2023-W06'}"))
                .containsExactly(
                        "weekly/2023-W06/grip backfill", "weekly/2023-W06/all-operations backfill");
    }

    @Test
    void where_nothing_ran_nothing_is_due() {
        assertThat(due("{'kind':'weekly','scheduledAt':'2020-02-03T06:30:00Z'}")).isEmpty();
    }

    @Test
    void a_backfill_of_a_period_in_which_nothing_ran_is_refused() {
        assertThatThrownBy(() -> due("{'kind':'weekly','period':'2020-W05'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no operation was active in 2020-W05");
        assertThatThrownBy(() ->
                        due(
                                "{'kind':'weekly','period':'2023-W06',"
                                        + "'operation':'neighbourhood-policing-week'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neighbourhood-policing-week was never active in 2023-W06");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'weekly','period':'2023-W05'}",
                "{'kind':'weekly','from':'2023-W01','to':'2023-W05','operation':'grip'}",
                "{'kind':'weekly','period':'2099-W05'}",
                "{'kind':'weekly','scheduledAt':'2023-02-06T06:30:00Z'}",
                "{'kind':'monthly','period':'2023-02'}"
            })
    void a_period_whose_publishing_moment_has_not_come_is_refused(String event) {
        now = Instant.parse("2023-02-06T06:29:59.999Z");

        assertThatThrownBy(() -> due(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which has not come: it is 2023-02-06T06:29:59Z");
    }

    @Test
    void at_its_publishing_moment_a_period_may_be_published() {
        now = Instant.parse("2023-02-06T06:30:00Z");

        assertThat(due("{'kind':'weekly','period':'2023-W05','operation':'grip'}"))
                .containsExactly("weekly/2023-W05/grip backfill");
    }

    @Test
    void a_range_is_due_for_each_period_in_which_the_operation_ran() {
        assertThat(
                        due(
                                "{'kind':'weekly','from':'2023-W04','to':'2023-W07',"
                                        + "'operation':'neighbourhood-policing-week'}"))
                .containsExactly(
                        "weekly/2023-W04/neighbourhood-policing-week backfill",
                        "weekly/2023-W05/neighbourhood-policing-week backfill");
    }

    @Test
    void every_day_makes_due_what_becomes_final_on_it() {
        begun(month("2023-02"), "grip");
        begun(week("2023-W05"), "grip");
        begun(week("2023-W05"), "all-operations");
        begun(week("2023-W06"), "grip");

        assertThat(due("{'kind':'final','scheduledAt':'2023-03-15T07:30:00Z'}"))
                .containsExactly("monthly/2023-02/grip final");
        assertThat(due("{'kind':'final','scheduledAt':'2023-02-20T07:30:00Z'}"))
                .containsExactly(
                        "weekly/2023-W05/all-operations final", "weekly/2023-W05/grip final");
        assertThat(due("{'kind':'final','scheduledAt':'2023-02-21T07:30:00Z'}")).isEmpty();
    }

    @Test
    void when_a_summary_is_made_final_its_fourteen_days_are_over_also_in_summer() {
        for (var day = OperationalDay.parse("2023-01-02");
                day.compareTo(OperationalDay.parse("2024-01-01")) < 0;
                day = day.plusDays(7)) {
            var at = day.date().atTime(LocalTime.of(7, 30)).atZone(OperationalDay.ZONE).toInstant();
            var week = day.plusDays(-21).week();
            begun(week, "grip");

            assertThat(due("{'kind':'final','scheduledAt':'%s'}".formatted(at)))
                    .containsExactly("weekly/" + week + "/grip final");
            assertThat(at).isAfterOrEqualTo(week.finalFrom());
        }
    }

    @Test
    void a_backfill_may_be_for_one_operation_or_for_the_sum_alone() {
        assertThat(due("{'kind':'weekly','period':'2023-W05','operation':'grip'}"))
                .containsExactly("weekly/2023-W05/grip backfill");
        assertThat(due("{'kind':'weekly','period':'2023-W05','operation':'all-operations'}"))
                .containsExactly("weekly/2023-W05/all-operations backfill");
    }

    @Test
    void a_backfill_of_an_operation_that_is_not_in_the_catalogue_is_refused() {
        assertThatThrownBy(() -> due("{'kind':'weekly','period':'2023-W05','operation':'x-ray'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no such operation in the catalogue");
    }

    @Test
    void a_backfill_and_a_monthly_schedule_review_nothing() {
        begun(week("2023-W04"), "grip");
        begun(month("2023-01"), "grip");

        assertThat(due("{'kind':'weekly','period':'2023-W06','operation':'grip'}")).hasSize(1);
        assertThat(due("{'kind':'monthly','scheduledAt':'2023-03-01T07:00:00Z'}"))
                .noneMatch(it -> it.endsWith("reconcile") || it.endsWith("final"));
    }

    /// The weeks after the end of `period` in whose Monday run it is reviewed.
    private TreeMap<Long, PublishRequest.Reason> reviews(ReportingPeriod period) {
        var reviews = new TreeMap<Long, PublishRequest.Reason>();
        var monday = period.last().plusDays(1);
        while (monday.date().getDayOfWeek() != java.time.DayOfWeek.MONDAY) {
            monday = monday.plusDays(1);
        }
        for (int run = 0; run < 140; run++) {
            long week = run;
            var at =
                    monday.plusDays(7 * run)
                            .date()
                            .atTime(LocalTime.of(6, 30))
                            .atZone(OperationalDay.ZONE)
                            .toInstant();
            plan.due(weekly(at)).stream()
                    .filter(due -> due.key().period().equals(period))
                    .filter(due -> due.reason() != PublishRequest.Reason.SCHEDULE)
                    .forEach(due -> assertThat(reviews.put(week, due.reason())).isNull());
        }
        return reviews;
    }

    /// Among them weeks just before and after both clock changes of 2023.
    @ParameterizedTest
    @ValueSource(strings = {"2023-W05", "2023-W10", "2023-W11", "2023-W12", "2023-W41", "2023-W43"})
    void a_week_is_reviewed_after_3_8_32_weeks_and_so_on(String id) {
        begun(week(id), "grip");

        assertThat(reviews(week(id)))
                .containsOnlyKeys(3L, 8L, 32L, 128L)
                .containsEntry(3L, PublishRequest.Reason.RECONCILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-01", "2023-02", "2023-03", "2023-05", "2023-10"})
    void a_month_is_reviewed_in_the_first_run_after_as_many_weeks(String id) {
        begun(month(id), "grip");

        assertThat(reviews(month(id))).containsOnlyKeys(3L, 8L, 32L, 128L);
    }

    @Test
    void reviews_include_the_sum_of_all_and_operations_that_do_not_run_any_more() {
        begun(week("2023-W05"), "neighbourhood-policing-week");
        begun(week("2023-W05"), "all-operations");

        assertThat(due("{'kind':'weekly','scheduledAt':'2023-02-27T06:30:00Z'}"))
                .containsExactly(
                        "weekly/2023-W08/grip schedule",
                        "weekly/2023-W08/all-operations schedule",
                        "weekly/2023-W05/all-operations reconcile",
                        "weekly/2023-W05/neighbourhood-policing-week reconcile");
    }

    @Test
    void a_week_of_a_nation_is_due_at_once() {
        nation();

        assertThat(due("{'kind':'weekly','scheduledAt':'2023-02-27T06:30:00Z'}")).hasSize(2_000);
    }

    @Test
    void a_backfill_of_more_than_10_000_summaries_is_refused_and_nothing_is_due() {
        nation();

        assertThat(due("{'kind':'weekly','from':'2023-W06','to':'2023-W10'}")).hasSize(10_000);
        assertThatThrownBy(() -> due("{'kind':'weekly','from':'2023-W06','to':'2023-W11'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 10,000 summaries");
        assertThat(due("{'kind':'weekly','from':'2023-W06','to':'2029-W01','operation':'grip'}"))
                .hasSizeGreaterThan(300);
    }

    /// 1,999 operations that run and one that no longer does.
    private void nation() {
        for (int i = 1; i < 1_999; i++) {
            catalogue.put(running("operation-" + i, "2023-01-01", Optional.empty()));
        }
    }
}
