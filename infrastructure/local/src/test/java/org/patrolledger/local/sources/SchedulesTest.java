package org.patrolledger.local.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.local.sources.Schedules.Due;

class SchedulesTest {

    @Test
    void february_2023_has_four_mondays_and_a_first() {
        assertThat(between("2023-01-31T12:00:00Z", "2023-02-28T23:00:00Z"))
                .containsExactly(
                        due("monthly", "2023-02-01T07:00:00Z"),
                        due("weekly", "2023-02-06T06:30:00Z"),
                        due("weekly", "2023-02-13T06:30:00Z"),
                        due("weekly", "2023-02-20T06:30:00Z"),
                        due("weekly", "2023-02-27T06:30:00Z"));
    }

    @Test
    void the_hours_are_londons_in_summer_too() {
        assertThat(between("2023-03-26T12:00:00Z", "2023-04-01T12:00:00Z"))
                .containsExactly(
                        due("weekly", "2023-03-27T05:30:00Z"),
                        due("monthly", "2023-04-01T06:00:00Z"));
        assertThat(between("2023-10-29T12:00:00Z", "2023-11-01T12:00:00Z"))
                .containsExactly(
                        due("weekly", "2023-10-30T06:30:00Z"),
                        due("monthly", "2023-11-01T07:00:00Z"));
    }

    @Test
    void on_a_monday_that_is_a_first_the_week_comes_before_the_month() {
        assertThat(between("2023-05-01T00:00:00Z", "2023-05-02T00:00:00Z"))
                .containsExactly(
                        due("weekly", "2023-05-01T05:30:00Z"),
                        due("monthly", "2023-05-01T06:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-06T06:30:00Z, 2023-02-06T06:31:00Z, 0",
        "2023-02-06T06:29:59Z, 2023-02-06T06:29:59.999Z, 0",
        "2023-02-06T06:29:59Z, 2023-02-06T06:30:00Z, 1",
        "2023-02-06T06:30:00Z, 2023-02-06T06:30:00Z, 0",
        "2023-02-06T06:30:00Z, 2023-02-05T06:30:00Z, 0"
    })
    void an_instant_is_due_once_when_it_is_reached(String from, String to, int due) {
        assertThat(between(from, to)).hasSize(due);
    }

    @Test
    void any_way_of_cutting_time_gives_the_same_schedule() {
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        Instant to = Instant.parse("2024-01-01T00:00:00Z");
        List<Due> whole = Schedules.between(from, to);
        List<Due> pieces = new java.util.ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(40_000)) {
            Instant next = at.plusSeconds(40_000);
            pieces.addAll(Schedules.between(at, next.isAfter(to) ? to : next));
        }

        assertThat(pieces).isEqualTo(whole);
        assertThat(whole).extracting(Due::at).isSorted();
        assertThat(whole)
                .as("weeks and their mails, months and days")
                .hasSize(2 * 208 + 48 + 1_461);
    }

    @Test
    void every_morning_at_half_past_seven_what_becomes_final_is_due() {
        Instant from = Instant.parse("2023-03-24T12:00:00Z");
        Instant to = Instant.parse("2023-03-27T12:00:00Z");

        assertThat(Schedules.between(from, to))
                .containsExactly(
                        due("final", "2023-03-25T07:30:00Z"),
                        due("final", "2023-03-26T06:30:00Z"),
                        due("weekly", "2023-03-27T05:30:00Z"),
                        due("final", "2023-03-27T06:30:00Z"),
                        due("digest", "2023-03-27T07:00:00Z"));
    }

    /// The schedules that publish.
    private static List<Due> between(String from, String to) {
        return Schedules.between(Instant.parse(from), Instant.parse(to)).stream()
                .filter(it -> !it.kind().equals("final") && !it.kind().equals("digest"))
                .toList();
    }

    private static Due due(String kind, String at) {
        return new Due(kind, Instant.parse(at));
    }
}
