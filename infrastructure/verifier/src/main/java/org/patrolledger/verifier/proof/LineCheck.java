package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patrolledger.domain.submission.Activity;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.domain.submission.ConcernCategory;
import org.patrolledger.domain.submission.IncidentCategory;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.WeaponKind;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// Whether a line of lineage can be that of one submission. A key holder can make lines up, and
/// figures add up from any lines; but one form reports one thing, and its parts have to agree.
final class LineCheck {
    /// Breakdowns whose counts add up to a measure.
    private static final Map<Breakdown, Measure> WHOLE =
            Map.of(
                    Breakdown.ACTIVITY, Measure.ENGAGEMENTS,
                    Breakdown.ORGANISATION, Measure.SUBMISSIONS,
                    Breakdown.CONCERNS_RAISED, Measure.CONCERNS_RAISED,
                    Breakdown.ITEMS_HANDED_OUT, Measure.ITEMS_HANDED_OUT,
                    Breakdown.WEAPONS_SEIZED, Measure.WEAPONS_SEIZED,
                    Breakdown.POWERS_USED, Measure.POWERS_USED);

    /// Those of searches, which add up from version 2 of the rules on.
    private static final List<Breakdown> OF_SEARCHES =
            Stream.of(Breakdown.values())
                    .filter(it -> it.id().startsWith(Measure.STOP_SEARCHES.id() + "."))
                    .toList();

    /// Values that the contract lists.
    private static final Map<Breakdown, Set<String>> LISTED =
            Map.of(
                    Breakdown.ACTIVITY, codes(Activity.values()),
                    Breakdown.CATEGORY, codes(IncidentCategory.values()),
                    Breakdown.CONCERNS_RAISED, codes(ConcernCategory.values()),
                    Breakdown.WEAPONS_SEIZED, codes(WeaponKind.values()),
                    Breakdown.POWERS_USED, codes(Power.values()),
                    Breakdown.THEME, codes(Theme.values()),
                    Breakdown.AUDIENCE, codes(Audience.values()));

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int VISIT_MINUTES = 15;

    private final String name;
    private final LineageLine line;
    private final Measures adds;
    private final Map<Breakdown, Long> totals = new EnumMap<>(Breakdown.class);

    private LineCheck(String name, LineageLine line) {
        this.name = name;
        this.line = line;
        this.adds = line.contribution().adds();
        for (var part : line.contribution().parts()) {
            totals.merge(part.breakdown(), part.count(), Math::addExact);
        }
    }

    private static Set<String> codes(Coded[] values) {
        return Stream.of(values).map(Coded::code).collect(Collectors.toUnmodifiableSet());
    }

    /// @param name of the file, for the finding
    /// @throws RefutedException if `line` cannot be the line of a submission of `period`
    ///
    /// @param current whether the newest rules counted it
    static void check(String name, LineageLine line, ReportingPeriod period, boolean current) {
        var check = new LineCheck(name, line);
        check.oneSubmission();
        check.breakdowns();
        check.searches(current);
        check.day(period, current);
        check.patrol(period);
    }

    private void oneSubmission() {
        holds(line.revision() >= 1, "has a revision below 1");
        holds(adds.get(Measure.SUBMISSIONS) == 1, "counts as another number than one");
        long engagements = adds.get(Measure.ENGAGEMENTS);
        holds(
                engagements >= 0
                        && engagements <= 1
                        && engagements + adds.get(Measure.INCIDENTS) == 1,
                "is neither one engagement nor one incident");
        var foreign = engagements == 1 ? Measure.Source.INCIDENTS : Measure.Source.ENGAGEMENTS;
        for (var measure : Measure.values()) {
            holds(
                    measure.source() != foreign || adds.get(measure) == 0,
                    engagements == 1
                            ? "is an engagement with " + measure.id()
                            : "is an incident with " + measure.id());
        }
        long estimated = adds.get(Measure.PEOPLE_ENGAGED_ESTIMATED);
        holds(
                estimated == 0 || estimated == adds.get(Measure.PEOPLE_ENGAGED),
                "estimates a part of the people it engaged");
    }

    private void breakdowns() {
        WHOLE.forEach((breakdown, measure) ->
                holds(
                        total(breakdown) == adds.get(measure),
                        "adds other figures to "
                                + measure.id()
                                + " than to the breakdown "
                                + breakdown.id()));
        boolean incident = adds.get(Measure.INCIDENTS) == 1;
        long categories = total(Breakdown.CATEGORY);
        holds(
                incident
                        ? categories == 1
                                || (categories == 0 && adds.get(Measure.STOP_SEARCHES) > 0)
                        : categories == 0,
                "has another number of categories than its kind of submission");
        for (var once : List.of(Breakdown.THEME, Breakdown.AUDIENCE)) {
            holds(
                    parts(once).allMatch(it -> it.count() == 1)
                            && parts(once).map(Contribution.Part::value).distinct().count()
                                    == parts(once).count(),
                    "counts a value of " + once.id() + " more than once");
            holds(!incident || total(once) == 0, "is an incident with " + once.id());
        }
        LISTED.forEach((breakdown, values) ->
                holds(
                        parts(breakdown).map(Contribution.Part::value).allMatch(values::contains),
                        "has a value under " + breakdown.id() + " that no form can have"));
    }

    private void searches(boolean current) {
        long searches = adds.get(Measure.STOP_SEARCHES);
        for (var breakdown : OF_SEARCHES) {
            holds(
                    current ? total(breakdown) == searches : total(breakdown) <= searches,
                    "adds other figures to stop-searches than to the breakdown " + breakdown.id());
        }
    }

    private void day(ReportingPeriod period, boolean current) {
        holds(line.day().isPresent() == current, "has no day, or one that its rules do not give");
        line.day().ifPresent(it -> holds(period.contains(it), "is of a day of another period"));
    }

    private void patrol(ReportingPeriod period) {
        var patrol = line.contribution().patrol();
        boolean patrols = parts(Breakdown.ACTIVITY).anyMatch(it -> it.value().endsWith("-patrol"));
        holds(
                patrol.isPresent() == patrols && adds.get(Measure.PATROLS) == (patrols ? 1 : 0),
                "is counted as a patrol without being one, or the other way round");
        patrol.ifPresent(it -> spell(it, period));
        holds(
                patrols
                        || (adds.get(Measure.PATROLS_OF_15_MINUTES) == 0
                                && adds.get(Measure.PERSON_MINUTES) == 0),
                "has minutes without a patrol");
    }

    private void spell(Interval spell, ReportingPeriod period) {
        holds(spell.elapsed().compareTo(LONGEST) <= 0, "lasts longer than a day");
        var day = OperationalDay.of(spell.from());
        holds(period.contains(day), "is a patrol of another period");
        holds(line.day().map(day::equals).orElse(true), "is a patrol of another day than its own");
        long minutes = spell.elapsed().toMinutes();
        holds(
                adds.get(Measure.PATROLS_OF_15_MINUTES) == (minutes >= VISIT_MINUTES ? 1 : 0),
                "counts otherwise as a visit than its time");
        long persons = adds.get(Measure.PERSON_MINUTES);
        holds(
                minutes == 0 ? persons == 0 : persons >= minutes && persons % minutes == 0,
                "has person-minutes that no number of people make of its time");
    }

    private long total(Breakdown breakdown) {
        return totals.getOrDefault(breakdown, 0L);
    }

    private Stream<Contribution.Part> parts(Breakdown breakdown) {
        return line.contribution().parts().stream().filter(it -> it.breakdown() == breakdown);
    }

    private void holds(boolean condition, String what) {
        if (!condition) {
            require(false, name, "has a line that cannot be: " + line.submissionId() + " " + what);
        }
    }
}
