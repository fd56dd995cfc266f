package org.patrolledger.verifier;

import java.io.PrintStream;
import java.util.Locale;

/// Lines on a terminal. An archive's file names are its maker's choice: control characters are
/// written as `\u001b`, so that a name neither moves the cursor nor prints a line of its own.
record Printed(PrintStream to) {
    void line(String text) {
        to.println(quoted(text));
    }

    static String quoted(String text) {
        var quoted = new StringBuilder(text.length());
        text.codePoints()
                .forEach(it -> {
                    switch (Character.getType(it)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.SURROGATE ->
                                quoted.append(String.format(Locale.ROOT, "\\u%04x", it));
                        default -> quoted.appendCodePoint(it);
                    }
                });
        return quoted.toString();
    }
}
