package org.patrolledger.domain.imports;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Names one import: a UUID in lower case.
public record ImportId(String value) {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public ImportId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an import's id is a UUID in lower case");
        }
    }

    /// The import of a UUID in either case; empty where `text` is no UUID.
    public static Optional<ImportId> parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new ImportId(lower)) : Optional.empty();
    }

    /// A new one.
    public static ImportId random() {
        return new ImportId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
