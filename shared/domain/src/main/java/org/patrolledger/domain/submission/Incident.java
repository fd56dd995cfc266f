package org.patrolledger.domain.submission;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;

/// A moment with an outcome: an arrest, a search, a seizure.
///
/// @param category the kind of crime; empty only where there is a stop search, which is no crime
/// @param searches the stop searches made
/// @param weapons how many weapons of each kind were seized
/// @param powers how often each power was used
public record Incident(
        SubmissionId id,
        OperationId operation,
        PlaceId place,
        OrganisationId organisation,
        Instant occurredAt,
        Optional<IncidentCategory> category,
        long arrests,
        long safeguarded,
        long flashpoints,
        List<StopSearch> searches,
        Map<WeaponKind, Integer> weapons,
        Map<Power, Integer> powers,
        Set<PriorityId> priorities)
        implements Submission {

    /// A stop search, in the values of the data.police.uk files; empty is not recorded.
    public record StopSearch(
            Optional<String> legislation,
            Optional<String> objectOfSearch,
            Optional<String> outcome,
            Optional<String> gender,
            Optional<String> ageRange,
            Optional<String> selfDefinedEthnicity,
            Optional<String> officerDefinedEthnicity,
            Optional<Boolean> outcomeLinkedToObject) {}

    public Incident {
        searches = List.copyOf(searches);
        weapons = Ordered.counts(weapons);
        powers = Ordered.counts(powers);
        priorities = Ordered.set(priorities);
        Ordered.require(arrests);
        Ordered.require(safeguarded);
        Ordered.require(flashpoints);
        if (category.isEmpty() && searches.isEmpty()) {
            throw new IllegalArgumentException("an incident without a search has a category");
        }
    }

    @Override
    public Kind kind() {
        return Kind.INCIDENT;
    }

    @Override
    public Instant moment() {
        return occurredAt;
    }

    @Override
    public Instant over() {
        return occurredAt;
    }
}
