package org.patrolledger.importer;

import java.io.PrintStream;
import java.util.Locale;

/// Lines on a terminal. Sheets, heads and what an address answers are their maker's choice: control
/// characters are written as `\u001b`, so that none moves the cursor.
record TerminalText(PrintStream to) {
    void line(String text) {
        to.println(plain(text));
    }

    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(it -> {
                    switch (Character.getType(it)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.SURROGATE ->
                                plain.append(String.format(Locale.ROOT, "\\u%04x", it));
                        default -> plain.appendCodePoint(it);
                    }
                });
        return plain.toString();
    }
}
