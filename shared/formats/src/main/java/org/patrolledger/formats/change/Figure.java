package org.patrolledger.formats.change;

import java.util.Locale;
import java.util.Optional;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Measure;

/// A figure of a summary that two editions can state differently.
public sealed interface Figure {
    /// A measure of the operation, of one place or of one priority.
    ///
    /// @param place empty for the operation and for a priority
    /// @param priority empty for the operation and for a place
    record Measured(Optional<PlaceId> place, Optional<PriorityId> priority, Measure measure)
            implements Figure {
        public Measured {
            if (place.isPresent() && priority.isPresent()) {
                throw new IllegalArgumentException("a measure is of a place or of a priority");
            }
        }

        /// Whether it is the total of the operation.
        public boolean isTotal() {
            return place.isEmpty() && priority.isEmpty();
        }
    }

    /// The count under one value of a breakdown; 0 where the value does not occur.
    record Counted(Breakdown breakdown, String value) implements Figure {}

    /// A number of shifts.
    enum Covered implements Figure {
        EXPECTED,
        REPORTED;

        /// `expected` or `reported`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The total of `measure`.
    static Measured total(Measure measure) {
        return new Measured(Optional.empty(), Optional.empty(), measure);
    }

    /// `measure` at `place`.
    static Measured at(PlaceId place, Measure measure) {
        return new Measured(Optional.of(place), Optional.empty(), measure);
    }

    /// `measure` over the submissions of `priority`.
    static Measured of(PriorityId priority, Measure measure) {
        return new Measured(Optional.empty(), Optional.of(priority), measure);
    }
}
