package org.patrolledger.domain.digest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address that mail can be sent to. Its text never stands in a log: [#toString] does not give
/// it.
///
/// @param value as the subscriber wrote it, without spaces around it: 6 to 254 characters of ASCII,
///   one `@`, a domain with a dot
public record EmailAddress(String value) {
    private static final int LONGEST = 254;

    /// The unquoted local part of RFC 5321 and a host name. No comma, bracket, quote or control
    /// character, so that an address is one header value and nothing more.
    private static final Pattern FORM =
            Pattern.compile(
                    "(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                            + "[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");

    public EmailAddress {
        if (!matches(value)) {
            throw new IllegalArgumentException("this is no e-mail address");
        }
    }

    /// The address that `text` is, spaces around it aside; empty where it is not an address.
    public static Optional<EmailAddress> parse(String text) {
        var stripped = text.strip();
        return matches(stripped) ? Optional.of(new EmailAddress(stripped)) : Optional.empty();
    }

    private static boolean matches(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /// The same for every way of writing the address in capitals and small letters.
    public String lowerCased() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "an address";
    }
}
