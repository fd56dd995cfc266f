package org.patrolledger.wire;

import static org.patrolledger.wire.CanonicalScanner.unexpected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Activity;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.ConcernCategory;
import org.patrolledger.domain.submission.CountMethod;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Engagement.PeopleEngaged;
import org.patrolledger.domain.submission.Incident;
import org.patrolledger.domain.submission.Incident.StopSearch;
import org.patrolledger.domain.submission.IncidentCategory;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.Role;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.WeaponKind;
import org.patrolledger.domain.time.Interval;

/// Decodes what this program stored, for the fold: some twenty times as fast as [SubmissionReader],
/// which names the faults of anybody's document.
///
/// A test holds that both make the same submission of every document that is accepted.
final class StoredForm {
    /// What members are called, of forms and of the objects in them.
    private enum Name {
        ACTIVITY,
        ARRESTS,
        AUDIENCES,
        CATEGORY,
        CONCERNS,
        COUNT,
        DETECTED_BY,
        ENDED_AT,
        FLASHPOINTS_PREVENTED,
        ITEMS_HANDED_OUT,
        KIND,
        MEASURED_BY,
        METHOD,
        NOTE,
        OBJECT_OF_SEARCH,
        OCCURRED_AT,
        ONLINE_VIEWS,
        OPERATION,
        ORGANISATION,
        OUTCOME,
        PARTNERS,
        PEOPLE_ENGAGED,
        PEOPLE_SAFEGUARDED,
        PEOPLE_SCREENED,
        PLACE,
        POWERS_USED,
        SCHEDULED,
        STAFF,
        STARTED_AT,
        STOP_SEARCHES,
        SUBMISSION_ID,
        THEMES,
        VISIBILITY,
        WEAPONS_SEIZED;

        /// `ENDED_AT` is `endedAt`.
        private String inDocuments() {
            var words = name().toLowerCase(Locale.ROOT).split("_", -1);
            return words[0]
                    + Stream.of(words)
                            .skip(1)
                            .map(it -> Character.toUpperCase(it.charAt(0)) + it.substring(1))
                            .collect(Collectors.joining());
        }
    }

    private static final Words<Name> NAMES =
            Words.of(
                    Stream.of(Name.values())
                            .collect(Collectors.toMap(Name::inDocuments, Function.identity())));

    private static final Words<OperationId> OPERATIONS = Words.open(OperationId::new);
    private static final Words<PlaceId> PLACES = Words.open(PlaceId::new);
    private static final Words<OrganisationId> ORGANISATIONS = Words.open(OrganisationId::new);
    private static final Words<String> ITEMS = Words.open(Function.identity());

    private static final Words<Activity> ACTIVITIES = Words.of(SubmissionReader.ACTIVITIES);
    private static final Words<Role> ROLES = Words.of(SubmissionReader.ROLES);
    private static final Words<CountMethod> METHODS = Words.of(SubmissionReader.METHODS);
    private static final Words<Audience> AUDIENCES = Words.of(SubmissionReader.AUDIENCES);
    private static final Words<Theme> THEMES = Words.of(SubmissionReader.THEMES);
    private static final Words<ConcernCategory> CONCERNS = Words.of(SubmissionReader.CONCERNS);
    private static final Words<IncidentCategory> CATEGORIES = Words.of(SubmissionReader.CATEGORIES);
    private static final Words<WeaponKind> WEAPONS = Words.of(SubmissionReader.WEAPONS);
    private static final Words<Power> POWERS = Words.of(SubmissionReader.POWERS);
    private static final Words<String> OBJECTS = Words.of(StopSearchValues.OBJECT_OF_SEARCH);
    private static final Words<String> OUTCOMES = Words.of(StopSearchValues.OUTCOME);

    private final CanonicalScanner scanner;

    private @Nullable SubmissionId id;
    private @Nullable OperationId operation;
    private @Nullable PlaceId place;
    private @Nullable OrganisationId organisation;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private long safeguarded;
    private long flashpoints;

    private @Nullable Activity activity;
    private Map<Role, Integer> staff = Map.of();
    private @Nullable PeopleEngaged engaged;
    private long screened;
    private long views;
    private Map<String, Integer> items = Map.of();
    private Set<Audience> audiences = Set.of();
    private Set<Theme> themes = Set.of();
    private List<ConcernCategory> concerns = List.of();

    private @Nullable IncidentCategory category;
    private long arrests;
    private List<StopSearch> searches = List.of();
    private Map<WeaponKind, Integer> weapons = Map.of();
    private Map<Power, Integer> powers = Map.of();

    private StoredForm(String body) {
        scanner = new CanonicalScanner(body);
    }

    /// The submission that `body` holds; null where it is in any other form than this program's
    /// own.
    static @Nullable Submission read(Submission.Kind kind, String body) {
        try {
            var form = new StoredForm(body);
            return switch (kind) {
                case ENGAGEMENT -> form.engagement();
                case INCIDENT -> form.incident();
            };
        } catch (CanonicalScanner.UnexpectedException | IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable Engagement engagement() {
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            engagementField(scanner.name(NAMES));
        }
        scanner.end();
        if (id == null
                || operation == null
                || place == null
                || organisation == null
                || from == null
                || to == null
                || activity == null
                || engaged == null) {
            return null;
        }
        return new Engagement(
                id,
                operation,
                place,
                organisation,
                new Interval(from, to),
                activity,
                staff,
                engaged,
                screened,
                safeguarded,
                flashpoints,
                views,
                items,
                audiences,
                themes,
                concerns);
    }

    private void engagementField(Name name) {
        switch (name) {
            case ACTIVITY -> activity = scanner.word(ACTIVITIES);
            case AUDIENCES -> audiences = choices(Audience.class, AUDIENCES);
            case CONCERNS -> concerns = concerns();
            case ENDED_AT -> to = moment();
            case ITEMS_HANDED_OUT -> items = items();
            case MEASURED_BY, VISIBILITY -> scanner.skipString();
            case ONLINE_VIEWS -> views = scanner.count();
            case PARTNERS -> skipStrings();
            case PEOPLE_ENGAGED -> engaged = engaged();
            case PEOPLE_SCREENED -> screened = scanner.count();
            case SCHEDULED -> scanner.skipFlag();
            case STAFF -> staff = counts(Role.class, ROLES);
            case STARTED_AT -> from = moment();
            case THEMES -> themes = choices(Theme.class, THEMES);
            default -> commonField(name);
        }
    }

    private @Nullable Incident incident() {
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            incidentField(scanner.name(NAMES));
        }
        scanner.end();
        if (id == null
                || operation == null
                || place == null
                || organisation == null
                || from == null
                || category == null) {
            return null;
        }
        return new Incident(
                id,
                operation,
                place,
                organisation,
                from,
                category,
                arrests,
                safeguarded,
                flashpoints,
                searches,
                weapons,
                powers);
    }

    private void incidentField(Name name) {
        switch (name) {
            case ARRESTS -> arrests = scanner.count();
            case CATEGORY -> category = scanner.word(CATEGORIES);
            case DETECTED_BY -> scanner.skipString();
            case OCCURRED_AT -> from = moment();
            case POWERS_USED -> powers = counts(Power.class, POWERS);
            case STOP_SEARCHES -> searches = searches();
            case WEAPONS_SEIZED -> weapons = weapons();
            default -> commonField(name);
        }
    }

    private void commonField(Name name) {
        switch (name) {
            case FLASHPOINTS_PREVENTED -> flashpoints = scanner.count();
            case NOTE -> scanner.skipString();
            case OPERATION -> operation = scanner.word(OPERATIONS);
            case ORGANISATION -> organisation = scanner.word(ORGANISATIONS);
            case PEOPLE_SAFEGUARDED -> safeguarded = scanner.count();
            case PLACE -> place = scanner.word(PLACES);
            case SUBMISSION_ID ->
                    id =
                            SubmissionId.parse(scanner.string())
                                    .orElseThrow(CanonicalScanner::unexpected);
            default -> throw unexpected();
        }
    }

    private Instant moment() {
        return known(Rfc3339.read(scanner.string()));
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw unexpected();
        }
        return value;
    }

    private <E extends Enum<E>> Set<E> choices(Class<E> type, Words<E> values) {
        var chosen = EnumSet.noneOf(type);
        each(() -> chosen.add(scanner.word(values)));
        return chosen;
    }

    private void skipStrings() {
        each(scanner::skipString);
    }

    private void each(Runnable element) {
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            element.run();
        }
    }

    private <E extends Enum<E>> Map<E, Integer> counts(Class<E> type, Words<E> keys) {
        var counts = new EnumMap<E, Integer>(type);
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            counts.put(scanner.name(keys), scanner.smallCount());
        }
        return counts;
    }

    private Map<String, Integer> items() {
        var counts = new TreeMap<String, Integer>();
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            counts.put(scanner.name(ITEMS), scanner.smallCount());
        }
        return counts;
    }

    private PeopleEngaged engaged() {
        int count = -1;
        CountMethod method = null;
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            switch (scanner.name(NAMES)) {
                case COUNT -> count = scanner.smallCount();
                case METHOD -> method = scanner.word(METHODS);
                default -> throw unexpected();
            }
        }
        return new PeopleEngaged(count, known(method));
    }

    private List<ConcernCategory> concerns() {
        var concerns = new ArrayList<ConcernCategory>();
        each(() -> {
            scanner.openObject();
            for (boolean first = true; scanner.nextMember(first); first = false) {
                switch (scanner.name(NAMES)) {
                    case CATEGORY -> concerns.add(scanner.word(CONCERNS));
                    case NOTE -> scanner.skipString();
                    default -> throw unexpected();
                }
            }
        });
        return concerns;
    }

    private List<StopSearch> searches() {
        var searches = new ArrayList<StopSearch>();
        each(() -> searches.add(search()));
        return searches;
    }

    private StopSearch search() {
        String object = null;
        String outcome = null;
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            switch (scanner.name()) {
                case "objectOfSearch" -> object = scanner.word(OBJECTS);
                case "outcome" -> outcome = scanner.word(OUTCOMES);
                case "outcomeLinkedToObject", "removalOfMoreThanOuterClothing" ->
                        scanner.skipFlag();
                default -> scanner.skipString();
            }
        }
        return new StopSearch(known(object), known(outcome));
    }

    private Map<WeaponKind, Integer> weapons() {
        var weapons = new EnumMap<WeaponKind, Integer>(WeaponKind.class);
        each(() -> {
            int count = 0;
            WeaponKind kind = null;
            scanner.openObject();
            for (boolean first = true; scanner.nextMember(first); first = false) {
                switch (scanner.name(NAMES)) {
                    case COUNT -> count = scanner.smallCount();
                    case KIND -> kind = scanner.word(WEAPONS);
                    default -> throw unexpected();
                }
            }
            weapons.merge(known(kind), count, Math::addExact);
        });
        return weapons;
    }
}
