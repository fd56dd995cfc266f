package org.patrolledger.domain.id;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The UUID the client made for a submission; kept in lower case, as RFC 9562 writes it.
///
/// Ordered by that text, which is the order of lineage and of the inputs' digest ([UUID] itself
/// compares signed halves).
///
/// @param value 36 lower-case characters
public record SubmissionId(String value) implements Comparable<SubmissionId> {
    public SubmissionId {
        if (!matches(value)) {
            throw new IllegalArgumentException("a submission's id is not a lower-case UUID");
        }
    }

    /// Reads a UUID in either case; empty where `text` is none.
    public static Optional<SubmissionId> parse(String text) {
        if (matches(text)) {
            return Optional.of(new SubmissionId(text));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return matches(lower) ? Optional.of(new SubmissionId(lower)) : Optional.empty();
    }

    /// Written out rather than a regular expression: it runs for every submission of a summary.
    private static boolean matches(String text) {
        if (text.length() != 36) {
            return false;
        }
        if (text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return false;
        }
        return HexDigits.countLowerCase(text, 0) == 32;
    }

    public static SubmissionId of(UUID uuid) {
        return new SubmissionId(uuid.toString());
    }

    @Override
    public int compareTo(SubmissionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubmissionId id && id.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
