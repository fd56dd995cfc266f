package org.patrolledger.contract;

import java.util.regex.Pattern;

/// Which characters a text may consist of. The schemas hold the very same patterns, in a form that
/// ECMA-262 and [Pattern] read alike.
final class Characters {
    /// Controls, the soft hyphen, zero-width characters and those that change the direction of
    /// writing: what a reader does not see.
    private static final String INVISIBLE =
            "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e"
                    + "\\u2060-\\u206f\\ufeff";

    private static final String SPACES = " \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";

    /// A text that nothing invisible is in.
    static final String VISIBLE = "^[^" + INVISIBLE + "]*$";

    /// A text with something in it to read.
    static final String NOT_BLANK = "[^" + INVISIBLE + SPACES + "]";

    private static final Pattern VISIBLE_PATTERN = Pattern.compile(VISIBLE);
    private static final Pattern NOT_BLANK_PATTERN = Pattern.compile(NOT_BLANK);

    private Characters() {}

    static boolean areVisible(String text) {
        return VISIBLE_PATTERN.matcher(text).matches();
    }

    static boolean areBlank(String text) {
        return !NOT_BLANK_PATTERN.matcher(text).find();
    }
}
