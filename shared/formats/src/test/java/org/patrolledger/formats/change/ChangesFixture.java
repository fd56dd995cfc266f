package org.patrolledger.formats.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.testing.Sample;

/// What tests of changes share.
abstract class ChangesFixture {
    static final String SIX = "2023-02-03T18:00:00Z";
    static final String SEVEN = "2023-02-03T19:00:00Z";
    static final String EIGHT = "2023-02-03T20:00:00Z";
    static final Coverage NO_SHIFTS = new Coverage(0, 0, List.of());
    static final Figure ARRESTS = Figure.total(Measure.ARRESTS);

    final Map<SubmissionId, LineageLine> before = new TreeMap<>();
    final Map<SubmissionId, LineageLine> after = new TreeMap<>();
    final Map<SubmissionId, Cause> arrivals = new HashMap<>();
    final List<SubmissionId> asked = new ArrayList<>();

    static SubmissionId id(int number) {
        return new SubmissionId("%08x-0000-4000-8000-000000000000".formatted(number));
    }

    static PlaceId place(String id) {
        return new PlaceId(id);
    }

    static LineageLine line(int id, int revision, long arrests) {
        return line(id, revision, "grays", Map.of(Measure.ARRESTS, arrests), Optional.empty());
    }

    static LineageLine patrol(int id, int revision, String place, String from, String to) {
        var interval = new Interval(Instant.parse(from), Instant.parse(to));
        return line(id, revision, place, Map.of(Measure.PATROLS, 1L), Optional.of(interval));
    }

    static LineageLine line(
            int id,
            int revision,
            String place,
            Map<Measure, Long> adds,
            Optional<Interval> patrol,
            Part... parts) {
        return new LineageLine(
                id(id),
                revision,
                Digest.of(id + "." + revision),
                Optional.of(OperationalDay.parse("2023-02-03")),
                new Contribution(
                        Sample.GRIP, place(place), Measures.of(adds), List.of(parts), patrol));
    }

    void leaves(LineageLine line) {
        before.put(line.submissionId(), line);
    }

    void arrives(LineageLine line) {
        after.put(line.submissionId(), line);
    }

    static Figures figures(Map<SubmissionId, LineageLine> lines) {
        var tally = new Tally();
        lines.values().forEach(line -> tally.add(line.contribution()));
        return figures(tally.total(), tally);
    }

    static Figures figures(Measures total, Tally tally) {
        return new Figures(
                total,
                tally.breakdowns(),
                tally.places(),
                tally.priorities(),
                NO_SHIFTS,
                new Inputs.Running().inputs(),
                new TreeMap<>());
    }

    List<Change> changes(SubmissionId... withdrawn) {
        return changes(figures(before), figures(after), withdrawn);
    }

    List<Change> changes(Figures was, Figures now, SubmissionId... withdrawn) {
        return Changes.between(
                        was,
                        now,
                        before.values().iterator(),
                        after.values().iterator(),
                        new Changes.Causes() {
                            @Override
                            public Cause departed(SubmissionId submission) {
                                asked.add(submission);
                                return Set.of(withdrawn).contains(submission)
                                        ? Cause.WITHDRAWN
                                        : Cause.MOVED;
                            }

                            @Override
                            public Cause arrived(SubmissionId submission) {
                                return arrivals.getOrDefault(submission, Cause.MOVED);
                            }
                        })
                .rows();
    }

    static List<Change> of(Figure figure, List<Change> changes) {
        return changes.stream().filter(it -> it.figure().equals(figure)).toList();
    }
}
