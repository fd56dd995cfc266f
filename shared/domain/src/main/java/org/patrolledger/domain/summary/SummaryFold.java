package org.patrolledger.domain.summary;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.time.OperationalDay;

/// Folds the current revisions of a period into its figures, one at a time, keeping none of them.
///
/// Revisions of the period's own days come sorted by submission id ([Inputs] digests them in that
/// order); those of [#neighbours] come separately, in any order. Figures do not depend on how the
/// revisions were split among shards or pages.
public final class SummaryFold {
    private final SummaryKey key;
    private final List<Operation> operations;
    private final Tally tally = new Tally();
    private final ShiftPlan plan;
    private final Inputs.Running inputs = new Inputs.Running();
    private final SortedMap<OrganisationId, Timeliness.Running> timeliness = new TreeMap<>();

    public SummaryFold(SummaryKey key, Catalogue catalogue) {
        this.key = key;
        this.operations = catalogue.covered(key.operation());
        this.plan = new ShiftPlan(operations, key.period());
        var period = key.period();
        for (var operation : operations) {
            for (var place : operation.places()) {
                if (operation.activeIn(period)
                        && place.validity().meets(period.first(), period.last())) {
                    tally.expect(place.id());
                }
            }
        }
    }

    /// The operations whose submissions are to be added.
    public List<OperationId> operations() {
        return operations.stream().map(Operation::id).toList();
    }

    /// The days outside the period whose revisions [#addNeighbour] wants to see.
    public List<OperationalDay> neighbours() {
        return plan.neighbours();
    }

    /// Adds a revision of a day next to the period; it may have reported a shift of it.
    public void addNeighbour(Revision current) {
        if (!current.withdrawn() && current.submission() instanceof Engagement engagement) {
            plan.report(engagement);
        }
    }

    /// Adds a revision of the period.
    ///
    /// @return its line of the lineage; empty for a withdrawal, which counts only for timeliness
    /// @throws IllegalArgumentException if it belongs elsewhere, or comes out of order
    public Optional<LineageLine> add(Revision current) {
        var submission = current.submission();
        if (!key.period().contains(submission.day())) {
            throw new IllegalArgumentException("this submission is not of the period");
        }
        timeliness
                .computeIfAbsent(submission.organisation(), it -> new Timeliness.Running())
                .add(current);
        if (current.withdrawn()) {
            return Optional.empty();
        }
        inputs.add(submission.id(), current.number(), current.digest());
        if (submission instanceof Engagement engagement) {
            plan.report(engagement);
        }
        var contribution = Rules.contribution(submission);
        tally.add(contribution);
        return Optional.of(
                new LineageLine(submission.id(), current.number(), current.digest(), contribution));
    }

    /// The figures of all that was added. Ends the fold.
    public Figures figures() {
        var byOrganisation = new TreeMap<OrganisationId, Timeliness>();
        timeliness.forEach(
                (organisation, running) -> byOrganisation.put(organisation, running.timeliness()));
        return new Figures(
                tally.total(),
                tally.breakdowns(),
                tally.places(),
                plan.coverage(),
                inputs.inputs(),
                byOrganisation);
    }
}
