package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell.Day;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell.SheetLink;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookSheet;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookSheet.Column;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookWriter;

/// The sheets of the workbook that say what it is: cover, contents and notes.
final class SummaryXlsxFront {
    private static final int WIDE = 90;

    /// What readers need to know to read the figures right.
    private static final List<String> NOTES =
            List.of(
                    "[x] stands for a figure that is not available: no summary covers all of the period"
                            + " to compare with, or the catalogue does not say.",
                    "[z] stands for a figure that does not apply, such as the delay of an"
                            + " organisation whose reports were all withdrawn.",
                    "Operational days run from 06:00 to 06:00 the next day, Europe/London; a night"
                            + " belongs to the day on which it began. Weeks are ISO 8601 weeks of"
                            + " operational days, months calendar months of them.",
                    "Current reports only: a withdrawn report counts nowhere, a corrected one as"
                            + " corrected.",
                    "Patrol time is how long places were covered: patrols that overlap at one place"
                            + " count once. Person time is the time of everybody on patrol.",
                    "For every figure, the places add up to the whole operation.",
                    "One report can have several themes and audiences and counts under each, so"
                            + " these breakdowns add up to more than the reports there were.",
                    "A report can serve several priorities and counts under each, so the figures of"
                            + " priorities add up to more than the reports there were.",
                    "A shift is reported when an engagement at its place overlaps its hours.",
                    "A report is on time when it was first received by 06:30 on the Monday after its"
                            + " week. The delay runs from the end of what is reported to its first"
                            + " receipt; the median is the lower of two middle values.",
                    "A published edition is never changed. A late, corrected or withdrawn report"
                            + " makes a new edition, whose sheet Changes says what changed and why.");

    private final RenderInput input;

    SummaryXlsxFront(RenderInput input) {
        this.input = input;
    }

    /// `Operation Grip, week 5 of 2023`.
    static String subject(RenderInput input) {
        return input.names().operation()
                + ", "
                + Times.periodInText(input.summary().edition().summary().period());
    }

    WorkbookWriter.Properties properties() {
        return new WorkbookWriter.Properties(
                String.format(
                        Locale.ROOT,
                        "%s, edition %s (%s)",
                        subject(input),
                        input.edition(),
                        input.summary().status().id()),
                "Operation summary",
                input.publisher().name(),
                "en-GB",
                input.publishedAt());
    }

    WorkbookSheet cover() {
        var key = input.summary().edition().summary();
        var period = key.period();
        var rows = new ArrayList<List<WorkbookCell>>();
        fact(rows, "Operation", input.names().operation());
        fact(rows, "Operation id", key.operation().value());
        fact(rows, "Period", Times.period(period));
        fact(rows, "Period id", period.id());
        rows.add(List.of(SummaryXlsx.text("First day"), new Day(period.first().date())));
        rows.add(List.of(SummaryXlsx.text("Last day"), new Day(period.last().date())));
        fact(rows, "Status", status());
        fact(rows, "Edition", String.valueOf(input.edition()));
        fact(rows, "Published", Times.moment(input.publishedAt()));
        fact(rows, "Publisher", input.publisher().name());
        fact(rows, "Licence", input.publisher().licence().toString());
        fact(rows, "Counting rules", "version " + input.rules());
        fact(rows, "What this means", SummaryHtml.standing(input));
        return SummaryXlsx.table(
                "Cover",
                subject(input) + ": operation summary",
                List.of(Column.words("About", 24), Column.words("Content", WIDE)),
                rows);
    }

    private String status() {
        var status = Labels.of(input.summary().status());
        return input.correction() ? status + ", corrected" : status;
    }

    private static void fact(List<List<WorkbookCell>> rows, String name, String value) {
        rows.add(List.of(SummaryXlsx.text(name), SummaryXlsx.text(value)));
    }

    WorkbookSheet contents(List<WorkbookSheet> sheets) {
        var rows = new ArrayList<List<WorkbookCell>>();
        for (var sheet : sheets) {
            rows.add(
                    List.of(
                            new SheetLink(sheet.name(), sheet.name()),
                            SummaryXlsx.text(sheet.title())));
        }
        return SummaryXlsx.table(
                "Contents",
                "Contents: " + subject(input),
                List.of(Column.words("Worksheet", 24), Column.words("Title", WIDE)),
                rows);
    }

    WorkbookSheet notes() {
        var rows = new ArrayList<List<WorkbookCell>>();
        for (int i = 0; i < NOTES.size(); i++) {
            rows.add(List.of(SummaryXlsx.text("Note " + (i + 1)), SummaryXlsx.text(NOTES.get(i))));
        }
        return SummaryXlsx.table(
                "Notes",
                "Notes: " + subject(input),
                List.of(Column.words("Note", 12), Column.words("Text", WIDE)),
                rows);
    }
}
