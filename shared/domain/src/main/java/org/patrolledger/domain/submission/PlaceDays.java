package org.patrolledger.domain.submission;

import java.util.Optional;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;

/// Days at a place, of which one is looked for that submissions used.
///
/// @param first the first of them
/// @param last the last of them, not before the first
/// @param end from which end to look
public record PlaceDays(PlaceId place, OperationalDay first, OperationalDay last, End end) {
    /// Which of several used days is the one looked for.
    public enum End {
        EARLIEST,
        LATEST
    }

    public PlaceDays {
        if (last.compareTo(first) < 0) {
            throw new IllegalArgumentException("days do not end before they start");
        }
    }

    /// What is left to look at once all days up to `day`, seen from [#end], have been.
    ///
    /// @return empty where nothing is
    public Optional<PlaceDays> beyond(OperationalDay day) {
        var from = end == End.EARLIEST ? day.plusDays(1) : first;
        var until = end == End.EARLIEST ? last : day.plusDays(-1);
        return until.compareTo(from) < 0
                ? Optional.empty()
                : Optional.of(new PlaceDays(place, from, until, end));
    }
}
