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
    STOP_SEARCHES_OUTCOME("stop-searches.outcome");

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
