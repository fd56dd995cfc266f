package org.patrolledger.functions.publishsummary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.Summary.Comparison;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.SummaryDocument;

/// What is published of the periods with which a summary is compared, each by its newest edition. A
/// period in which the operation was not active all along compares with nothing.
///
/// @param key the summary that is compared
/// @param catalogue when the operation was active
record Comparisons(SummaryArchive archive, SummaryKey key, Catalogue catalogue) {
    /// The published ones of the [Summary#TREND] periods before, the oldest first.
    List<Comparison> trend() {
        var trend = new ArrayList<Comparison>();
        var period = key.period();
        for (int i = 0; i < Summary.TREND; i++) {
            period = period.previous();
            with(period).ifPresent(trend::add);
        }
        return trend.reversed();
    }

    /// The period before, as it is in `trend`.
    Optional<Comparison> previous(List<Comparison> trend) {
        var before = key.of(key.period().previous());
        return trend.stream().filter(it -> it.edition().summary().equals(before)).findFirst();
    }

    Optional<Comparison> yearEarlier() {
        return key.period().yearEarlier().flatMap(this::with);
    }

    private Optional<Comparison> with(ReportingPeriod period) {
        if (!catalogue.activeThrough(period, key.operation())) {
            return Optional.empty();
        }
        return archive.newest(key.of(period))
                .map(it -> archive.read(it, EditionFile.SUMMARY_JSON.fileName()))
                .map(SummaryDocument::read)
                .map(Summary::asComparison);
    }
}
