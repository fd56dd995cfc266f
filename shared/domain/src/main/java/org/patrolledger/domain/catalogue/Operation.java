package org.patrolledger.domain.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// A named piece of work, its places and the shifts expected at them.
///
/// @param revision 1 when created, then one more with each replacement
/// @param active the days it runs
/// @param organisations who takes part
/// @param priorities what it set out to reduce, 10 at most
/// @param funding what it was given, 20 at most
public record Operation(
        OperationId id,
        String name,
        int revision,
        Place.Validity active,
        List<OrganisationId> organisations,
        List<Place> places,
        List<Shift> shifts,
        List<Priority> priorities,
        List<Funding> funding) {
    /// The most priorities that one operation has.
    public static final int MOST_PRIORITIES = 10;

    /// The most sources of funding that one operation has.
    public static final int MOST_FUNDING = 20;

    public Operation {
        organisations = List.copyOf(organisations);
        places = List.copyOf(places);
        shifts = List.copyOf(shifts);
        priorities = List.copyOf(priorities);
        funding = List.copyOf(funding);
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
        if (distinct(priorities) != priorities.size()) {
            throw new IllegalArgumentException("an operation names a priority once");
        }
        if (priorities.size() > MOST_PRIORITIES || funding.size() > MOST_FUNDING) {
            throw new IllegalArgumentException("an operation has 10 priorities, 20 funds at most");
        }
    }

    /// An operation without priorities and funding.
    public Operation(
            OperationId id,
            String name,
            int revision,
            Place.Validity active,
            List<OrganisationId> organisations,
            List<Place> places,
            List<Shift> shifts) {
        this(id, name, revision, active, organisations, places, shifts, List.of(), List.of());
    }

    /// This operation as it is published: without the points of its places.
    public Operation published() {
        return withPlaces(Place::published);
    }

    private static long distinct(Collection<Priority> priorities) {
        return priorities.stream().map(Priority::id).distinct().count();
    }

    public Optional<Place> place(PlaceId place) {
        for (var candidate : places) {
            if (candidate.id().equals(place)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    public Optional<Priority> priority(PriorityId priority) {
        return priorities.stream().filter(it -> it.id().equals(priority)).findFirst();
    }

    public boolean activeOn(OperationalDay day) {
        return active.includes(day);
    }

    public boolean activeIn(ReportingPeriod period) {
        return active.meets(period.first(), period.last());
    }

    public Operation withRevision(int number) {
        return new Operation(
                id, name, number, active, organisations, places, shifts, priorities, funding);
    }

    /// The same operation with each place as `change` makes it.
    public Operation withPlaces(UnaryOperator<Place> change) {
        return new Operation(
                id,
                name,
                revision,
                active,
                organisations,
                places.stream().map(change).toList(),
                shifts,
                priorities,
                funding);
    }
}
