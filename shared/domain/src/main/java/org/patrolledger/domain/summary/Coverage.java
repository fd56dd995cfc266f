package org.patrolledger.domain.summary;

import java.util.List;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;

/// Shifts expected and shifts reported.
///
/// @param expected how many shifts fall on the period's days
/// @param reported how many of them some engagement overlaps; never more than `expected`
/// @param missing the others, by day and place
public record Coverage(int expected, int reported, List<Missing> missing) {
    /// A shift that nobody reported.
    public record Missing(PlaceId place, OperationalDay day) {}

    public Coverage {
        missing = List.copyOf(missing);
        if (reported + missing.size() != expected) {
            throw new IllegalArgumentException("a shift is either reported or missing");
        }
    }
}
