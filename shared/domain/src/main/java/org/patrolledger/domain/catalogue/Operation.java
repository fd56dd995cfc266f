package org.patrolledger.domain.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// A named piece of work, its places and the shifts expected at them.
///
/// @param revision 1 when created, then one more with each replacement
/// @param active the days it runs
/// @param organisations who takes part
public record Operation(
        OperationId id,
        String name,
        int revision,
        Place.Validity active,
        List<OrganisationId> organisations,
        List<Place> places,
        List<Shift> shifts) {

    public Operation {
        organisations = List.copyOf(organisations);
        places = List.copyOf(places);
        shifts = List.copyOf(shifts);
        if (id.equals(OperationId.ALL)) {
            throw new IllegalArgumentException("no operation is called all-operations");
        }
        var ids = places.stream().map(Place::id).collect(Collectors.toSet());
        if (ids.size() != places.size()) {
            throw new IllegalArgumentException("an operation names a place once");
        }
        if (!shifts.stream().allMatch(shift -> ids.contains(shift.place()))) {
            throw new IllegalArgumentException("a shift is at a place of its operation");
        }
    }

    public Optional<Place> place(PlaceId place) {
        for (var candidate : places) {
            if (candidate.id().equals(place)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    public boolean activeOn(OperationalDay day) {
        return active.includes(day);
    }

    public boolean activeIn(ReportingPeriod period) {
        return active.meets(period.first(), period.last());
    }

    public Operation withRevision(int number) {
        return new Operation(id, name, number, active, organisations, places, shifts);
    }
}
