package org.patrolledger.contract;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/// Text that looks like an e-mail address, a UK telephone number, a National Insurance number or a
/// vehicle registration: the ledger keeps no personal data about the public.
///
/// The schemas hold the very same patterns, in a form that ECMA-262 and [Pattern] read alike.
public final class PersonalData {
    /// A mailbox, an at sign and a domain of two labels at least; a handle such as @EssexPolice is
    /// none.
    static final String EMAIL_ADDRESS =
            "[^\\u0000-\\u0020\\u0022'(),/:;<>@\\[\\\\\\]\\u0060\\u007f\\u00a0\\u2000-\\u206f"
                    + "\\u3000]@[^\\u0000-\\u002c\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007f"
                    + "\\u00a0\\u2000-\\u206f\\u3000]+\\.[^\\u0000-\\u0040\\u005b-\\u0060\\u007b-\\u007f"
                    + "\\u00a0\\u2000-\\u206f\\u3000]{2}";

    /// `+44`, `0044` or `0` and 9 or 10 further digits, grouped by spaces, dots, hyphens, slashes
    /// or brackets, or spelled digit by digit; dates, spans of hours, GSS codes and grid references
    /// are none.
    static final String TELEPHONE_NUMBER =
            "(?:(?:\\+|(?<![0-9])00)[ \\t\\n\\r./()\\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212-]{"
                    + "0,4}44[ \\t\\n\\r./()\\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212-]{0,4}0?|(?<![0-9])"
                    + "44(?=7[0-9]{9}(?![0-9]))|(?<![0-9])(?<![0-9][.,:/-])(?<![A-Z](?=[0-9]{8}(?![0-9])))("
                    + "?<!T[LMQR] ?(?=[0-9]{5} ?[0-9]{5}(?![0-9])))(?![0-3][0-9][ \\t\\n\\r./()\\u00a0"
                    + "\\u2009\\u202f\\u2010-\\u2015\\u2212-](?:0[1-9]|1[0-2])[ \\t\\n\\r./()\\u00a0\\u2009"
                    + "\\u202f\\u2010-\\u2015\\u2212-](?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])|[0-3][0-9](?:"
                    + "0[1-9]|1[0-2])(?:19|20)[0-9]{2}(?![0-9])|[0-3][0-9](?:0[1-9]|1[0-2])[0-9]{2} [0-2][0"
                    + "-9][0-5][0-9](?![0-9])|(?:[01][0-9]|2[0-3])\\.?[0-5][0-9] ?[\\u2010-\\u2015\\u2212-]"
                    + " ?(?:[01][0-9]|2[0-3])\\.?[0-5][0-9](?![0-9]))0(?=[123789]|5[56]))(?:[ \\t\\n\\r./()"
                    + "\\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212-]{0,4}[0-9]){9,10}(?![0-9])|(?<![0-9])(?"
                    + "<![0-9] )0 [12378](?: [0-9]){9}(?! ?[0-9])";

    /// Two letters, six digits and a letter from A to D, by the prefix rules of HMRC (manual
    /// NIM39110); a grid reference of Essex is none.
    static final String NATIONAL_INSURANCE_NUMBER =
            "(?<![0-9A-Za-z])(?![Tt][LMQRlmqr] ?[0-9]{3} [0-9]{3})(?!(?:[Pp][CcSs]|[STWstw][Cc]) "
                    + "?[0-9]{6} (?:a [a-z]|[A-Da-d] (?:[Tt]eam|[Ss]hift|[Rr]elief|[Ww]atch|[Ss]ection)))(?"
                    + ":(?![Bb][Gg]|[Gg][Bb]|[Kk][Nn]|[Nn][Kk]|[Nn][Tt]|[Tt][Nn]|[Zz][Zz])[A-CEGHJ-PR-TW-Za"
                    + "-ceghj-pr-tw-z][A-CEGHJ-NPR-TW-Za-ceghj-npr-tw-z]|[Qq][Qq])(?:[ \\u00a0\\u2009"
                    + "\\u202f-]{0,2}[0-9]){6}[ \\u00a0\\u2009\\u202f-]{0,2}[A-Da-d](?![0-9A-Za-z])|(?<![0-"
                    + "9A-Za-z])(?<![0-9A-Za-z] )[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z] [A-CEGHJ-NPR-TW-Za-ceghj-"
                    + "npr-tw-z](?: [0-9]){6} [A-Da-d](?![0-9A-Za-z])";

    /// By the rules of 2001, 1983 and 1963; a road before a word is none.
    static final String VEHICLE_REGISTRATION =
            "(?<![0-9A-Za-z])(?:[A-HJ-PR-Ya-hj-pr-y]{2}(?:0[2-9]|[1-7][0-9])[ -]?(?![Aa][Ll][Ll]|"
                    + "[Aa][Nn][Dd]|[Aa][Rr][Ee]|[Bb][Uu][Ss]|[Bb][Uu][Tt]|[Cc][Aa][Rr]|[Dd][Aa][Yy]|[Dd][U"
                    + "u][Ee]|[Ee][Nn][Dd]|[Ff][Oo][Rr]|[Hh][Aa][Dd]|[Hh][Aa][Ss]|[Hh][Rr][Ss]|[Mm][Aa][Nn]"
                    + "|[Mm][Ee][Nn]|[Mm][Ee][Tt]|[Mm][Ii][Nn]|[Nn][Ee][Ww]|[Nn][Oo][Tt]|[Nn][Oo][Ww]|[Oo]["
                    + "Ff][Ff]|[Oo][Ll][Dd]|[Oo][Nn][Ee]|[Oo][Uu][Tt]|[Pp][Cc][Ss]|[Pp][Ee][Rr]|[Pp][Pp][Ll"
                    + "]|[Ss][Aa][Ww]|[Ss][Ee][Ee]|[Tt][Hh][Ee]|[Tt][Ww][Oo]|[Vv][Aa][Nn]|[Vv][Ii][Aa]|[Ww]"
                    + "[Aa][Ss]|[Ww][Aa][Yy]|[Ww][Hh][Oo])[A-HJ-PR-Za-hj-pr-z]{3}|[A-HJ-NPR-TV-Y][0-9]{1,3}"
                    + "[A-HJ-PR-Y]{3}|[C-HJ-LNPR-TV-Y][0-9]{3} (?![Aa][Ll][Ll]|[Aa][Nn][Dd]|[Aa][Rr][Ee]|[B"
                    + "b][Uu][Ss]|[Bb][Uu][Tt]|[Cc][Aa][Rr]|[Dd][Aa][Yy]|[Dd][Uu][Ee]|[Ee][Nn][Dd]|[Ff][Oo]"
                    + "[Rr]|[Hh][Aa][Dd]|[Hh][Aa][Ss]|[Hh][Rr][Ss]|[Mm][Aa][Nn]|[Mm][Ee][Nn]|[Mm][Ee][Tt]|["
                    + "Mm][Ii][Nn]|[Nn][Ee][Ww]|[Nn][Oo][Tt]|[Nn][Oo][Ww]|[Oo][Ff][Ff]|[Oo][Ll][Dd]|[Oo][Nn"
                    + "][Ee]|[Oo][Uu][Tt]|[Pp][Cc][Ss]|[Pp][Ee][Rr]|[Pp][Pp][Ll]|[Ss][Aa][Ww]|[Ss][Ee][Ee]|"
                    + "[Tt][Hh][Ee]|[Tt][Ww][Oo]|[Vv][Aa][Nn]|[Vv][Ii][Aa]|[Ww][Aa][Ss]|[Ww][Aa][Yy]|[Ww][H"
                    + "h][Oo])[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3} ?[0-9]{3}[A-HJ-NPR-TV-Y])(?![0-9A-Za-z])";

    private static final List<Pattern> PATTERNS =
            List.of(
                    Pattern.compile(EMAIL_ADDRESS),
                    Pattern.compile(TELEPHONE_NUMBER),
                    Pattern.compile(NATIONAL_INSURANCE_NUMBER),
                    Pattern.compile(VEHICLE_REGISTRATION));

    private PersonalData() {}

    /// Whether `text` holds any of the four, however it is written.
    public static boolean isIn(String text) {
        var plain = isPlain(text) ? text : normalised(text);
        if (mayHold(plain)) {
            for (var pattern : PATTERNS) {
                if (pattern.matcher(plain).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /// `text` as it looks: full-width digits as digits, controls as spaces, and without what nobody
    /// sees.
    static String normalised(String text) {
        var compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var plain = new StringBuilder(compatible.length());
        for (int i = 0; i < compatible.length(); i++) {
            char c = compatible.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                plain.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /// All four need an at sign or digits; most notes have neither, and the patterns are costly.
    private static boolean mayHold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || (c >= '0' && c <= '9')) {
                return true;
            }
        }
        return false;
    }
}
