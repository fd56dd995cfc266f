package org.patrolledger.domain.summary;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// Folds the current revisions of a period into its figures, one at a time, keeping none of them.
///
/// Revisions of the period's own days come sorted by submission id ([Inputs] digests them in that
/// order); those of [#neighbours] come separately, in any order. Figures do not depend on how the
/// revisions were split among shards or pages.
///
/// Memory grows with places, organisations, values of breakdowns, gaps in patrolled time and
/// different delays in minutes, not with the number of revisions.
public final class SummaryFold {
    /// What a week's submissions are compared with. Worked out once: asking the calendar and the
    /// time zone for every submission would take longer than all the rest of the fold.
    private record Deadline(Instant weekEnds, Instant due) {}

    /// What is kept of one place of an operation, found once for each submission.
    ///
    /// It is found by the id that the first submission of the place came with, not by that of the
    /// catalogue: submissions read from the ledger share their ids, and of the same object nothing
    /// needs to be compared.
    private record Site(Tally.At tallied, ShiftPlan.@Nullable Shifts shifts) {}

    private final ReportingPeriod period;
    private final Instant from;
    private final Instant to;
    private final List<Deadline> deadlines;

    /// Every day of the period and when it starts: the lines of the lineage carry their day.
    private final List<OperationalDay> periodDays;

    private final Instant[] starts;
    private final List<OperationDay> days;
    private final Tally tally = new Tally();
    private final ShiftPlan plan;
    private final Optional<ShiftPlan> earlierPlan;
    private final boolean byPriority;
    private final Map<OperationId, Map<PlaceId, Site>> sites = new HashMap<>();
    private final Inputs.Running inputs = new Inputs.Running();
    private final Map<OrganisationId, Timeliness.Running> timeliness = new HashMap<>();

    public SummaryFold(SummaryKey key, Catalogue catalogue) {
        this(key, catalogue, Optional.empty());
    }

    /// A fold that also counts coverage as an earlier catalogue had it ([#earlierCoverage]), so
    /// that changes by the catalogue can be distinguished from changes by submissions.
    public SummaryFold(SummaryKey key, Catalogue catalogue, Optional<Catalogue> earlier) {
        var covered = catalogue.covered(key.operation());
        this.period = key.period();
        this.from = period.from();
        this.to = period.to();
        this.deadlines =
                period.days()
                        .map(OperationalDay::week)
                        .distinct()
                        .map(week -> new Deadline(week.to(), week.publishedAt()))
                        .toList();
        this.periodDays = period.days().toList();
        this.starts = periodDays.stream().map(OperationalDay::start).toArray(Instant[]::new);
        this.days =
                covered.stream()
                        .flatMap(operation ->
                                period.days()
                                        .filter(operation::activeOn)
                                        .map(day -> new OperationDay(operation.id(), day)))
                        .toList();
        this.plan = new ShiftPlan(covered, period);
        this.earlierPlan = earlier.map(it -> new ShiftPlan(it.covered(key.operation()), period));
        this.byPriority = byPriority(key, covered);
        for (var operation : covered) {
            sites.put(operation.id(), new HashMap<>());
            expectPlaces(operation);
        }
    }

    private boolean byPriority(SummaryKey key, List<Operation> covered) {
        if (key.operation().equals(OperationId.ALL)) {
            return false;
        }
        var priorities = covered.stream().flatMap(it -> it.priorities().stream()).toList();
        priorities.forEach(it -> tally.expect(it.id()));
        return !priorities.isEmpty();
    }

    private void expectPlaces(Operation operation) {
        if (operation.activeIn(period)) {
            for (var place : operation.places()) {
                if (place.validity().meets(period.first(), period.last())) {
                    tally.expect(place.id());
                }
            }
        }
    }

    /// The operations whose submissions are to be added, sorted.
    public List<OperationId> operations() {
        return sites.keySet().stream().sorted().toList();
    }

    /// The days of the period whose revisions [#add] wants to see: those on which an operation is
    /// active. Submissions of other days are refused, and the catalogue keeps a day that was used.
    public List<OperationDay> days() {
        return days;
    }

    /// The days outside the period whose revisions [#addNeighbour] wants to see.
    public List<OperationDay> neighbours() {
        return Stream.concat(
                        plan.neighbours().stream(),
                        earlierPlan.stream().flatMap(it -> it.neighbours().stream()))
                .filter(it -> sites.containsKey(it.operation()))
                .distinct()
                .toList();
    }

    /// Adds a revision of a day next to the period; it may have reported a shift of it.
    ///
    /// @throws IllegalArgumentException if it belongs to the period, or to another operation
    public void addNeighbour(CountedRevision current) {
        var submission = current.submission();
        sites(submission);
        if (within(submission.moment())) {
            throw new IllegalArgumentException("this submission is of the period itself");
        }
        if (!current.withdrawn() && submission instanceof Engagement engagement) {
            plan.report(engagement);
            earlierPlan.ifPresent(it -> it.report(engagement));
        }
    }

    /// Adds a revision of the period.
    ///
    /// @return its line of the lineage; empty for a withdrawal, which counts only for timeliness
    /// @throws IllegalArgumentException if it belongs to another period or operation, or comes out
    ///   of order
    public Optional<LineageLine> add(CountedRevision current) {
        var submission = current.submission();
        var places = sites(submission);
        var moment = submission.moment();
        if (!within(moment)) {
            throw new IllegalArgumentException("this submission is not of the period");
        }
        timeliness(submission.organisation()).add(current, due(moment));
        if (current.withdrawn()) {
            return Optional.empty();
        }
        inputs.add(submission.id(), current.number(), current.digest());
        var site = site(places, submission);
        if (submission instanceof Engagement engagement && site.shifts() != null) {
            site.shifts().report(engagement.time());
        }
        if (earlierPlan.isPresent() && submission instanceof Engagement engagement) {
            earlierPlan.get().report(engagement);
        }
        var contribution = Rules.contribution(submission, byPriority);
        tally.add(contribution, site.tallied());
        return Optional.of(
                new LineageLine(
                        submission.id(),
                        current.number(),
                        current.digest(),
                        Optional.of(day(moment)),
                        contribution));
    }

    private Timeliness.Running timeliness(OrganisationId organisation) {
        var running = timeliness.get(organisation);
        if (running == null) {
            running = new Timeliness.Running();
            timeliness.put(organisation, running);
        }
        return running;
    }

    /// The places of a submission's operation.
    private Map<PlaceId, Site> sites(Submission submission) {
        var places = sites.get(submission.operation());
        if (places == null) {
            throw new IllegalArgumentException("this submission is of another operation");
        }
        return places;
    }

    private Site site(Map<PlaceId, Site> places, Submission submission) {
        var place = submission.place();
        var site = places.get(place);
        if (site == null) {
            site = new Site(tally.at(place), plan.at(submission.operation(), place));
            places.put(place, site);
        }
        return site;
    }

    private boolean within(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /// The operational day of `moment`, which is within the period.
    private OperationalDay day(Instant moment) {
        int at = Arrays.binarySearch(starts, moment);
        return periodDays.get(at < 0 ? -at - 2 : at);
    }

    /// When the week of `moment`, which is within the period, is published.
    private Instant due(Instant moment) {
        int i = 0;
        while (!moment.isBefore(deadlines.get(i).weekEnds())) {
            i++;
        }
        return deadlines.get(i).due();
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
                tally.priorities(),
                plan.coverage(),
                inputs.inputs(),
                byOrganisation);
    }

    /// The coverage of the same submissions under the earlier catalogue; empty where none was
    /// given.
    public Optional<Coverage> earlierCoverage() {
        return earlierPlan.map(ShiftPlan::coverage);
    }
}
