package org.patrolledger.domain.submission;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;

/// A moment with an outcome: an arrest, a search, a seizure.
///
/// @param searches the stop searches made
/// @param weapons how many weapons of each kind were seized
/// @param powers how often each power was used
public record Incident(
        SubmissionId id,
        OperationId operation,
        PlaceId place,
        OrganisationId organisation,
        Instant occurredAt,
        IncidentCategory category,
        long arrests,
        long safeguarded,
        long flashpoints,
        List<StopSearch> searches,
        Map<WeaponKind, Integer> weapons,
        Map<Power, Integer> powers)
        implements Submission {

    /// A stop search, in the values of the data.police.uk files.
    public record StopSearch(String objectOfSearch, String outcome) {}

    public Incident {
        searches = List.copyOf(searches);
        weapons = Ordered.counts(weapons);
        powers = Ordered.counts(powers);
        Ordered.require(arrests);
        Ordered.require(safeguarded);
        Ordered.require(flashpoints);
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
