package org.patrolledger.functions.scheduledigests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.Week;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.scheduledigests.DigestContent.Correction;
import org.patrolledger.functions.scheduledigests.DigestContent.Difference;
import org.patrolledger.functions.scheduledigests.DigestContent.Section;

/// The sentences of an issue, the same for page and text.
final class Wording {
    /// Stands for the link that ends the reader's subscription, which is put in when a mail is
    /// sent.
    static final String UNSUBSCRIBE = "{unsubscribe}";

    /// More figures than this of one week are counted, not listed.
    private static final int LISTED_DIFFERENCES = 6;

    private Wording() {}

    /// `Operation Grip: 8 arrests, 120 reports (30 January to 5 February)`.
    static String subject(DigestContent content) {
        var first = content.sections().getFirst();
        return content.title()
                + ": "
                + arrests(first)
                + ", "
                + reports(first)
                + " ("
                + Times.daysAndMonths(content.issue().week())
                + ")";
    }

    static String heading(DigestContent content) {
        return content.title() + ", " + Times.periodInText(content.issue().week());
    }

    static String dates(DigestContent content) {
        return Times.dates(content.issue().week());
    }

    /// `Week 4 was corrected: arrests 7 → 8; a late report.`
    static String correction(Correction correction, DigestContent content) {
        var text = new StringBuilder(week(correction.to().summary().period(), content));
        text.append(" was corrected");
        if (content.issue().list().equals(OperationId.ALL)) {
            text.append(" for ").append(correction.name());
        }
        text.append(": ");
        int listed = Math.min(LISTED_DIFFERENCES, correction.differences().size());
        var figures = new ArrayList<String>();
        for (var difference : correction.differences().subList(0, listed)) {
            figures.add(difference(difference));
        }
        int more = correction.differences().size() - listed;
        if (more > 0) {
            figures.add(Quantities.counted(more, "more figure", "more figures"));
        }
        text.append(String.join(", ", figures));
        var causes = causes(correction.causes());
        if (!causes.isEmpty()) {
            text.append("; ").append(String.join(", ", causes));
        }
        return text.append('.').toString();
    }

    private static String week(ReportingPeriod period, DigestContent content) {
        return period instanceof Week week && week.year() == content.issue().week().year()
                ? "Week " + week.number()
                : Times.period(period);
    }

    private static String difference(Difference it) {
        return FigureTable.label(it.measure()).toLowerCase(Locale.ROOT)
                + " "
                + Quantities.of(it.measure(), it.was())
                + " \u2192 "
                + Quantities.of(it.measure(), it.now());
    }

    private static List<String> causes(Map<String, Long> counts) {
        var words = new ArrayList<String>();
        counts.forEach((cause, count) ->
                words.add(
                        switch (cause) {
                            case "late" -> some(count, "late report");
                            case "revised" -> some(count, "corrected report");
                            case "moved" -> some(count, "moved report");
                            case "withdrawn" -> some(count, "withdrawn report");
                            case "catalogue" -> "a change of the catalogue";
                            case "rules" -> "a change of the counting rules";
                            default -> cause;
                        }));
        return words;
    }

    private static String some(long count, String what) {
        return count <= 1 ? "a " + what : Quantities.number(count) + " " + what + "s";
    }

    /// What the section is about, in two sentences.
    static String sentences(Section section) {
        if (FigureTable.value(section.measures(), Measure.SUBMISSIONS) == 0) {
            return "Nothing was reported this week. Coverage says whether anything was expected.";
        }
        return capital(reports(section))
                + " came in, with "
                + arrests(section)
                + ", "
                + counted(section, Measure.STOP_SEARCHES, "stop search", "stop searches")
                + " and "
                + counted(section, Measure.WEAPONS_SEIZED, "weapon seized", "weapons seized")
                + ". Those on duty made "
                + counted(section, Measure.PATROLS, "patrol", "patrols")
                + " and spoke with "
                + counted(section, Measure.PEOPLE_ENGAGED, "person", "people")
                + ".";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String reports(Section section) {
        return counted(section, Measure.SUBMISSIONS, "report", "reports");
    }

    private static String arrests(Section section) {
        return counted(section, Measure.ARRESTS, "arrest", "arrests");
    }

    private static String counted(Section section, Measure measure, String one, String many) {
        return Quantities.counted(FigureTable.value(section.measures(), measure), one, many);
    }

    static String caption(Section section) {
        return section.name()
                + ", "
                + Times.periodInText(section.edition().summary().period())
                + ", edition "
                + section.edition().number();
    }

    /// The names of the columns; two of them only where the weeks are not compared.
    static List<String> columns(Section section) {
        return section.previous().isPresent()
                ? List.of("Figure", "This week", "Last week", "Change")
                : List.of("Figure", "This week");
    }

    /// Coverage, comparison and what is still to come, each a sentence.
    static String notes(Section section) {
        var period = section.edition().summary().period();
        var notes = new ArrayList<String>();
        notes.add(
                section.expected() == 0
                        ? "Coverage: no shift was expected."
                        : "Coverage: "
                                + Quantities.number(section.reported())
                                + " of "
                                + Quantities.counted(
                                        section.expected(), "expected shift", "expected shifts")
                                + " reported ("
                                + Quantities.share(section.reported(), section.expected())
                                + ").");
        if (!section.comparable()) {
            notes.add(
                    "The weeks are not compared: not everything was active all through "
                            + Times.periodInText(period.previous())
                            + ".");
        } else if (section.previous().isEmpty()) {
            notes.add(
                    "There are no figures of "
                            + Times.periodInText(period.previous())
                            + " to compare with.");
        }
        if (section.provisional()) {
            notes.add(
                    "Provisional until "
                            + Times.date(OperationalDay.of(period.finalFrom()).date())
                            + ".");
        }
        return String.join(" ", notes);
    }

    static String omitted(DigestContent content) {
        return Quantities.counted(content.omitted(), "more operation has", "more operations have")
                + " no room here; each has a list of its own.";
    }

    static String omittedCorrections(DigestContent content) {
        return Quantities.counted(
                        content.omittedCorrections(),
                        "more corrected week has",
                        "more corrected weeks have")
                + " no room here; the lists of the operations tell of them.";
    }

    static String reason(DigestContent content) {
        return "Published by "
                + content.publisher()
                + ". You get this e-mail because you asked for it and confirmed it. It holds no"
                + " picture and no link that counts you.";
    }

    /// Where the pages about these mails are.
    static String about(DigestContent content) {
        return content.site() + "/digest";
    }
}
