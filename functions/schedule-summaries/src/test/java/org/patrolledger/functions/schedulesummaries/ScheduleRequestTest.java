package org.patrolledger.functions.schedulesummaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.id.OperationId;

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

        assertThat(request.period().id()).isEqualTo(period);
        assertThat(request.period().kind().path()).isEqualTo(kind);
        assertThat(request.scheduledAt()).isPresent();
        assertThat(request.operation()).isEmpty();
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

            assertThat(request.period().id()).isEqualTo(period);
            assertThat(request.scheduledAt().isPresent()).isEqualTo(scheduled);
            assertThat(request.operation().map(OperationId::value).orElse(null))
                    .isEqualTo(operation);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Exactly one of scheduledAt and period must be given. kind: This field is missing.",
                "{'kind':'daily','period':'2023-W05'} | kind: This must be one of: weekly, monthly.",
                "{'kind':1,'period':'2023-W05'} | kind: This must be text.",
                "{'kind':'weekly','scheduledAt':'2023-02-06T06:30:00Z','period':'2023-W05'} |"
                        + " Exactly one of scheduledAt and period must be given.",
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
                        + " operation: This goes with a period.",
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
        assertThat(read("{'kind':'weekly','period':'2023-W05'}").operation()).isEmpty();
    }
}
