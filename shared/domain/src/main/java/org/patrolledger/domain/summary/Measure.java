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
    SUBMISSIONS(Source.BOTH),
    ENGAGEMENTS(Source.ENGAGEMENTS),
    INCIDENTS(Source.INCIDENTS),
    /// Engagements whose activity ends in `-patrol`.
    PATROLS(Source.ENGAGEMENTS),
    /// Patrols that lasted 15 minutes or more: the visit that deters.
    PATROLS_OF_15_MINUTES(Source.ENGAGEMENTS),
    /// For each place the union of its patrols' time, in whole minutes of elapsed time, truncated
    /// once per place.
    PATROL_MINUTES(Source.ENGAGEMENTS),
    /// Over patrols: elapsed minutes, truncated per patrol, times the people in `staff`.
    PERSON_MINUTES(Source.ENGAGEMENTS),
    /// People engaged, counted or estimated.
    PEOPLE_ENGAGED(Source.ENGAGEMENTS),
    /// Of [#PEOPLE_ENGAGED], those that were estimated.
    PEOPLE_ENGAGED_ESTIMATED(Source.ENGAGEMENTS),
    PEOPLE_SCREENED(Source.ENGAGEMENTS),
    PEOPLE_SAFEGUARDED(Source.BOTH),
    FLASHPOINTS_PREVENTED(Source.BOTH),
    ITEMS_HANDED_OUT(Source.ENGAGEMENTS),
    ONLINE_VIEWS(Source.ENGAGEMENTS),
    CONCERNS_RAISED(Source.ENGAGEMENTS),
    ARRESTS(Source.INCIDENTS),
    STOP_SEARCHES(Source.INCIDENTS),
    WEAPONS_SEIZED(Source.INCIDENTS),
    POWERS_USED(Source.INCIDENTS);

    /// Of which kind of submission it counts something.
    public enum Source {
        ENGAGEMENTS,
        INCIDENTS,
        BOTH
    }

    private static final Map<String, Measure> BY_ID =
            Stream.of(values()).collect(Collectors.toMap(Measure::id, Function.identity()));

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Source source;

    Measure(Source source) {
        this.source = source;
    }

    /// The id in documents, such as `patrols-of-15-minutes`.
    public String id() {
        return id;
    }

    /// The kind of submission that adds to it.
    public Source source() {
        return source;
    }

    public static Optional<Measure> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /// Whether it is a plain sum of what submissions add.
    public boolean isSum() {
        return this != PATROL_MINUTES;
    }
}
