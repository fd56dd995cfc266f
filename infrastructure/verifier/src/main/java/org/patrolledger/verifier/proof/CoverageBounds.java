package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.ShiftPlan;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// What the coverage of a period can be, by its catalogue and its lineage. The shifts expected are
/// the catalogue's. Of those reported, a patrol's interval shows its own; another engagement gives
/// its day alone, and one of a day next to the period is in no lineage: each may have reported what
/// it can have reached, and nothing else.
final class CoverageBounds {
    private final Collection<Operation> operations;
    private final ReportingPeriod period;

    /// With what was certainly reported.
    private final ShiftPlan certain;

    /// With everything that can have been reported.
    private final ShiftPlan possible;

    CoverageBounds(Collection<Operation> operations, ReportingPeriod period) {
        this.operations = operations;
        this.period = period;
        this.certain = new ShiftPlan(operations, period);
        this.possible = new ShiftPlan(operations, period);
        for (var operation : operations) {
            for (var place : operation.places()) {
                possible.report(operation.id(), place.id(), reach(period.first().plusDays(-1)));
                possible.report(operation.id(), place.id(), reach(period.last().plusDays(1)));
            }
        }
    }

    /// From the first moment of an engagement of `day` to the last.
    private static Interval reach(OperationalDay day) {
        return new Interval(day.start(), day.end().plus(Engagement.LONGEST));
    }

    void add(LineageLine line) {
        var it = line.contribution();
        if (it.adds().get(Measure.ENGAGEMENTS) == 0) {
            return;
        }
        it.patrol().ifPresent(time -> certain.report(it.operation(), it.place(), time));
        var time = it.patrol().orElseGet(() -> reach(line.day().orElseThrow()));
        possible.report(it.operation(), it.place(), time);
    }

    /// @param name of the file, for the finding
    void check(String name, Coverage stated) {
        var expected = new ShiftPlan(operations, period).coverage();
        require(
                stated.expected() == expected.expected(),
                name,
                "expects "
                        + stated.expected()
                        + " shifts, where its catalogue has "
                        + expected.expected());
        require(
                stated.missing().equals(sorted(stated.missing())),
                name,
                "has missing shifts out of order");
        var missing = count(stated.missing());
        var most = count(certain.coverage().missing());
        var least = count(possible.coverage().missing());
        var shifts = new HashSet<>(missing.keySet());
        shifts.addAll(least.keySet());
        for (var shift : shifts) {
            long times = missing.getOrDefault(shift, 0L);
            var where = " of " + shift.day() + " at " + shift.place() + " missing, where ";
            require(
                    times <= most.getOrDefault(shift, 0L),
                    name,
                    "has " + times + where + "its patrols and its catalogue leave fewer");
            require(
                    times >= least.getOrDefault(shift, 0L),
                    name,
                    "has " + times + where + "no engagement can have reported so many");
        }
    }

    private static List<Coverage.Missing> sorted(List<Coverage.Missing> missing) {
        return missing.stream()
                .sorted(
                        Comparator.comparing(Coverage.Missing::day)
                                .thenComparing(Coverage.Missing::place))
                .toList();
    }

    private static Map<Coverage.Missing, Long> count(List<Coverage.Missing> missing) {
        return missing.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
