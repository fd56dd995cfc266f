package org.patrolledger.contract;

import static org.patrolledger.contract.CanonicalScanner.unexpected;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.CanonicalScanner.Name;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Activity;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.ConcernCategory;
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
/// Fields are data rather than a statement each, because what is compiled of a statement each takes
/// the compiler seconds and the processor more memory than it keeps close by.
///
/// A test holds that both make the same submission of every document that is accepted.
final class StoredForm {
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
        final Name name;

        /// Where it is kept: among the counts, or among the values of other types.
        final int index;

        final Reading reading;
        final @Nullable Words<T> words;

        private Field(String name, int index, Reading reading, @Nullable Words<T> words) {
            this.name = new Name(name);
            this.index = index;
            this.reading = reading;
            this.words = words;
        }
    }

    private static final Field<SubmissionId> ID = new Field<>("submissionId", 0, Reading.ID, null);
    private static final Field<OperationId> OPERATION =
            known("operation", 1, Words.open(OperationId::new));
    private static final Field<PlaceId> PLACE = known("place", 2, Words.open(PlaceId::new));
    private static final Field<OrganisationId> ORGANISATION =
            known("organisation", 3, Words.open(OrganisationId::new));
    private static final Field<Instant> STARTED = moment("startedAt", 4);
    private static final Field<Instant> ENDED = moment("endedAt", 5);
    private static final Field<Instant> OCCURRED = moment("occurredAt", 6);
    private static final Field<Long> SAFEGUARDED = count("peopleSafeguarded", 0);
    private static final Field<Long> FLASHPOINTS = count("flashpointsPrevented", 1);
    private static final Field<Activity> ACTIVITY =
            known("activity", 7, Words.of(SubmissionReader.ACTIVITIES));
    private static final Field<Map<Role, Integer>> STAFF =
            known("staff", 8, Words.open(StoredParts::staff));
    private static final Field<PeopleEngaged> ENGAGED =
            known("peopleEngaged", 9, Words.open(StoredParts::engaged));
    private static final Field<Long> SCREENED = count("peopleScreened", 2);
    private static final Field<Long> VIEWS = count("onlineViews", 3);
    private static final Field<Map<String, Integer>> HANDED_OUT =
            known("itemsHandedOut", 10, Words.open(StoredParts::items));
    private static final Field<Set<Audience>> FOR =
            known("audiences", 11, Words.open(StoredParts::audiences));
    private static final Field<Set<Theme>> FURTHERED =
            known("themes", 12, Words.open(StoredParts::themes));
    private static final Field<List<ConcernCategory>> RAISED =
            new Field<>("concerns", 13, Reading.CONCERNS, null);
    private static final Field<IncidentCategory> CATEGORY =
            known("category", 14, Words.of(SubmissionReader.CATEGORIES));
    private static final Field<Long> ARRESTS = count("arrests", 4);
    private static final Field<List<StopSearch>> SEARCHES =
            new Field<>("stopSearches", 15, Reading.SEARCHES, null);
    private static final Field<Map<WeaponKind, Integer>> SEIZED =
            known("weaponsSeized", 16, Words.open(StoredParts::weapons));
    private static final Field<Map<Power, Integer>> USED =
            known("powersUsed", 17, Words.open(StoredParts::powers));

    /// How many fields are kept that are no counts, and how many counts.
    private static final int VALUES = 18;

    private static final int COUNTS = 5;

    private static final Field<?> NOTE = skipped("note", Reading.SKIPPED_TEXT);

    /// In the order of their names, which is that of a canonical document.
    private static final Field<?>[] OF_ENGAGEMENTS = {
        ACTIVITY,
        FOR,
        RAISED,
        ENDED,
        FLASHPOINTS,
        HANDED_OUT,
        skipped("measuredBy", Reading.SKIPPED_TEXT),
        NOTE,
        VIEWS,
        OPERATION,
        ORGANISATION,
        skipped("partners", Reading.SKIPPED_TEXTS),
        ENGAGED,
        SAFEGUARDED,
        SCREENED,
        PLACE,
        skipped("scheduled", Reading.SKIPPED_FLAG),
        STAFF,
        STARTED,
        ID,
        FURTHERED,
        skipped("visibility", Reading.SKIPPED_TEXT)
    };

    /// As [#OF_ENGAGEMENTS].
    private static final Field<?>[] OF_INCIDENTS = {
        ARRESTS,
        CATEGORY,
        skipped("detectedBy", Reading.SKIPPED_TEXT),
        FLASHPOINTS,
        NOTE,
        OCCURRED,
        OPERATION,
        ORGANISATION,
        SAFEGUARDED,
        PLACE,
        USED,
        SEARCHES,
        ID,
        SEIZED
    };

    private static <T> Field<T> known(String name, int index, Words<T> words) {
        return new Field<>(name, index, Reading.KNOWN, words);
    }

    private static Field<Long> count(String name, int index) {
        return new Field<>(name, index, Reading.COUNT, null);
    }

    private static Field<Instant> moment(String name, int index) {
        return new Field<>(name, index, Reading.MOMENT, null);
    }

    private static Field<?> skipped(String name, Reading reading) {
        return new Field<Void>(name, 0, reading, null);
    }

    private final CanonicalScanner scanner;

    /// By the index of their fields, each of its field's type.
    private final @Nullable Object[] values = new Object[VALUES];

    /// By the index of their fields; 0 of those that are not given.
    private final long[] counts = new long[COUNTS];

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
                new Interval(given(STARTED), given(ENDED)),
                given(ACTIVITY),
                given(STAFF),
                given(ENGAGED),
                counts[SCREENED.index],
                counts[SAFEGUARDED.index],
                counts[FLASHPOINTS.index],
                counts[VIEWS.index],
                given(HANDED_OUT, Map.of()),
                given(FOR, Set.of()),
                given(FURTHERED, Set.of()),
                given(RAISED, List.of()),
                Set.of());
    }

    private Incident incident() {
        read(OF_INCIDENTS);
        return new Incident(
                given(ID),
                given(OPERATION),
                given(PLACE),
                given(ORGANISATION),
                given(OCCURRED),
                Optional.of(given(CATEGORY)),
                counts[ARRESTS.index],
                counts[SAFEGUARDED.index],
                counts[FLASHPOINTS.index],
                given(SEARCHES, List.of()),
                given(SEIZED, Map.of()),
                given(USED, Map.of()),
                Set.of());
    }

    private <T> T given(Field<T> field) {
        var value = valueOf(field);
        if (value == null) {
            throw unexpected();
        }
        return value;
    }

    private <T> T given(Field<T> field, T otherwise) {
        var value = valueOf(field);
        return value == null ? otherwise : value;
    }

    @SuppressWarnings("unchecked") // of a field's type is all that is kept at its index
    private <T> @Nullable T valueOf(Field<T> field) {
        return (T) values[field.index];
    }

    private void read(Field<?>[] fields) {
        scanner.openObject();
        for (var field : fields) {
            if (scanner.member(field.name)) {
                read(field);
            }
        }
        scanner.closeObject();
        scanner.end();
    }

    private void read(Field<?> field) {
        switch (field.reading) {
            case KNOWN -> values[field.index] = scanner.value(Objects.requireNonNull(field.words));
            case COUNT -> counts[field.index] = scanner.count();
            case MOMENT -> values[field.index] = scanner.moment();
            case ID ->
                    values[field.index] =
                            SubmissionId.parse(scanner.string())
                                    .orElseThrow(CanonicalScanner::unexpected);
            case CONCERNS -> values[field.index] = StoredParts.concerns(scanner);
            case SEARCHES -> values[field.index] = StoredParts.searches(scanner);
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
}
