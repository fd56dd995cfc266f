package org.patrolledger.domain.summary;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a summary counts. Every summary has every measure, 0 where nothing was reported, and for
/// every measure its places add up to its total.
///
/// All count submissions that are current and not withdrawn. All but [#PATROL_MINUTES] are plain
/// sums over submissions.
public enum Measure {
    /// Engagements and incidents.
    SUBMISSIONS,
    ENGAGEMENTS,
    INCIDENTS,
    /// Engagements whose activity ends in `-patrol`.
    PATROLS,
    /// Patrols that lasted 15 minutes or more: the visit that deters.
    PATROLS_OF_15_MINUTES,
    /// For each place the union of its patrols' time, in whole minutes of elapsed time, truncated
    /// once per place.
    PATROL_MINUTES,
    /// Over patrols: elapsed minutes, truncated per patrol, times the people in `staff`.
    PERSON_MINUTES,
    /// People engaged, counted or estimated.
    PEOPLE_ENGAGED,
    /// Of [#PEOPLE_ENGAGED], those that were estimated.
    PEOPLE_ENGAGED_ESTIMATED,
    PEOPLE_SCREENED,
    /// From engagements and incidents.
    PEOPLE_SAFEGUARDED,
    /// From engagements and incidents.
    FLASHPOINTS_PREVENTED,
    ITEMS_HANDED_OUT,
    ONLINE_VIEWS,
    CONCERNS_RAISED,
    ARRESTS,
    STOP_SEARCHES,
    WEAPONS_SEIZED,
    POWERS_USED;

    private static final Map<String, Measure> BY_ID =
            Stream.of(values()).collect(Collectors.toMap(Measure::id, Function.identity()));

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The id in documents, such as `patrols-of-15-minutes`.
    public String id() {
        return id;
    }

    public static Optional<Measure> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /// Whether it is a plain sum of what submissions add.
    public boolean isSum() {
        return this != PATROL_MINUTES;
    }
}
