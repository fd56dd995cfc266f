package org.patrolledger.wire;

import static org.patrolledger.wire.CanonicalScanner.unexpected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
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
import org.patrolledger.domain.submission.Ordered;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.Role;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.WeaponKind;
import org.patrolledger.domain.time.Interval;

/// Decodes what this program stored, for the fold: some twenty times as fast as [SubmissionReader],
/// which names the faults of anybody's document.
///
/// Fields are data rather than a statement each, because what is compiled of a statement each takes
/// the compiler seconds and the processor more memory than it keeps close by.
///
/// A test holds that both make the same submission of every document that is accepted.
final class StoredForm {
    private static final Words<Role> ROLES = Words.of(SubmissionReader.ROLES);
    private static final Words<CountMethod> METHODS = Words.of(SubmissionReader.METHODS);
    private static final Words<Audience> AUDIENCES = Words.of(SubmissionReader.AUDIENCES);
    private static final Words<Theme> THEMES = Words.of(SubmissionReader.THEMES);
    private static final Words<ConcernCategory> CONCERNS = Words.of(SubmissionReader.CONCERNS);
    private static final Words<WeaponKind> WEAPONS = Words.of(SubmissionReader.WEAPONS);
    private static final Words<Power> POWERS = Words.of(SubmissionReader.POWERS);
    private static final Words<String> ITEMS = Words.open(Function.identity());
    private static final Words<String> OBJECTS = Words.of(StopSearchValues.OBJECT_OF_SEARCH);
    private static final Words<String> OUTCOMES = Words.of(StopSearchValues.OUTCOME);

    private enum Reading {
        /// A text, object or array of which few differ: what it stands for is looked up.
        KNOWN,
        COUNT,
        MOMENT,
        ID,
        CONCERNS,
        SEARCHES,
        SKIPPED_TEXT,
        SKIPPED_TEXTS,
        SKIPPED_FLAG
    }

    /// A field of a form.
    private static final class Field<T> {
        final int index;
        final Reading reading;
        final @Nullable Words<T> words;

        private Field(int index, Reading reading, @Nullable Words<T> words) {
            this.index = index;
            this.reading = reading;
            this.words = words;
        }
    }

    private static final Field<SubmissionId> ID = new Field<>(0, Reading.ID, null);
    private static final Field<OperationId> OPERATION = known(1, Words.open(OperationId::new));
    private static final Field<PlaceId> PLACE = known(2, Words.open(PlaceId::new));
    private static final Field<OrganisationId> ORGANISATION =
            known(3, Words.open(OrganisationId::new));
    private static final Field<Instant> FROM = new Field<>(4, Reading.MOMENT, null);
    private static final Field<Long> SAFEGUARDED = count(5);
    private static final Field<Long> FLASHPOINTS = count(6);

    private static final Field<Instant> TO = new Field<>(7, Reading.MOMENT, null);
    private static final Field<Activity> ACTIVITY = known(8, Words.of(SubmissionReader.ACTIVITIES));
    private static final Field<Map<Role, Integer>> STAFF =
            known(9, Words.open(text -> counts(text, ROLES)));
    private static final Field<PeopleEngaged> ENGAGED = known(10, Words.open(StoredForm::engaged));
    private static final Field<Long> SCREENED = count(11);
    private static final Field<Long> VIEWS = count(12);
    private static final Field<Map<String, Integer>> HANDED_OUT =
            known(13, Words.open(text -> counts(text, ITEMS)));
    private static final Field<Set<Audience>> FOR =
            known(14, Words.open(text -> choices(text, AUDIENCES)));
    private static final Field<Set<Theme>> FURTHERED =
            known(15, Words.open(text -> choices(text, THEMES)));
    private static final Field<List<ConcernCategory>> RAISED =
            new Field<>(16, Reading.CONCERNS, null);

    private static final Field<IncidentCategory> CATEGORY =
            known(7, Words.of(SubmissionReader.CATEGORIES));
    private static final Field<Long> ARRESTS = count(8);
    private static final Field<List<StopSearch>> SEARCHES = new Field<>(9, Reading.SEARCHES, null);
    private static final Field<Map<WeaponKind, Integer>> SEIZED =
            known(10, Words.open(StoredForm::weapons));
    private static final Field<Map<Power, Integer>> USED =
            known(11, Words.open(text -> counts(text, POWERS)));

    /// More than the index of any field that is kept; fields of different kinds share some.
    private static final int KEPT = 17;

    private static final Words<Field<?>> OF_ENGAGEMENTS =
            Words.of(
                    Map.ofEntries(
                            Map.entry("activity", ACTIVITY),
                            Map.entry("audiences", FOR),
                            Map.entry("concerns", RAISED),
                            Map.entry("endedAt", TO),
                            Map.entry("flashpointsPrevented", FLASHPOINTS),
                            Map.entry("itemsHandedOut", HANDED_OUT),
                            Map.entry("measuredBy", skipped(Reading.SKIPPED_TEXT)),
                            Map.entry("note", skipped(Reading.SKIPPED_TEXT)),
                            Map.entry("onlineViews", VIEWS),
                            Map.entry("operation", OPERATION),
                            Map.entry("organisation", ORGANISATION),
                            Map.entry("partners", skipped(Reading.SKIPPED_TEXTS)),
                            Map.entry("peopleEngaged", ENGAGED),
                            Map.entry("peopleSafeguarded", SAFEGUARDED),
                            Map.entry("peopleScreened", SCREENED),
                            Map.entry("place", PLACE),
                            Map.entry("scheduled", skipped(Reading.SKIPPED_FLAG)),
                            Map.entry("staff", STAFF),
                            Map.entry("startedAt", FROM),
                            Map.entry("submissionId", ID),
                            Map.entry("themes", FURTHERED),
                            Map.entry("visibility", skipped(Reading.SKIPPED_TEXT))));

    private static final Words<Field<?>> OF_INCIDENTS =
            Words.of(
                    Map.ofEntries(
                            Map.entry("arrests", ARRESTS),
                            Map.entry("category", CATEGORY),
                            Map.entry("detectedBy", skipped(Reading.SKIPPED_TEXT)),
                            Map.entry("flashpointsPrevented", FLASHPOINTS),
                            Map.entry("note", skipped(Reading.SKIPPED_TEXT)),
                            Map.entry("occurredAt", FROM),
                            Map.entry("operation", OPERATION),
                            Map.entry("organisation", ORGANISATION),
                            Map.entry("peopleSafeguarded", SAFEGUARDED),
                            Map.entry("place", PLACE),
                            Map.entry("powersUsed", USED),
                            Map.entry("stopSearches", SEARCHES),
                            Map.entry("submissionId", ID),
                            Map.entry("weaponsSeized", SEIZED)));

    private static <T> Field<T> known(int index, Words<T> words) {
        return new Field<>(index, Reading.KNOWN, words);
    }

    private static Field<Long> count(int index) {
        return new Field<>(index, Reading.COUNT, null);
    }

    private static Field<?> skipped(Reading reading) {
        return new Field<Void>(0, reading, null);
    }

    private final CanonicalScanner scanner;

    /// By the index of their fields, each of its field's type.
    private final @Nullable Object[] values = new Object[KEPT];

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

    private Engagement engagement() {
        read(OF_ENGAGEMENTS);
        return new Engagement(
                given(ID),
                given(OPERATION),
                given(PLACE),
                given(ORGANISATION),
                new Interval(given(FROM), given(TO)),
                given(ACTIVITY),
                given(STAFF),
                given(ENGAGED),
                given(SCREENED, 0L),
                given(SAFEGUARDED, 0L),
                given(FLASHPOINTS, 0L),
                given(VIEWS, 0L),
                given(HANDED_OUT, Map.of()),
                given(FOR, Set.of()),
                given(FURTHERED, Set.of()),
                given(RAISED, List.of()));
    }

    private Incident incident() {
        read(OF_INCIDENTS);
        return new Incident(
                given(ID),
                given(OPERATION),
                given(PLACE),
                given(ORGANISATION),
                given(FROM),
                given(CATEGORY),
                given(ARRESTS, 0L),
                given(SAFEGUARDED, 0L),
                given(FLASHPOINTS, 0L),
                given(SEARCHES, List.of()),
                given(SEIZED, Map.of()),
                given(USED, Map.of()));
    }

    @SuppressWarnings("unchecked") // of a field's type is all that is kept at its index
    private <T> T given(Field<T> field) {
        return (T) known(values[field.index]);
    }

    private <T> T given(Field<T> field, T otherwise) {
        return values[field.index] == null ? otherwise : given(field);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw unexpected();
        }
        return value;
    }

    private void read(Words<Field<?>> fields) {
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            read(scanner.name(fields));
        }
        scanner.end();
    }

    private void read(Field<?> field) {
        switch (field.reading) {
            case KNOWN -> values[field.index] = scanner.value(Objects.requireNonNull(field.words));
            case COUNT -> values[field.index] = scanner.count();
            case MOMENT -> values[field.index] = Rfc3339.read(scanner.string());
            case ID ->
                    values[field.index] =
                            SubmissionId.parse(scanner.string())
                                    .orElseThrow(CanonicalScanner::unexpected);
            case CONCERNS -> values[field.index] = concerns();
            case SEARCHES -> values[field.index] = searches();
            case SKIPPED_TEXT -> scanner.skipString();
            case SKIPPED_TEXTS -> skipStrings();
            case SKIPPED_FLAG -> scanner.skipFlag();
        }
    }

    private void skipStrings() {
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            scanner.skipString();
        }
    }

    private static <E extends Comparable<E>> Set<E> choices(String elements, Words<E> values) {
        var scanner = new CanonicalScanner("[" + elements + "]");
        var chosen = new TreeSet<E>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            chosen.add(scanner.word(values));
        }
        scanner.end();
        return Ordered.set(chosen);
    }

    private static <K extends Comparable<K>> Map<K, Integer> counts(String members, Words<K> keys) {
        var scanner = new CanonicalScanner("{" + members + "}");
        var counts = new TreeMap<K, Integer>();
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            counts.put(scanner.name(keys), scanner.smallCount());
        }
        scanner.end();
        return Ordered.counts(counts);
    }

    private static PeopleEngaged engaged(String members) {
        var scanner = new CanonicalScanner("{" + members + "}");
        int count = -1;
        CountMethod method = null;
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            switch (scanner.name()) {
                case "count" -> count = scanner.smallCount();
                case "method" -> method = scanner.word(METHODS);
                default -> throw unexpected();
            }
        }
        scanner.end();
        return new PeopleEngaged(count, known(method));
    }

    private List<ConcernCategory> concerns() {
        var concerns = new ArrayList<ConcernCategory>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            concerns.add(concern());
        }
        return concerns;
    }

    private ConcernCategory concern() {
        ConcernCategory category = null;
        scanner.openObject();
        for (boolean first = true; scanner.nextMember(first); first = false) {
            switch (scanner.name()) {
                case "category" -> category = scanner.word(CONCERNS);
                case "note" -> scanner.skipString();
                default -> throw unexpected();
            }
        }
        return known(category);
    }

    private List<StopSearch> searches() {
        var searches = new ArrayList<StopSearch>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            searches.add(search());
        }
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

    private static Map<WeaponKind, Integer> weapons(String elements) {
        var scanner = new CanonicalScanner("[" + elements + "]");
        var weapons = new TreeMap<WeaponKind, Integer>();
        scanner.openArray();
        for (boolean first = true; scanner.nextElement(first); first = false) {
            int count = 0;
            WeaponKind kind = null;
            scanner.openObject();
            for (boolean more = scanner.nextMember(true); more; more = scanner.nextMember(false)) {
                switch (scanner.name()) {
                    case "count" -> count = scanner.smallCount();
                    case "kind" -> kind = scanner.word(WEAPONS);
                    default -> throw unexpected();
                }
            }
            weapons.merge(known(kind), count, Math::addExact);
        }
        scanner.end();
        return Ordered.counts(weapons);
    }
}
