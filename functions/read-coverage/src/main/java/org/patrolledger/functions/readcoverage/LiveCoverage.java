package org.patrolledger.functions.readcoverage;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.ShiftPlan;
import org.patrolledger.domain.time.OperationalDay;

/// The coverage of some days as of now, by the rule of summaries: a shift is reported when an
/// engagement at its place overlaps its hours, on any day that it began. Nothing is stored.
final class LiveCoverage {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /// Few enough to be merged as they are read. In which order engagements come does not matter,
    /// so that more days need not be sorted.
    private static final int DAYS_AT_ONCE = 1_000;

    private final SubmissionLog log;
    private final CatalogueCache catalogue;

    LiveCoverage(SubmissionLog log, CatalogueCache catalogue) {
        this.log = log;
        this.catalogue = catalogue;
    }

    /// The coverage of `operation`, or of all of them, from `first` to `last`, both included; empty
    /// where the catalogue has no such operation.
    Optional<Map<String, @Nullable Object>> of(
            OperationId operation, OperationalDay first, OperationalDay last) {
        var operations = catalogue.read(it -> covered(it, operation), Optional::isEmpty);
        return operations.map(it -> document(it, first, last));
    }

    private static Optional<List<Operation>> covered(Catalogue catalogue, OperationId operation) {
        return operation.equals(OperationId.ALL) || catalogue.operation(operation).isPresent()
                ? Optional.of(catalogue.covered(operation))
                : Optional.empty();
    }

    private Map<String, @Nullable Object> document(
            List<Operation> operations, OperationalDay first, OperationalDay last) {
        var plan = new ShiftPlan(operations, first, last);
        var days = plan.reporting();
        for (int from = 0; from < days.size(); from += DAYS_AT_ONCE) {
            report(days.subList(from, Math.min(from + DAYS_AT_ONCE, days.size())), plan);
        }
        var coverage = plan.coverage();
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("expected", coverage.expected());
        map.put("reported", coverage.reported());
        map.put("missing", plan.unreported().stream().map(LiveCoverage::document).toList());
        return map;
    }

    /// Has `plan` know of the engagements of `days`. One that moves from day to day meanwhile may
    /// be met at both.
    private void report(List<OperationDay> days, ShiftPlan plan) {
        try (var current = log.counted(days)) {
            current.filter(revision -> !revision.withdrawn())
                    .map(CountedRevision::submission)
                    .forEach(submission -> {
                        if (submission instanceof Engagement engagement) {
                            plan.report(engagement);
                        }
                    });
        }
    }

    private static Map<String, String> document(ShiftPlan.Unreported shift) {
        var map = new LinkedHashMap<String, String>();
        map.put("place", shift.place().value());
        map.put("day", shift.day().toString());
        map.put("from", hour(shift.from()));
        map.put("to", hour(shift.to()));
        return map;
    }

    private static String hour(LocalTime time) {
        return HOUR.format(time);
    }
}
