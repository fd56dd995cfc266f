package org.patrolledger.contract;

import java.util.List;
import java.util.regex.Pattern;

/// Text that looks like an e-mail address, a UK telephone number or a National Insurance number:
/// the ledger keeps no personal data about the public.
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

    /// `+44`, `0044` or `0` and 9 or 10 further digits, grouped by spaces, dots, hyphens or
    /// brackets; dates, spans of hours and GSS codes are none.
    static final String TELEPHONE_NUMBER =
            "(?:(?:\\+|(?<![0-9])00)[ \\t.()\\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212-]{0,4}44["
                    + " \\t.()\\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212-]{0,4}0?|(?<![0-9])44(?=7[0-9]{9}"
                    + "(?![0-9]))|(?<![0-9])(?<![0-9][.,:/-])(?<![A-Z](?=[0-9]{8}(?![0-9])))(?![0-3][0-9][ "
                    + "\\t.()\\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212-](?:0[1-9]|1[0-2])[ \\t.()\\u00a0"
                    + "\\u2009\\u202f\\u2010-\\u2015\\u2212-](?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])|[0-3]["
                    + "0-9](?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}(?![0-9])|[0-3][0-9](?:0[1-9]|1[0-2])[0-9]{2} "
                    + "[0-2][0-9][0-5][0-9](?![0-9])|(?:[01][0-9]|2[0-3])\\.?[0-5][0-9] ?[\\u2010-\\u2015"
                    + "\\u2212-] ?(?:[01][0-9]|2[0-3])\\.?[0-5][0-9](?![0-9]))0(?=[1235789]))(?:[ \\t.()"
                    + "\\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212-]{0,4}[0-9]){9,10}(?![0-9])";

    /// Two letters, six digits and a letter from A to D, by the prefix rules of HMRC (manual
    /// NIM39110).
    static final String NATIONAL_INSURANCE_NUMBER =
            "(?<![0-9A-Za-z])(?!(?:[Pp][CcSs]|[STWstw][Cc]) ?[0-9]{6} (?:a [a-z]|[A-Da-d] (?:[Tt]"
                    + "eam|[Ss]hift|[Rr]elief|[Ww]atch|[Ss]ection)))(?:(?![Bb][Gg]|[Gg][Bb]|[Kk][Nn]|[Nn][K"
                    + "k]|[Nn][Tt]|[Tt][Nn]|[Zz][Zz])[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z][A-CEGHJ-NPR-TW-Za-ceg"
                    + "hj-npr-tw-z]|[Qq][Qq])(?:[ \\u00a0\\u2009\\u202f-]{0,2}[0-9]){6}[ \\u00a0\\u2009"
                    + "\\u202f-]{0,2}[A-Da-d](?![0-9A-Za-z])";

    private static final List<Pattern> PATTERNS =
            List.of(
                    Pattern.compile(EMAIL_ADDRESS),
                    Pattern.compile(TELEPHONE_NUMBER),
                    Pattern.compile(NATIONAL_INSURANCE_NUMBER));

    private PersonalData() {}

    /// Whether `text` holds any of the three.
    public static boolean isIn(String text) {
        if (mayHold(text)) {
            for (var pattern : PATTERNS) {
                if (pattern.matcher(text).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// All three need an at sign or digits; most notes have neither, and the patterns are costly.
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
