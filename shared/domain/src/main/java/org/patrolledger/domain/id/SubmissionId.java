package org.patrolledger.domain.id;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The UUID the client made for a submission; kept in lower case, as RFC 9562 writes it.
///
/// Ordered by that text, which is the order of lineage and of the inputs' digest ([UUID] itself
/// compares signed halves).
///
/// @param value 36 lower-case characters
public record SubmissionId(String value) implements Comparable<SubmissionId> {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public SubmissionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a submission's id is not a lower-case UUID");
        }
    }

    /// Reads a UUID in either case; empty where `text` is none.
    public static Optional<SubmissionId> parse(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        return FORM.matcher(lower).matches()
                ? Optional.of(new SubmissionId(lower))
                : Optional.empty();
    }

    public static SubmissionId of(UUID uuid) {
        return new SubmissionId(uuid.toString());
    }

    @Override
    public int compareTo(SubmissionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
