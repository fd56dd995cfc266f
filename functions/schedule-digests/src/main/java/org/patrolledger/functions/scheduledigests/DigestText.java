package org.patrolledger.functions.scheduledigests;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.patrolledger.functions.scheduledigests.DigestContent.Section;

/// An issue as plain text, lines of 72 columns; it says what the page says, in the same order.
final class DigestText {
    private static final int COLUMNS = 72;
    private static final char HARD_SPACE = '\u00a0';

    private final StringBuilder out = new StringBuilder();

    private DigestText() {}

    /// The bytes of `digest.txt`.
    static byte[] write(DigestContent content) {
        var text = new DigestText();
        text.content(content);
        return text.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void content(DigestContent content) {
        heading(Wording.heading(content), '=');
        paragraph(Wording.dates(content), "");
        if (!content.corrections().isEmpty()) {
            heading("Corrections", '-');
            for (var correction : content.corrections()) {
                paragraph(Wording.correction(correction, content), "* ");
            }
        }
        if (content.omittedCorrections() > 0) {
            paragraph(Wording.omittedCorrections(content), "");
        }
        content.sections().forEach(this::section);
        if (content.omitted() > 0) {
            paragraph(Wording.omitted(content), "");
        }
        out.append("--\n");
        paragraph(Wording.reason(content), "");
        line("Stop these e-mails:");
        line(Wording.UNSUBSCRIBE);
        line("About these e-mails:");
        line(Wording.about(content));
    }

    private void section(Section section) {
        heading(section.name(), '-');
        paragraph(Wording.sentences(section), "");
        paragraph(Wording.caption(section), "");
        var columns = Wording.columns(section);
        boolean compared = section.previous().isPresent();
        row(
                columns.get(0),
                columns.get(1),
                compared ? columns.get(2) : "",
                compared ? columns.get(3) : "");
        for (var row : FigureTable.rows(section)) {
            row(row.label(), row.thisWeek(), row.lastWeek(), row.change());
        }
        out.append('\n');
        paragraph(Wording.notes(section), "");
    }

    private void row(String label, String thisWeek, String lastWeek, String change) {
        line(String.format(Locale.ROOT, "%-24s%14s%14s  %s", label, thisWeek, lastWeek, change));
    }

    private void heading(String text, char underline) {
        paragraph(text, "");
        out.setLength(out.length() - 1);
        line(String.valueOf(underline).repeat(Math.min(COLUMNS, text.length())));
        out.append('\n');
    }

    /// Words, broken into lines, and an empty line.
    private void paragraph(String text, String first) {
        var line = new StringBuilder(first);
        boolean begun = false;
        for (var word : text.split(" ", -1)) {
            if (begun && line.length() + 1 + word.length() > COLUMNS) {
                line(line.toString());
                line.setLength(0);
                line.append(" ".repeat(first.length()));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        line(line.toString());
        out.append('\n');
    }

    private void line(String text) {
        out.append(text.replace(HARD_SPACE, ' ').stripTrailing()).append('\n');
    }
}
