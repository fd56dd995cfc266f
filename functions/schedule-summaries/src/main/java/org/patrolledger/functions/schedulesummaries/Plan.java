package org.patrolledger.functions.schedulesummaries;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.EditionChain;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// Which summaries are due.
final class Plan {
    private static final int WEEK = 7;

    /// The first review comes a week after summaries became final.
    private static final int FIRST_REVIEW = ReportingPeriod.DAYS_PROVISIONAL / WEEK + 1;

    /// How many summaries one backfill may ask for: ten are sent by a request, so that of the
    /// function's minute each of 1,000 requests may take 50 ms even one after the other.
    static final int MOST_BACKFILLED = 10_000;

    private final CatalogueStore catalogue;
    private final EditionChain chain;
    private final InstantSource clock;

    Plan(CatalogueStore catalogue, EditionChain chain, InstantSource clock) {
        this.catalogue = catalogue;
        this.chain = chain;
        this.clock = clock;
    }

    /// The summaries that `request` makes due, each once.
    ///
    /// @throws IllegalArgumentException if it is for a period whose publishing moment has not come,
    ///   for one in which the operation was never active, for an operation that is not in the
    ///   catalogue, or for more than [#MOST_BACKFILLED] summaries
    List<PublishRequest> due(ScheduleRequest request) {
        var known = catalogue.load();
        return switch (request) {
            case ScheduleRequest.Live live -> live(live, known);
            case ScheduleRequest.Final(var at) -> becomingFinal(known, at);
            case ScheduleRequest.Backfill backfill -> backfill(backfill, known);
        };
    }

    private List<PublishRequest> live(ScheduleRequest.Live request, Catalogue known) {
        requirePublished(request.period());
        var due = new LinkedHashSet<PublishRequest>();
        active(known, request.period())
                .map(key -> new PublishRequest(key, PublishRequest.Reason.SCHEDULE))
                .forEach(due::add);
        if (request.period().kind() == ReportingPeriod.Kind.WEEKLY) {
            due.addAll(reviews(known, request.scheduledAt()));
        }
        return List.copyOf(due);
    }

    private List<PublishRequest> backfill(ScheduleRequest.Backfill request, Catalogue known) {
        requirePublished(request.last());
        request.operation()
                .filter(it -> known.covered(it).isEmpty())
                .ifPresent(it -> {
                    throw new IllegalArgumentException(
                            "there is no such operation in the catalogue");
                });
        var due =
                request.periods()
                        .flatMap(period -> active(known, period))
                        .filter(key ->
                                request.operation().map(key.operation()::equals).orElse(true))
                        .map(key -> new PublishRequest(key, PublishRequest.Reason.BACKFILL))
                        .limit(MOST_BACKFILLED + 1)
                        .toList();
        if (due.size() > MOST_BACKFILLED) {
            throw new IllegalArgumentException(
                    "these are more than 10,000 summaries: name a shorter range or one operation");
        }
        if (due.isEmpty()) {
            throw new IllegalArgumentException(
                    request.operation().map(OperationId::value).orElse("no operation")
                            + (request.operation().isPresent()
                                    ? " was never active in "
                                    : " was active in ")
                            + (request.first().equals(request.last())
                                    ? request.first().id()
                                    : request.first().id() + " to " + request.last().id()));
        }
        return due;
    }

    /// Nothing is published before its time.
    private void requirePublished(ReportingPeriod period) {
        var now = clock.instant();
        if (now.isBefore(period.publishedAt())) {
            throw new IllegalArgumentException(
                    period.id()
                            + " is published at "
                            + period.publishedAt()
                            + ", which has not come: it is "
                            + now.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /// The summaries of `period`: of every operation that ran in it, and of their sum.
    private static Stream<SummaryKey> active(Catalogue known, ReportingPeriod period) {
        var active = known.activeIn(period).stream().map(Operation::id).toList();
        return Stream.concat(
                        active.stream(),
                        active.isEmpty() ? Stream.empty() : Stream.of(OperationId.ALL))
                .map(operation -> new SummaryKey(period, operation));
    }

    /// The published summaries whose provisional days are over since the day of `moment` began.
    private List<PublishRequest> becomingFinal(Catalogue known, Instant moment) {
        var day = OperationalDay.of(moment);
        return published(
                known,
                period -> period.finalFrom().equals(day.start()),
                PublishRequest.Reason.FINAL);
    }

    /// Summaries to be looked at again: those whose period ended 3, 8, 32, 128 … weeks before
    /// `moment`.
    ///
    /// This heals what a lost message left behind, at the latest when the summary is four times as
    /// old, and the cost of a run grows with the logarithm of history only.
    private List<PublishRequest> reviews(Catalogue known, Instant moment) {
        return published(
                known,
                period -> isReviewed(weeksSince(period, moment)),
                PublishRequest.Reason.RECONCILE);
    }

    private List<PublishRequest> published(
            Catalogue known, Predicate<ReportingPeriod> wanted, PublishRequest.Reason reason) {
        var operations =
                Stream.concat(
                                known.operations().stream().map(Operation::id),
                                Stream.of(OperationId.ALL))
                        .toList();
        var keys = new ArrayList<>(chain.begun(operations));
        keys.removeIf(key -> !wanted.test(key.period()));
        keys.sort(
                Comparator.comparing((SummaryKey key) -> key.period().from())
                        .thenComparing(SummaryKey::toString));
        return keys.stream().map(key -> new PublishRequest(key, reason)).toList();
    }

    /// Whether `weeks` is 3, or twice a power of four from 8 on.
    private static boolean isReviewed(long weeks) {
        return weeks == FIRST_REVIEW
                || (weeks > FIRST_REVIEW
                        && Long.bitCount(weeks) == 1
                        && Long.numberOfTrailingZeros(weeks) % 2 == 1);
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
