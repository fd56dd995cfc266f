package org.patrolledger.formats;

import java.net.URI;
import java.util.regex.Pattern;

/// Who publishes summaries, and under which licence, as a stage is configured.
///
/// @param name 1 to 120 characters, not blank, without control characters
/// @param licence an absolute `http` or `https` address
public record Publisher(String name, URI licence) {
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cc}]{1,120}");
    private static final Pattern SCHEME = Pattern.compile("https?");

    public Publisher {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a publisher's name is 1 to 120 characters");
        }
        if (!licence.isAbsolute() || !SCHEME.matcher(licence.getScheme()).matches()) {
            throw new IllegalArgumentException("a licence is an http or https address");
        }
    }
}
