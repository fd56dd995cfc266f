package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Timeliness;

/// The submissions of each organisation, by which the counts of its timeliness are bound: what came
/// on time and what came late are together those that a lineage names, and those revised are its
/// lines of a later revision. Which came when, only the receipts show.
final class OrganisationCount {
    private final Map<OrganisationId, Long> submissions = new HashMap<>();
    private final Map<OrganisationId, Long> revised = new HashMap<>();

    void add(LineageLine line) {
        for (var part : line.contribution().parts()) {
            if (part.breakdown() == Breakdown.ORGANISATION) {
                var organisation = new OrganisationId(part.value());
                submissions.merge(organisation, part.count(), Math::addExact);
                if (line.revision() > 1) {
                    revised.merge(organisation, part.count(), Math::addExact);
                }
            }
        }
    }

    /// @param name of the file, for the finding
    void check(String name, SortedMap<OrganisationId, Timeliness> stated) {
        for (var organisation : submissions.keySet()) {
            require(
                    stated.containsKey(organisation),
                    name,
                    "lacks the timeliness of " + organisation);
        }
        stated.forEach((organisation, it) -> {
            long counted = submissions.getOrDefault(organisation, 0L);
            require(
                    it.onTime() + it.late() == counted
                            && it.revised() == revised.getOrDefault(organisation, 0L)
                            && it.medianDelayMinutes().isPresent() == counted > 0
                            && (counted > 0 || it.withdrawn() > 0),
                    name,
                    "gives timeliness of other submissions of "
                            + organisation
                            + " than its lineage names");
        });
    }
}
