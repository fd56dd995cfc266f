package org.patrolledger.domain.summary;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A count by value, over the submissions that a summary counts.
public enum Breakdown {
    /// Engagements by activity.
    ACTIVITY("activity"),
    /// Incidents by category.
    CATEGORY("category"),
    CONCERNS_RAISED("concerns-raised"),
    ITEMS_HANDED_OUT("items-handed-out"),
    WEAPONS_SEIZED("weapons-seized"),
    POWERS_USED("powers-used"),
    /// Engagements by theme; one with two themes counts under both.
    THEME("theme"),
    /// Engagements by audience; one with two audiences counts under both.
    AUDIENCE("audience"),
    /// Submissions by organisation.
    ORGANISATION("organisation"),
    STOP_SEARCHES_OBJECT("stop-searches.objectOfSearch"),
    STOP_SEARCHES_OUTCOME("stop-searches.outcome"),
    STOP_SEARCHES_LEGISLATION("stop-searches.legislation"),
    STOP_SEARCHES_GENDER("stop-searches.gender"),
    STOP_SEARCHES_AGE_RANGE("stop-searches.ageRange"),
    STOP_SEARCHES_SELF_DEFINED_ETHNICITY("stop-searches.selfDefinedEthnicity"),
    STOP_SEARCHES_OFFICER_DEFINED_ETHNICITY("stop-searches.officerDefinedEthnicity"),
    /// `true` and `false`, beside [#NOT_RECORDED].
    STOP_SEARCHES_OUTCOME_LINKED("stop-searches.outcomeLinkedToObject"),
    /// Submissions by priority of their operation; one with two priorities counts under both, one
    /// without under [#NO_PRIORITY]. Only in summaries of an operation that lists priorities.
    PRIORITY("priority");

    /// The value of a stop search that its record leaves out, so that each breakdown of stop
    /// searches adds up to the measure.
    public static final String NOT_RECORDED = "not-recorded";

    /// The value of [#PRIORITY] for submissions that name none.
    public static final String NO_PRIORITY = "none";

    private static final Map<String, Breakdown> BY_ID =
            Stream.of(values()).collect(Collectors.toMap(Breakdown::id, Function.identity()));

    private final String id;

    Breakdown(String id) {
        this.id = id;
    }

    /// The id in documents.
    public String id() {
        return id;
    }

    public static Optional<Breakdown> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
