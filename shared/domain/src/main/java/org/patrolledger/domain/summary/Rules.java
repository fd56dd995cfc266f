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
    public static final String VERSION = "1";

    /// The shortest patrol that counts as a visit that deters.
    private static final int VISIT_MINUTES = 15;

    /// The value of a stop search that its record leaves out.
    private static final String NOT_RECORDED = "not-recorded";

    private Rules() {}

    /// What `submission` adds to each measure and breakdown.
    public static Contribution contribution(Submission submission) {
        var sums = new Measures.Sums();
        var parts = new ArrayList<Part>();
        sums.add(Measure.SUBMISSIONS, 1);
        parts.add(new Part(Breakdown.ORGANISATION, submission.organisation().value(), 1));
        Optional<Interval> patrol =
                switch (submission) {
                    case Engagement engagement -> engagement(engagement, sums, parts);
                    case Incident incident -> incident(incident, sums, parts);
                };
        return new Contribution(
                submission.operation(), submission.place(), sums.handOver(), parts, patrol);
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
        for (var search : it.searches()) {
            parts.add(
                    new Part(
                            Breakdown.STOP_SEARCHES_OBJECT,
                            search.objectOfSearch().orElse(NOT_RECORDED),
                            1));
            parts.add(
                    new Part(
                            Breakdown.STOP_SEARCHES_OUTCOME,
                            search.outcome().orElse(NOT_RECORDED),
                            1));
        }
        counts(it.weapons(), Measure.WEAPONS_SEIZED, Breakdown.WEAPONS_SEIZED, sums, parts);
        counts(it.powers(), Measure.POWERS_USED, Breakdown.POWERS_USED, sums, parts);
        return Optional.empty();
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
