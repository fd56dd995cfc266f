package org.patrolledger.functions.schedulesummaries;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// Which summaries are due.
final class Plan {
    private static final int WEEK = 7;
    private static final int WEEKS_PROVISIONAL = ReportingPeriod.DAYS_PROVISIONAL / WEEK;

    private final CatalogueStore catalogue;
    private final SummaryArchive archive;

    Plan(CatalogueStore catalogue, SummaryArchive archive) {
        this.catalogue = catalogue;
        this.archive = archive;
    }

    /// The summaries that `request` makes due, each once.
    ///
    /// @throws IllegalArgumentException if it names an operation that is not in the catalogue
    List<PublishRequest> due(ScheduleRequest request) {
        var known = catalogue.load();
        var due = new LinkedHashSet<PublishRequest>();
        var reason =
                request.scheduledAt().isPresent()
                        ? PublishRequest.Reason.SCHEDULE
                        : PublishRequest.Reason.BACKFILL;
        summaries(request, known)
                .map(operation -> new SummaryKey(request.period(), operation))
                .forEach(key -> due.add(new PublishRequest(key, reason)));
        if (request.kind() == ReportingPeriod.Kind.WEEKLY) {
            request.scheduledAt().ifPresent(moment -> due.addAll(reviews(known, moment)));
        }
        return List.copyOf(due);
    }

    /// The operation asked for, or every operation that ran in the period and their sum.
    private static Stream<OperationId> summaries(ScheduleRequest request, Catalogue known) {
        if (request.operation().isPresent()) {
            var asked = request.operation().get();
            if (known.covered(asked).isEmpty()) {
                throw new IllegalArgumentException("there is no such operation in the catalogue");
            }
            return Stream.of(asked);
        }
        var active = known.activeIn(request.period()).stream().map(Operation::id).toList();
        return active.isEmpty()
                ? Stream.empty()
                : Stream.concat(active.stream(), Stream.of(OperationId.ALL));
    }

    /// Summaries to be looked at again: those whose period ended 2, 8, 32, 128 … weeks before
    /// `moment`.
    ///
    /// After two weeks a provisional summary becomes final. Apart from that this heals what a lost
    /// notice of a change left behind, at the latest when the summary is four times as old, and the
    /// cost of a run grows with the logarithm of history only.
    private List<PublishRequest> reviews(Catalogue known, Instant moment) {
        var due = new ArrayList<PublishRequest>();
        var operations = known.operations().stream().map(Operation::id);
        Stream.concat(operations, Stream.of(OperationId.ALL))
                .flatMap(operation -> archive.begun(operation).stream())
                .filter(key -> isReviewed(weeksSince(key.period(), moment)))
                .sorted((one, other) -> {
                    int byTime = one.period().from().compareTo(other.period().from());
                    return byTime != 0 ? byTime : one.toString().compareTo(other.toString());
                })
                .forEach(key -> due.add(new PublishRequest(key, reason(key.period(), moment))));
        return due;
    }

    /// Whether `weeks` is twice a power of four.
    private static boolean isReviewed(long weeks) {
        return Long.bitCount(weeks) == 1 && Long.numberOfTrailingZeros(weeks) % 2 == 1;
    }

    private static PublishRequest.Reason reason(ReportingPeriod period, Instant moment) {
        return weeksSince(period, moment) == WEEKS_PROVISIONAL
                ? PublishRequest.Reason.FINAL
                : PublishRequest.Reason.RECONCILE;
    }

    /// Whole weeks of operational days since the end of `period`. Not of elapsed time: two Mondays
    /// at 06:30 are less than a week apart where the clocks go forward between them.
    private static long weeksSince(ReportingPeriod period, Instant moment) {
        long days =
                ChronoUnit.DAYS.between(
                        period.last().plusDays(1).date(), OperationalDay.of(moment).date());
        return Math.max(0, days / WEEK);
    }
}
