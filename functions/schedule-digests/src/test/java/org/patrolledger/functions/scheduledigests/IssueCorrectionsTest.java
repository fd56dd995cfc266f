package org.patrolledger.functions.scheduledigests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.testing.Sample;

/// What an issue says of weeks that were corrected.
class IssueCorrectionsTest extends IssueFixture {
    @Test
    void a_correction_of_an_earlier_week_comes_first_with_its_cause() {
        publishGrip();
        correctWeek4();
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(flat(text()))
                .contains("Week 4 was corrected: reports 112 → 113, arrests 7 → 8; a late report.");
        assertThat(text().indexOf("Week 4 was corrected")).isLessThan(text().indexOf("104 of 105"));
        assertThat(html().indexOf("Week 4 was corrected")).isLessThan(html().indexOf("<table"));
        assertThat(new String(file("digest.json"), StandardCharsets.UTF_8))
                .contains("2023-W04/grip/edition-0001/", "2023-W04/grip/edition-0002/");
    }

    @Test
    void a_mail_with_no_room_for_all_corrections_says_how_many_it_leaves_out() {
        var operations = new ArrayList<Operation>();
        for (int i = 100; i < 400; i++) {
            var id = new OperationId("operation-" + i);
            operations.add(Sample.operation(id, "place-" + i));
            correctWeek4(id);
        }
        publish(OperationId.ALL, WEEK, 1, FIGURES, BEFORE);
        join(1, OperationId.ALL);

        run(EVENT, new Catalogue(operations, List.of()));

        var folder = new Mailing.Issue(OperationId.ALL, WEEK).path();
        assertThat(archive.kept(folder + "digest.html").orElseThrow())
                .hasSizeBetween(15 * 1024, 20 * 1024);
        assertThat(string(folder + "digest.html"))
                .contains("Week 4 was corrected", "<table>")
                .containsPattern("[0-9]+ more corrected weeks have no room here");
        assertThat(flat(string(folder + "digest.txt")))
                .containsPattern("[0-9]+ more corrected weeks have no room here");
    }

    @Test
    void a_correction_is_told_once() {
        publishGrip();
        correctWeek4();
        join(1, Sample.GRIP);
        run(EVENT);
        publish(Sample.GRIP, WEEK.next(), 1, FIGURES, BEFORE);

        run("{\"kind\":\"digest\",\"scheduledAt\":\"2023-02-13T08:00:00Z\"}");

        var next = new Mailing.Issue(Sample.GRIP, WEEK.next()).path();
        assertThat(string(next + "digest.txt")).doesNotContain("corrected");
    }

    @Test
    void what_was_corrected_before_anybody_was_told_is_no_correction() {
        publishGrip();
        publish(Sample.GRIP, WEEK.previous(), 1, Map.of(Measure.ARRESTS, 7L), null);
        editions.publish(
                Sample.GRIP,
                WEEK.previous(),
                2,
                Instant.parse("2023-01-30T07:59:59Z"),
                Map.of(Measure.ARRESTS, 8L),
                null,
                List.of());
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(text()).doesNotContain("corrected");
    }

    @Test
    void a_final_edition_of_the_same_figures_is_no_correction() {
        publishGrip();
        publish(Sample.GRIP, WEEK.previous(), 1, BEFORE, null);
        editions.publish(Sample.GRIP, WEEK.previous(), 2, MONDAY, BEFORE, null, List.of());
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(text()).doesNotContain("corrected");
    }
}
