package org.patrolledger.functions.senddigest;

import java.util.List;
import org.patrolledger.formats.markup.Markup;

/// The mail that asks the holder of an address whether it was they who signed up.
final class ConfirmationText {
    private static final String CSS =
            ":root{color-scheme:light dark}a{color:#00c;overflow-wrap:anywhere}"
                    + "@media(prefers-color-scheme:dark){"
                    + "body{background:#121212;color:#fff}a{color:#9cf}}"
                    + "body{font:16px/1.5 Arial,sans-serif;max-width:40em;margin:0 auto;padding:1em}";

    private ConfirmationText() {}

    private static List<String> before(String title) {
        return List.of(
                "Somebody, perhaps you, asked for the weekly figures of "
                        + title
                        + " at this address.",
                "To get them, open this page within 48 hours and press the button there:");
    }

    private static String after() {
        return "If it was not you, do nothing: you will get no further mail, and the address is"
                + " deleted after 48 hours.";
    }

    static String html(String title, String link) {
        var out = new Markup();
        out.doctype().open("html", "lang", "en-GB").open("head");
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.element("title", "Please confirm").style(CSS);
        out.close().open("body").open("main").element("h1", "Please confirm");
        before(title).forEach(sentence -> out.element("p", sentence));
        out.open("p").element("a", link, "href", link).close();
        return out.element("p", after()).close().close().close().toString();
    }

    static String text(String title, String link) {
        var text = new StringBuilder();
        for (var sentence : before(title)) {
            text.append(wrapped(sentence)).append('\n');
        }
        return text.append(link).append("\n\n").append(wrapped(after())).toString();
    }

    private static String wrapped(String sentence) {
        var out = new StringBuilder();
        int column = 0;
        for (var word : sentence.split(" ", -1)) {
            if (column + word.length() > 71) {
                out.append('\n');
                column = 0;
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.append("\n").toString();
    }
}
