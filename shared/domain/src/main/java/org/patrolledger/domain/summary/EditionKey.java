package org.patrolledger.domain.summary;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.time.ReportingPeriod;

/// One edition of a summary.
///
/// @param number from 1
public record EditionKey(SummaryKey summary, int number) {
    private static final Pattern FORM =
            Pattern.compile("summaries/([^/]+)/([^/]+)/([^/]+)/edition-(\\d{4,9})/");

    public EditionKey {
        if (number < 1) {
            throw new IllegalArgumentException("editions are numbered from 1");
        }
    }

    /// `summaries/weekly/2023-W05/grip/edition-0001/`, under which its files lie.
    public String path() {
        return summary.path() + folder() + "/";
    }

    /// Reads what [#path] writes.
    public static Optional<EditionKey> parse(String path) {
        var matcher = FORM.matcher(path);
        if (!matcher.matches() || !Slug.matches(matcher.group(3))) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(4));
        return ReportingPeriod.Kind.ofPath(matcher.group(1))
                .flatMap(kind -> ReportingPeriod.parse(kind, matcher.group(2)))
                .filter(period -> number > 0)
                .map(period -> new SummaryKey(period, new OperationId(matcher.group(3))))
                .map(summary -> new EditionKey(summary, number))
                .filter(key -> key.path().equals(path));
    }

    private String folder() {
        return String.format(Locale.ROOT, "edition-%04d", number);
    }

    public EditionKey next() {
        return new EditionKey(summary, number + 1);
    }

    /// `weekly/2023-W05/grip/edition-0001`.
    @Override
    public String toString() {
        return summary + "/" + folder();
    }
}
