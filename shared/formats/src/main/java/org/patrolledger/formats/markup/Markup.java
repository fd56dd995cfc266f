package org.patrolledger.formats.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Writes markup that is well-formed as HTML and as XML. Every text and every attribute's value is
/// escaped here, and nowhere can markup come in from outside.
public final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 15);
    private final Deque<String> open = new ArrayDeque<>();

    /// The one thing that is no element.
    public Markup doctype() {
        out.append("<!DOCTYPE html>\n");
        return this;
    }

    /// Opens an element.
    ///
    /// @param attributes names and values, in turn
    public Markup open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /// Closes the element opened last.
    public Markup close() {
        var tag = open.pop();
        out.append("</").append(tag).append('>');
        if (!isInline(tag)) {
            out.append('\n');
        }
        return this;
    }

    /// An element that has no content.
    public Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /// An element that holds nothing but text.
    public Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    public Markup text(String text) {
        escape(text);
        return this;
    }

    /// A name that others gave, set apart: letters written from right to left turn nothing around
    /// it.
    public Markup name(String name) {
        return element("bdi", name);
    }

    /// Names in a sentence: `A`, `A and B`, `A, B and C`.
    public Markup names(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                text(i < names.size() - 1 ? ", " : " and ");
            }
            name(names.get(i));
        }
        return this;
    }

    /// A style sheet of our own, which must hold nothing to escape.
    public Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet holds no markup");
        }
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    private void start(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("an attribute has a name and a value");
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private static boolean isInline(String tag) {
        return switch (tag) {
            case "a",
                    "abbr",
                    "b",
                    "bdi",
                    "code",
                    "em",
                    "small",
                    "span",
                    "strong",
                    "time",
                    "tspan" ->
                    true;
            default -> false;
        };
    }

    private void escape(String text) {
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '"' -> out.append("&quot;");
                        case '\'' -> out.append("&#39;");
                        default -> out.appendCodePoint(isText(c) ? c : 0xFFFD);
                    }
                });
    }

    /// What XML 1.0 allows in a document, without the control characters among it.
    private static boolean isText(int c) {
        return (c >= 0x20 && c < 0x7F)
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    /// The document.
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }
}
