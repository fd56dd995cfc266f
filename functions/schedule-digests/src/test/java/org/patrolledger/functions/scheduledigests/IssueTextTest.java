package org.patrolledger.functions.scheduledigests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.testing.Sample;

/// What an issue says, as a page and as text.
class IssueTextTest extends IssueFixture {
    @Test
    void the_subject_says_what_a_reader_asks_first() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);

        assertThat(Json.object(file("digest.json")).get("subject"))
                .isEqualTo("Operation grip: 8 arrests, 120 reports (30 January to 5 February)");
    }

    @Test
    void change_is_told_as_arrow_and_word() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);

        assertThat(flat(text()))
                .contains("↑ up 8")
                .contains("↓ down 88")
                .contains("→ no change")
                .contains("↑ up 1 h 05 min")
                .contains("104 of 105 expected shifts reported (99%)")
                .contains("Provisional until 20 February 2023");
    }

    @Test
    void page_and_text_have_the_same_numbers_in_the_same_order() {
        publishGrip();
        correctWeek4();
        publish(Sample.SAFE_SPACE, WEEK, 1, BEFORE, null);
        publish(OperationId.ALL, WEEK, 1, FIGURES, BEFORE);
        join(1, OperationId.ALL);
        join(1, Sample.GRIP);

        run(EVENT);

        for (var list : List.of(Sample.GRIP, OperationId.ALL)) {
            var folder = new Mailing.Issue(list, WEEK).path();
            var html = string(folder + "digest.html").replaceAll("(?s)<head>.*?</head>", " ");
            html = html.replaceAll("<[^>]*>", " ").replace('\u00a0', ' ');
            var numbers = numbers(string(folder + "digest.txt"));
            assertThat(numbers).hasSizeGreaterThan(30).isEqualTo(numbers(html));
        }
    }

    private static List<String> numbers(String text) {
        return Pattern.compile("\\d[\\d,]*")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void the_page_is_small_has_real_tables_and_fetches_nothing() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var html = html();

        assertThat(file("digest.html")).hasSizeLessThanOrEqualTo(20 * 1024);
        assertThat(html)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">")
                .contains("<th scope=\"col\">Figure</th>", "<th scope=\"row\">Arrests</th>")
                .contains("<caption>", "color-scheme")
                .doesNotContain("<img", "<script", "src=", "url(", "@import");
        assertThat(
                        Pattern.compile("href=\"([^\"]*)\"")
                                .matcher(html)
                                .results()
                                .map(it -> it.group(1)))
                .containsExactly("{unsubscribe}", "https://example.org/digest");
        assertThat(text().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72));
    }

    @Test
    void no_place_and_no_note_is_told() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);

        assertThat(html())
                .doesNotContainIgnoringCase(Sample.SOUTHEND.value())
                .doesNotContain("Place ");
    }

    @Test
    void a_mail_with_no_room_for_all_operations_says_how_many_it_leaves_out() {
        var operations = new ArrayList<Operation>();
        for (int i = 10; i < 70; i++) {
            var id = new OperationId("operation-" + i);
            operations.add(Sample.operation(id, "place-" + i));
            publish(id, WEEK, 1, FIGURES, BEFORE);
        }
        publish(OperationId.ALL, WEEK, 1, FIGURES, BEFORE);
        join(1, OperationId.ALL);

        run(EVENT, new Catalogue(operations, List.of()));

        var folder = new Mailing.Issue(OperationId.ALL, WEEK).path();
        assertThat(archive.kept(folder + "digest.html").orElseThrow())
                .hasSizeBetween(15 * 1024, 20 * 1024);
        assertThat(string(folder + "digest.html")).contains("more operations have no room here");
        var shown = string(folder + "digest.html").split("<table>", -1).length - 2;
        assertThat(string(folder + "digest.html")).contains("<p>" + (60 - shown) + " more");
        assertThat(string(folder + "digest.txt")).contains("more operations have no room");
    }

    @Test
    void an_operation_that_began_in_the_week_before_is_not_compared_with_it() {
        publishGrip();
        join(1, Sample.GRIP);
        var grip = Sample.operation(Sample.GRIP, Sample.SOUTHEND.value());
        var late =
                new Operation(
                        grip.id(),
                        grip.name(),
                        1,
                        new Place.Validity(OperationalDay.parse("2023-01-25"), Optional.empty()),
                        grip.organisations(),
                        grip.places().stream()
                                .map(place ->
                                        new Place(
                                                place.id(),
                                                place.name(),
                                                place.district(),
                                                new Place.Validity(
                                                        OperationalDay.parse("2023-01-25"),
                                                        Optional.empty())))
                                .toList(),
                        List.of());

        run(EVENT, new Catalogue(List.of(late), List.of()));

        assertThat(flat(text()))
                .contains("The weeks are not compared")
                .doesNotContain("Last week")
                .doesNotContain("↑");
    }

    @Test
    void a_week_without_anything_reported_is_told_too() {
        publish(Sample.GRIP, WEEK, 1, Map.of(), Map.of());
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(text()).contains("Nothing was reported this week.").contains("Arrests");
        assertThat(Json.object(file("digest.json")).get("subject").toString())
                .contains("0 arrests, 0 reports");
    }
}
