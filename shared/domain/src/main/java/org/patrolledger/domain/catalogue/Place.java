package org.patrolledger.domain.catalogue;

import java.util.Optional;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;

/// A hotspot, zone, town centre or venue of an operation.
///
/// @param district the ONS GSS code of the local authority, such as `E07000071`
/// @param point where it is, for staff
public record Place(
        PlaceId id, String name, String district, Validity validity, Optional<Point> point) {

    /// A place of which nobody said where it is.
    public Place(PlaceId id, String name, String district, Validity validity) {
        this(id, name, district, validity, Optional.empty());
    }

    /// This place, called as `known` says.
    Place as(PlaceName known) {
        return known.isOf(this)
                ? this
                : new Place(id, known.name(), known.district(), validity, point);
    }

    /// This place as it is published: without its point.
    Place published() {
        return point.isEmpty() ? this : new Place(id, name, district, validity);
    }

    /// Operational days, the last one included; open where there is no last one.
    public record Validity(OperationalDay from, Optional<OperationalDay> until) {
        public Validity {
            if (until.isPresent() && until.get().compareTo(from) < 0) {
                throw new IllegalArgumentException("a validity does not end before it starts");
            }
        }

        public boolean includes(OperationalDay day) {
            return from.compareTo(day) <= 0
                    && until.map(last -> day.compareTo(last) <= 0).orElse(true);
        }

        /// Whether all days of `other` are valid.
        public boolean covers(Validity other) {
            return from.compareTo(other.from) <= 0
                    && (until.isEmpty()
                            || other.until
                                    .map(last -> last.compareTo(until.get()) <= 0)
                                    .orElse(false));
        }

        /// Whether any day from `first` to `last` (included) is valid.
        public boolean meets(OperationalDay first, OperationalDay last) {
            return from.compareTo(last) <= 0
                    && until.map(end -> first.compareTo(end) <= 0).orElse(true);
        }
    }
}
