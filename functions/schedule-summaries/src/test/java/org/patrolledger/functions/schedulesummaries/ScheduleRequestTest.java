package org.patrolledger.functions.schedulesummaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.ReportingPeriod;

class ScheduleRequestTest {
    private static ScheduleRequest read(String event) {
        return ScheduleRequest.read(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "weekly, 2023-02-06T06:30:00Z, 2023-W05",
        "weekly, 2023-02-06T06:00:00Z, 2023-W05",
        "weekly, 2023-02-06T05:59:59Z, 2023-W04",
        "weekly, 2023-07-10T05:30:00Z, 2023-W27",
        "weekly, 2023-07-10T06:30:00+01:00, 2023-W27",
        "weekly, 2023-07-10T04:59:59Z, 2023-W26",
        "weekly, 2023-01-02T06:30:00Z, 2022-W52",
        "weekly, 2021-01-04T06:30:00Z, 2020-W53",
        "weekly, 2023-02-12T23:00:00Z, 2023-W05",
        "monthly, 2023-03-01T07:00:00Z, 2023-02",
        "monthly, 2023-03-01T05:59:59Z, 2023-01",
        "monthly, 2023-01-01T07:00:00Z, 2022-12",
        "monthly, 2023-04-01T06:00:00Z, 2023-03",
        "monthly, 2023-02-28T23:59:59Z, 2023-01"
    })
    void a_schedule_means_the_last_period_that_had_ended(String kind, String at, String period) {
        var request = read("{'kind':'%s','scheduledAt':'%s'}".formatted(kind, at));

        assertThat(request)
                .isInstanceOfSatisfying(
                        ScheduleRequest.Live.class,
                        live -> {
                            assertThat(live.period().id()).isEqualTo(period);
                            assertThat(live.period().kind().path()).isEqualTo(kind);
                            assertThat(live.scheduledAt())
                                    .isEqualTo(OffsetDateTime.parse(at).toInstant());
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "weekly.json, 2023-W05, true,",
        "weekly-in-summer-time.json, 2023-W27, true,",
        "monthly.json, 2023-02, true,",
        "backfill-a-week.json, 2023-W05, false,",
        "backfill-a-month.json, 2023-02, false, all-operations",
        "backfill-one-operation.json, 2023-W05, false, grip"
    })
    void the_samples_of_events_are_read(
            String sample, String period, boolean scheduled, String operation) throws IOException {
        try (var in =
                ScheduleRequestTest.class.getResourceAsStream(
                        "/events/samples/lambda/scheduler/" + sample)) {
            var request = ScheduleRequest.read(in.readAllBytes());

            switch (request) {
                case ScheduleRequest.Live live -> {
                    assertThat(scheduled).isTrue();
                    assertThat(live.period().id()).isEqualTo(period);
                }
                case ScheduleRequest.Backfill(var first, var last, var asked) -> {
                    assertThat(scheduled).isFalse();
                    assertThat(first.id()).isEqualTo(period);
                    assertThat(last).isEqualTo(first);
                    assertThat(asked.map(OperationId::value).orElse(null)).isEqualTo(operation);
                }
                case ScheduleRequest.Final it -> throw new AssertionError(it);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Exactly one of scheduledAt, period, and from with to must be given. kind: This field is missing.",
                "{'kind':'daily','period':'2023-W05'} | kind: This must be one of: weekly, monthly, final.",
                "{'kind':1,'period':'2023-W05'} | kind: This must be text.",
                "{'kind':'weekly','scheduledAt':'2023-02-06T06:30:00Z','period':'2023-W05'} |"
                        + " Exactly one of scheduledAt, period, and from with to must be given.",
                "{'kind':'weekly','scheduledAt':'yesterday'} | scheduledAt: This must be an RFC 3339"
                        + " date and time with an offset, from 2000 to 2100.",
                "{'kind':'weekly','scheduledAt':7} | scheduledAt: This must be text.",
                "{'kind':'weekly','scheduledAt':'2023-02-06T06:30:00'} | scheduledAt: This must be"
                        + " an RFC 3339 date and time with an offset, from 2000 to 2100.",
                "{'kind':'weekly','period':'2023-02'} | period: There is no such period.",
                "{'kind':'monthly','period':'2023-W05'} | period: There is no such period.",
                "{'kind':'weekly','period':'2023-W53'} | period: There is no such period.",
                "{'kind':'monthly','period':'2023-13'} | period: There is no such period.",
                "{'kind':'monthly','period':'last'} | period: This must be a week or a month, such"
                        + " as 2023-W05 or 2023-02.",
                "{'kind':'weekly','period':5} | period: This must be text.",
                "{'kind':'weekly','period':'2023-W05','operation':'No Slug'} | operation: This must"
                        + " be 3 to 64 lower-case letters, digits and hyphens, a letter first and no"
                        + " hyphen last.",
                "{'kind':'weekly','period':'2023-W05','operation':5} | operation: This must be text.",
                "{'kind':'weekly','period':'2023-W05','operation':null} | operation: This must be"
                        + " text.",
                "{'kind':'weekly','scheduledAt':'2023-02-06T06:30:00Z','operation':'grip'} |"
                        + " operation: This goes with a period or a range.",
                "{'kind':'weekly','period':'2023-W05','dryRun':true} | dryRun: This field is not"
                        + " part of the form.",
                "{'kind':'weekly','period':'2023-W53','operation':5,'more':1} | period: There is no"
                        + " such period. operation: This must be text. more: This field is not part"
                        + " of the form.",
                "[] | This must be an object.",
                "nothing | The event is not JSON."
            })
    void every_fault_of_an_event_is_named(String event, String faults) {
        assertThatThrownBy(() -> read(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(faults);
    }

    @Test
    void an_operation_to_backfill_may_be_left_out() {
        assertThat(read("{'kind':'weekly','period':'2023-W05'}"))
                .isInstanceOfSatisfying(
                        ScheduleRequest.Backfill.class, it -> assertThat(it.operation()).isEmpty());
    }

    @Test
    void a_range_is_every_period_from_the_first_to_the_last() {
        assertThat(read("{'kind':'weekly','from':'2022-W51','to':'2023-W02','operation':'grip'}"))
                .isInstanceOfSatisfying(
                        ScheduleRequest.Backfill.class,
                        it ->
                                assertThat(it.periods().map(ReportingPeriod::id))
                                        .containsExactly(
                                                "2022-W51", "2022-W52", "2023-W01", "2023-W02"));
    }

    @Test
    void what_becomes_final_is_asked_for_by_the_moment_alone() {
        assertThat(read("{'kind':'final','scheduledAt':'2023-03-15T07:30:00Z'}"))
                .isEqualTo(new ScheduleRequest.Final(Instant.parse("2023-03-15T07:30:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'kind':'weekly','from':'2023-W05'} | A range has both from and to.",
                "{'kind':'weekly','from':'2023-W05','to':'2023-W04'} | to: This must not be before"
                        + " from.",
                "{'kind':'monthly','from':'2023-01','to':'2023-13'} | to: There is no such period.",
                "{'kind':'weekly','period':'2023-W05','from':'2023-W05','to':'2023-W06'} | Exactly"
                        + " one of scheduledAt, period, and from with to must be given.",
                "{'kind':'final','period':'2023-W05'} | scheduledAt alone goes with this kind."
                        + " period: There is no such period."
            })
    void faults_of_ranges_and_of_the_daily_schedule_are_named(String event, String faults) {
        assertThatThrownBy(() -> read(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(faults);
    }
}
