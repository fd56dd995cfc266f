package org.patrolledger.domain.summary;

import java.util.List;
import java.util.Optional;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.Interval;

/// What one submission adds to the figures.
///
/// @param adds to each measure that is a sum; [Measure#PATROL_MINUTES] is 0 here and comes of
///   `patrol`
/// @param parts to the breakdowns, each count 1 or more
/// @param patrol the time of a patrol
public record Contribution(
        OperationId operation,
        PlaceId place,
        Measures adds,
        List<Part> parts,
        Optional<Interval> patrol) {

    /// A count under one value of a breakdown.
    public record Part(Breakdown breakdown, String value, long count) {
        public Part {
            if (count < 1) {
                throw new IllegalArgumentException("a value that occurs counts 1 or more");
            }
        }
    }

    public Contribution {
        parts = List.copyOf(parts);
        if (adds.get(Measure.PATROL_MINUTES) != 0) {
            throw new IllegalArgumentException("patrol minutes come of the patrol's interval");
        }
    }
}
