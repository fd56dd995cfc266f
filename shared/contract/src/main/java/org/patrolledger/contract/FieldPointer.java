package org.patrolledger.contract;

import java.util.regex.Pattern;

/// JSON Pointers (RFC 6901) to fields, which say nothing that a stranger wrote.
final class FieldPointer {
    /// Names a pointer may repeat: others could be anything, so faults of theirs point to the
    /// object that holds them.
    private static final Pattern REPEATABLE =
            Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}|[0-9]{1,6}");

    /// What a field that no form has may be called to be named: anything else could be prose.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");

    private FieldPointer() {}

    /// The JSON Pointer to a field of the object at `at` that is not part of its form; to the
    /// object where its name is no plain identifier.
    static String ofUnknown(String at, String field) {
        return PLAIN.matcher(field).matches() ? of(at, field) : at;
    }

    /// The JSON Pointer to `field` of the object at `at`, or to that object.
    static String of(String at, String field) {
        return isWord(field) || (REPEATABLE.matcher(field).matches() && !PersonalData.isIn(field))
                ? at + "/" + field
                : at;
    }

    /// Letters alone, as nearly all names are: such a name fits and is nobody's number. Every field
    /// comes by here, and the patterns took a fifth of reading a form.
    private static boolean isWord(String field) {
        int length = field.length();
        for (int i = 0; i < length; i++) {
            char lower = (char) (field.charAt(i) | 0x20);
            if (lower < 'a' || lower > 'z') {
                return false;
            }
        }
        return length > 0 && length <= 64;
    }
}
