package org.patrolledger.functions.noticechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

class StreamRecordTest {
    /// `grip`, with an evening shift on Friday and Saturday, and one on Sunday that ends on Monday
    /// at 08:00.
    private static final Catalogue CATALOGUE = catalogue();

    private static Catalogue catalogue() {
        var grip = Sample.operation(Sample.GRIP, Sample.SOUTHEND.value());
        var shifts = new ArrayList<>(grip.shifts());
        shifts.add(
                new Shift(
                        Sample.SOUTHEND,
                        Set.of(DayOfWeek.SUNDAY),
                        LocalTime.of(23, 0),
                        LocalTime.of(8, 0)));
        return new Catalogue(
                List.of(
                        new Operation(
                                grip.id(),
                                grip.name(),
                                1,
                                grip.active(),
                                grip.organisations(),
                                grip.places(),
                                shifts)),
                List.of());
    }

    private static Map<String, Object> image(Form form) {
        return Map.of("kind", Map.of("S", form.kind().code()), "body", Map.of("S", form.body()));
    }

    /// An incident at noon of `day`.
    private static Map<String, Object> image(String operation, String day) {
        return image(
                Form.incident().with("operation", operation).at(Instant.parse(day + "T12:00:00Z")));
    }

    private static Set<String> touches(Map<String, Object> images) {
        return new StreamRecord("1", images)
                .touches(CATALOGUE).stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static List<StreamRecord> batch(String event) {
        return StreamRecord.batch(event.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_new_submission_touches_its_week_and_month_of_its_operation_and_of_all() {
        assertThat(touches(Map.of("NewImage", image("grip", "2023-02-08"))))
                .containsExactlyInAnyOrder(
                        "weekly/2023-W06/grip",
                        "monthly/2023-02/grip",
                        "weekly/2023-W06/all-operations",
                        "monthly/2023-02/all-operations");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-06, weekly/2023-W06/grip monthly/2023-02/grip",
        "2023-02-05, weekly/2023-W05/grip monthly/2023-02/grip",
        "2023-01-01, weekly/2022-W52/grip monthly/2023-01/grip",
        "2021-01-03, weekly/2020-W53/grip monthly/2021-01/grip"
    })
    void an_incident_at_the_edge_of_a_period_touches_no_other(String day, String expected) {
        assertThat(touches(Map.of("NewImage", image("grip", day))))
                .filteredOn(key -> key.endsWith("/grip"))
                .containsExactlyInAnyOrder(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // on Monday, in the last hours of Sunday's shift
        "2023-02-06T07:59:00Z, 2023-02-06T08:30:00Z, weekly/2023-W05/grip weekly/2023-W06/grip",
        // on Monday, after them
        "2023-02-06T08:00:00Z, 2023-02-06T08:30:00Z, weekly/2023-W06/grip",
        // from Sunday on, in Sunday's own shift
        "2023-02-05T23:30:00Z, 2023-02-06T07:00:00Z, weekly/2023-W05/grip",
        // from Thursday into the evening of Friday the 1st of the next month but one week
        "2023-08-31T17:30:00Z, 2023-09-01T17:30:00Z, weekly/2023-W35/grip"
    })
    void an_engagement_touches_the_period_next_to_its_own_where_it_reports_a_shift_of_it(
            Instant from, Instant to, String weeks) {
        var form =
                Form.engagement().with("startedAt", from.toString()).with("endedAt", to.toString());

        assertThat(touches(Map.of("NewImage", image(form))))
                .filteredOn(key -> key.startsWith("weekly") && key.endsWith("/grip"))
                .containsExactlyInAnyOrder(weeks.split(" "));
    }

    @Test
    void an_engagement_of_the_last_of_a_month_may_report_a_shift_of_the_first_of_the_next() {
        var form =
                Form.engagement()
                        .with("startedAt", "2023-08-31T17:30:00Z")
                        .with("endedAt", "2023-09-01T17:30:00Z");

        assertThat(touches(Map.of("NewImage", image(form))))
                .contains("monthly/2023-08/grip", "monthly/2023-09/grip")
                .contains("monthly/2023-09/all-operations");
    }

    @Test
    void a_move_touches_where_the_submission_was_and_where_it_is() {
        assertThat(
                        touches(
                                Map.of(
                                        "OldImage", image("grip", "2023-02-08"),
                                        "NewImage", image("safe-space", "2023-03-15"))))
                .containsExactlyInAnyOrder(
                        "weekly/2023-W06/grip",
                        "monthly/2023-02/grip",
                        "weekly/2023-W06/all-operations",
                        "monthly/2023-02/all-operations",
                        "weekly/2023-W11/safe-space",
                        "monthly/2023-03/safe-space",
                        "weekly/2023-W11/all-operations",
                        "monthly/2023-03/all-operations");
    }

    @Test
    void a_removed_item_touches_where_it_was() {
        assertThat(touches(Map.of("OldImage", image("grip", "2023-02-08")))).hasSize(4);
    }

    static List<Map<String, Object>> malformed() {
        return List.of(
                Map.of(),
                Map.of("Keys", image("grip", "2023-02-08")),
                Map.of("NewImage", "text"),
                Map.of("NewImage", image("grip", "2023-02-08"), "OldImage", List.of()),
                Map.of("NewImage", Map.of("kind", Map.of("S", "incident"))),
                Map.of("NewImage", Map.of("body", Map.of("S", Form.incident().body()))),
                imageOf("poem", Form.incident().body()),
                imageOf("engagement", Form.incident().body()),
                imageOf("incident", "no JSON"),
                imageOf("incident", "[]"),
                imageOf("incident", "{}"),
                imageOf("incident", Form.incident().with("occurredAt", "today").body()),
                imageOf("incident", Form.incident().with("occurredAt", 5).body()),
                imageOf("incident", Form.incident().with("operation", "Not a slug").body()),
                Map.of("NewImage", Map.of("kind", "incident", "body", Form.incident().body())),
                Map.of("NewImage", Map.of("kind", Map.of("N", "1"), "body", Map.of("S", "{}"))));
    }

    private static Map<String, Object> imageOf(String kind, String body) {
        return Map.of("NewImage", Map.of("kind", Map.of("S", kind), "body", Map.of("S", body)));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_record_that_tells_no_operation_and_day_is_refused_when_it_is_read(
            Map<String, Object> images) {
        assertThatThrownBy(() -> touches(images)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"Records\":{}}",
                "{\"Records\":[1]}",
                "{\"Records\":[{\"eventName\":\"INSERT\"}]}",
                "{\"Records\":[{\"dynamodb\":{\"SequenceNumber\":1}}]}"
            })
    void what_is_no_event_of_a_stream_is_refused_whole(String event) {
        assertThatThrownBy(() -> batch(event)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void records_keep_their_order_and_numbers() {
        var event =
                Json.text(
                        Map.of(
                                "Records",
                                List.of(
                                        Map.of("dynamodb", Map.of("SequenceNumber", "9")),
                                        Map.of("dynamodb", Map.of("SequenceNumber", "10")))));

        assertThat(batch(event))
                .extracting(StreamRecord::sequenceNumber)
                .containsExactly("9", "10");
    }
}
