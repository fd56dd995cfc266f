package org.patrolledger.lambda.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Where a list goes on, as the opaque `next` of an answer: the parts of a key, none of which holds
/// a line feed.
public final class Cursor {
    private static final String SEPARATOR = "\n";

    /// Longer than any key of ours.
    private static final int LONGEST = 1_000;

    private Cursor() {}

    /// The `next` that stands for a key of `parts`.
    public static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /// The parts of the key that `next` stands for; empty where it is no cursor of so many parts.
    public static Optional<List<String>> read(String next, int parts) {
        if (next.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
            var read = List.of(text.split(SEPARATOR, -1));
            return read.size() == parts && of(read.toArray(String[]::new)).equals(next)
                    ? Optional.of(read)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
