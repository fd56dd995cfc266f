package org.patrolledger.domain.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.domain.submission.CountMethod;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Incident;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.time.Interval;

/// How a submission becomes figures. One place, so that one version number can stand for it.
public final class Rules {
    /// Raised by every change that can alter a figure of the same submissions; manifests name it.
    public static final String VERSION = "2";

    /// The shortest patrol that counts as a visit that deters.
    private static final int VISIT_MINUTES = 15;

    private Rules() {}

    /// What `submission` adds to each measure and breakdown.
    ///
    /// @param byPriority whether its operation lists priorities and the summary is of that
    ///   operation
    public static Contribution contribution(Submission submission, boolean byPriority) {
        var sums = new Measures.Sums();
        var parts = new ArrayList<Part>();
        sums.add(Measure.SUBMISSIONS, 1);
        parts.add(new Part(Breakdown.ORGANISATION, submission.organisation().value(), 1));
        Optional<Interval> patrol =
                switch (submission) {
                    case Engagement engagement -> engagement(engagement, sums, parts);
                    case Incident incident -> incident(incident, sums, parts);
                };
        if (byPriority) {
            priorities(submission, parts);
        }
        return new Contribution(
                submission.operation(), submission.place(), sums.handOver(), parts, patrol);
    }

    private static void priorities(Submission submission, List<Part> parts) {
        for (var priority : submission.priorities()) {
            parts.add(new Part(Breakdown.PRIORITY, priority.value(), 1));
        }
        if (submission.priorities().isEmpty()) {
            parts.add(new Part(Breakdown.PRIORITY, Breakdown.NO_PRIORITY, 1));
        }
    }

    private static Optional<Interval> engagement(
            Engagement it, Measures.Sums sums, List<Part> parts) {
        sums.add(Measure.ENGAGEMENTS, 1);
        sums.add(Measure.PEOPLE_ENGAGED, it.engaged().count());
        if (it.engaged().method() == CountMethod.ESTIMATED) {
            sums.add(Measure.PEOPLE_ENGAGED_ESTIMATED, it.engaged().count());
        }
        sums.add(Measure.PEOPLE_SCREENED, it.screened());
        sums.add(Measure.PEOPLE_SAFEGUARDED, it.safeguarded());
        sums.add(Measure.FLASHPOINTS_PREVENTED, it.flashpoints());
        sums.add(Measure.ONLINE_VIEWS, it.onlineViews());
        sums.add(Measure.CONCERNS_RAISED, it.concerns().size());
        parts.add(new Part(Breakdown.ACTIVITY, it.activity().code(), 1));
        for (var item : it.items().entrySet()) {
            sums.add(Measure.ITEMS_HANDED_OUT, item.getValue());
            part(parts, Breakdown.ITEMS_HANDED_OUT, item.getKey(), item.getValue());
        }
        ones(parts, Breakdown.CONCERNS_RAISED, it.concerns());
        ones(parts, Breakdown.THEME, it.themes());
        ones(parts, Breakdown.AUDIENCE, it.audiences());
        if (!it.activity().isPatrol()) {
            return Optional.empty();
        }
        long minutes = it.time().minutes();
        sums.add(Measure.PATROLS, 1);
        if (minutes >= VISIT_MINUTES) {
            sums.add(Measure.PATROLS_OF_15_MINUTES, 1);
        }
        sums.add(Measure.PERSON_MINUTES, Math.multiplyExact(minutes, it.people()));
        return Optional.of(it.time());
    }

    private static Optional<Interval> incident(Incident it, Measures.Sums sums, List<Part> parts) {
        sums.add(Measure.INCIDENTS, 1);
        sums.add(Measure.ARRESTS, it.arrests());
        sums.add(Measure.PEOPLE_SAFEGUARDED, it.safeguarded());
        sums.add(Measure.FLASHPOINTS_PREVENTED, it.flashpoints());
        sums.add(Measure.STOP_SEARCHES, it.searches().size());
        it.category()
                .ifPresent(category -> parts.add(new Part(Breakdown.CATEGORY, category.code(), 1)));
        it.searches().forEach(search -> search(search, parts));
        counts(it.weapons(), Measure.WEAPONS_SEIZED, Breakdown.WEAPONS_SEIZED, sums, parts);
        counts(it.powers(), Measure.POWERS_USED, Breakdown.POWERS_USED, sums, parts);
        return Optional.empty();
    }

    private static void search(Incident.StopSearch it, List<Part> parts) {
        recorded(parts, Breakdown.STOP_SEARCHES_OBJECT, it.objectOfSearch());
        recorded(parts, Breakdown.STOP_SEARCHES_OUTCOME, it.outcome());
        recorded(parts, Breakdown.STOP_SEARCHES_LEGISLATION, it.legislation());
        recorded(parts, Breakdown.STOP_SEARCHES_GENDER, it.gender());
        recorded(parts, Breakdown.STOP_SEARCHES_AGE_RANGE, it.ageRange());
        recorded(parts, Breakdown.STOP_SEARCHES_SELF_DEFINED_ETHNICITY, it.selfDefinedEthnicity());
        recorded(
                parts,
                Breakdown.STOP_SEARCHES_OFFICER_DEFINED_ETHNICITY,
                it.officerDefinedEthnicity());
        recorded(
                parts,
                Breakdown.STOP_SEARCHES_OUTCOME_LINKED,
                it.outcomeLinkedToObject().map(linked -> Boolean.toString(linked)));
    }

    private static void recorded(List<Part> parts, Breakdown breakdown, Optional<String> value) {
        parts.add(new Part(breakdown, value.orElse(Breakdown.NOT_RECORDED), 1));
    }

    private static <T extends Coded> void counts(
            Map<T, Integer> counts,
            Measure measure,
            Breakdown breakdown,
            Measures.Sums sums,
            List<Part> parts) {
        for (var count : counts.entrySet()) {
            sums.add(measure, count.getValue());
            part(parts, breakdown, count.getKey().code(), count.getValue());
        }
    }

    private static void ones(
            List<Part> parts, Breakdown breakdown, Collection<? extends Coded> values) {
        for (var value : values) {
            parts.add(new Part(breakdown, value.code(), 1));
        }
    }

    /// Only values that occur have a count.
    private static void part(List<Part> parts, Breakdown breakdown, String value, int count) {
        if (count > 0) {
            parts.add(new Part(breakdown, value, count));
        }
    }
}
