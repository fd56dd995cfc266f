package org.patrolledger.functions.publishsummary.render.xlsx;

import java.util.regex.Pattern;

/// Builds the text of an XML document; every text and every attribute's value is escaped.
final class XmlText {
    private static final String PROLOGUE =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// What a spreadsheet takes for an escaped character (ECMA-376, 22.9.2.19, ST_Xstring).
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder out;

    /// Begins a document.
    XmlText() {
        this(PROLOGUE);
    }

    private XmlText(String begin) {
        this.out = new StringBuilder(begin);
    }

    /// Begins a part of a document.
    static XmlText fragment() {
        return new XmlText("");
    }

    /// Markup of our own, as it stands.
    XmlText raw(String markup) {
        out.append(markup);
        return this;
    }

    XmlText raw(long number) {
        out.append(number);
        return this;
    }

    /// A text within an element, or an attribute's value. A text that would be taken for an escaped
    /// character is escaped once more: `_x0041_` stays those seven characters.
    XmlText text(String text) {
        ESCAPE.matcher(text).replaceAll("_x005F_").codePoints().forEach(this::escape);
        return this;
    }

    /// A text in a format that knows no such escapes.
    XmlText plain(String text) {
        text.codePoints().forEach(this::escape);
        return this;
    }

    private void escape(int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> out.appendCodePoint(isText(c) ? c : REPLACEMENT);
        }
    }

    /// What XML 1.0 allows, without control characters. A line break is one of those: no text here
    /// has more than one line.
    private static boolean isText(int c) {
        return (c >= 0x20 && c < 0x7F)
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
