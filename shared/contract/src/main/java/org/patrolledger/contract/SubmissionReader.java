package org.patrolledger.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Activity;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.ConcernCategory;
import org.patrolledger.domain.submission.CountMethod;
import org.patrolledger.domain.submission.DetectedBy;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Engagement.PeopleEngaged;
import org.patrolledger.domain.submission.Incident;
import org.patrolledger.domain.submission.Incident.StopSearch;
import org.patrolledger.domain.submission.IncidentCategory;
import org.patrolledger.domain.submission.MeasuredBy;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.Role;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.Visibility;
import org.patrolledger.domain.submission.WeaponKind;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;

/// Reads engagements and incidents, by the contract's tables; the schemas under `events/` say the
/// same.
public final class SubmissionReader {
    /// How far a client's clock may be ahead of ours.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int MOST_OF_ANYTHING = 1_000_000_000;
    private static final int MOST_PEOPLE_ENGAGED = 1_000_000;
    private static final int MOST_STAFF = 10_000;
    private static final int MOST_ITEMS = 1_000_000;
    private static final int MOST_POWERS = 1_000_000;
    private static final int MOST_WEAPONS = 10_000;
    private static final int NOTE = 2_000;
    private static final int SHORT_NOTE = 500;
    private static final int REASON = 500;

    static final Map<String, Activity> ACTIVITIES = FieldReader.byCode(Activity.values());
    static final Map<String, Role> ROLES = FieldReader.byCode(Role.values());
    static final Map<String, CountMethod> METHODS = FieldReader.byCode(CountMethod.values());
    private static final Map<String, Visibility> VISIBILITIES =
            FieldReader.byCode(Visibility.values());
    private static final Map<String, MeasuredBy> MEASURED = FieldReader.byCode(MeasuredBy.values());
    static final Map<String, Audience> AUDIENCES = FieldReader.byCode(Audience.values());
    static final Map<String, Theme> THEMES = FieldReader.byCode(Theme.values());
    static final Map<String, ConcernCategory> CONCERNS =
            FieldReader.byCode(ConcernCategory.values());
    static final Map<String, IncidentCategory> CATEGORIES =
            FieldReader.byCode(IncidentCategory.values());
    private static final Map<String, DetectedBy> DETECTED = FieldReader.byCode(DetectedBy.values());
    static final Map<String, WeaponKind> WEAPONS = FieldReader.byCode(WeaponKind.values());
    static final Map<String, Power> POWERS = FieldReader.byCode(Power.values());

    private final FieldReader fields;
    private final Faults faults;
    private @Nullable SubmissionId id;
    private @Nullable OperationId operation;
    private @Nullable PlaceId place;
    private @Nullable OrganisationId organisation;
    private @Nullable Instant from;
    private @Nullable Instant to;

    private SubmissionReader(Map<?, ?> object, Faults faults) {
        this.fields = new FieldReader(object, "", faults);
        this.faults = faults;
    }

    /// What reading a document came to.
    public sealed interface Result {
        /// The document is valid.
        ///
        /// @param body its canonical form, without the reason
        /// @param reason why it revises another, where it was read as a revision
        record Valid(Submission submission, String body, Optional<String> reason)
                implements Result {}

        /// The document has faults.
        ///
        /// @param catalogue whether the catalogue is among what it does not agree with
        record Invalid(List<Fault> faults, boolean catalogue) implements Result {}
    }

    /// Reads a form as it was posted.
    ///
    /// @param document what [Json#parse(byte[])] made of the body
    public static Result read(
            Submission.Kind kind, @Nullable Object document, Instant now, Catalogue catalogue) {
        return read(kind, document, now, catalogue, Optional.empty());
    }

    /// Reads a form that revises submission `revises` and says why.
    public static Result readRevision(
            Submission.Kind kind,
            SubmissionId revises,
            @Nullable Object document,
            Instant now,
            Catalogue catalogue) {
        return read(kind, document, now, catalogue, Optional.of(revises));
    }

    /// Reads the reason for a withdrawal, which comes as a query parameter; empty, with the fault
    /// noted, where it is none.
    public static Optional<String> readReason(@Nullable String reason, Faults faults) {
        var query = reason == null ? Map.of() : Map.of("reason", reason);
        var read = reason(new FieldReader(query, "", faults));
        return faults.any() ? Optional.empty() : read;
    }

    private static Optional<String> reason(FieldReader fields) {
        return Optional.ofNullable(fields.text("reason", true, 1, REASON));
    }

    /// Decodes a body that was accepted before.
    ///
    /// @throws IllegalStateException if it is not what this program stores
    public static Submission stored(Submission.Kind kind, String body) {
        var ours = StoredForm.read(kind, body);
        if (ours != null) {
            return ours;
        }
        var submission = new SubmissionReader(Json.object(body), new Faults()).form(kind);
        if (submission == null) {
            throw new IllegalStateException("a stored submission cannot be read");
        }
        return submission;
    }

    private static Result read(
            Submission.Kind kind,
            @Nullable Object document,
            Instant now,
            Catalogue catalogue,
            Optional<SubmissionId> revises) {
        var faults = new Faults();
        if (!(document instanceof Map<?, ?> object)) {
            faults.add("", Rule.TYPE, "This must be an object.");
            return new Result.Invalid(faults.all(), false);
        }
        var reader = new SubmissionReader(object, faults);
        var submission = reader.form(kind);
        var reason = revises.flatMap(it -> reason(reader.fields));
        reader.fields.end();
        revises.ifPresent(reader::checkId);
        reader.checkTimes(kind, now);
        reader.checkCatalogue(catalogue);
        if (submission == null || faults.any()) {
            return new Result.Invalid(faults.all(), faults.anyOfCatalogue());
        }
        return new Result.Valid(submission, canonicalWithoutReason(object), reason);
    }

    private static String canonicalWithoutReason(Map<?, ?> object) {
        var form = new HashMap<Object, @Nullable Object>(object);
        form.remove("reason");
        return new String(Json.canonical(form), StandardCharsets.UTF_8);
    }

    /// The submission; null where a field it cannot do without is at fault.
    private @Nullable Submission form(Submission.Kind kind) {
        id = fields.submissionId("submissionId");
        operation = fields.slug("operation", OperationId::new);
        place = fields.slug("place", PlaceId::new);
        organisation = fields.slug("organisation", OrganisationId::new);
        return switch (kind) {
            case ENGAGEMENT -> engagement();
            case INCIDENT -> incident();
        };
    }

    private @Nullable Engagement engagement() {
        from = fields.time("startedAt");
        to = fields.time("endedAt");
        var activity = fields.choice("activity", true, ACTIVITIES);
        var staff = fields.counts("staff", true, ROLES, MOST_STAFF);
        var engaged = fields.object("peopleEngaged", true, SubmissionReader::peopleEngaged);
        fields.choice("visibility", false, VISIBILITIES);
        fields.flag("scheduled");
        fields.choice("measuredBy", false, MEASURED);
        long screened = fields.countOrZero("peopleScreened", MOST_OF_ANYTHING);
        long safeguarded = fields.countOrZero("peopleSafeguarded", MOST_OF_ANYTHING);
        long flashpoints = fields.countOrZero("flashpointsPrevented", MOST_OF_ANYTHING);
        long views = fields.countOrZero("onlineViews", MOST_OF_ANYTHING);
        var items = fields.countsByFreeSlug("itemsHandedOut", 20, MOST_ITEMS);
        var audiences = fields.choices("audiences", AUDIENCES);
        var themes = fields.choices("themes", THEMES);
        fields.distinct("partners", false, 20, FieldReader::freeSlug);
        var concerns = fields.objects("concerns", false, 20, SubmissionReader::concern);
        fields.text("note", false, 0, NOTE);
        var time = spell();
        boolean somebody = staff != null && staff.values().stream().anyMatch(count -> count > 0);
        if (staff != null && !somebody && !faults.anyWithin("/staff")) {
            fields.fault("staff", Rule.NOBODY, "At least one person must have been on duty.");
        }
        if (id == null
                || operation == null
                || place == null
                || organisation == null
                || time == null
                || activity == null
                || staff == null
                || !somebody
                || engaged == null) {
            return null;
        }
        return new Engagement(
                id,
                operation,
                place,
                organisation,
                time,
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
                concerns,
                Set.of());
    }

    /// The time of the engagement; null where it is none, which [#checkTimes] tells of.
    private @Nullable Interval spell() {
        return from == null || to == null || !from.isBefore(to) || tooLong(from, to)
                ? null
                : new Interval(from, to);
    }

    private static boolean tooLong(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(Engagement.LONGEST) > 0;
    }

    private static @Nullable PeopleEngaged peopleEngaged(FieldReader fields) {
        var count = fields.count("count", true, 0, MOST_PEOPLE_ENGAGED);
        var method = fields.choice("method", true, METHODS);
        return count == null || method == null
                ? null
                : new PeopleEngaged(Math.toIntExact(count), method);
    }

    private static @Nullable ConcernCategory concern(FieldReader fields) {
        var category = fields.choice("category", true, CONCERNS);
        fields.text("note", false, 0, SHORT_NOTE);
        return category;
    }

    private @Nullable Incident incident() {
        from = fields.time("occurredAt");
        var category = fields.choice("category", true, CATEGORIES);
        fields.choice("detectedBy", false, DETECTED);
        long arrests = fields.countOrZero("arrests", MOST_OF_ANYTHING);
        long safeguarded = fields.countOrZero("peopleSafeguarded", MOST_OF_ANYTHING);
        long flashpoints = fields.countOrZero("flashpointsPrevented", MOST_OF_ANYTHING);
        var searches = fields.objects("stopSearches", false, 50, SubmissionReader::stopSearch);
        var weapons = new EnumMap<WeaponKind, Integer>(WeaponKind.class);
        fields.objects(
                "weaponsSeized",
                false,
                20,
                weapon -> {
                    var kind = weapon.choice("kind", true, WEAPONS);
                    var count = weapon.count("count", true, 1, MOST_WEAPONS);
                    return kind == null || count == null
                            ? null
                            : weapons.merge(kind, Math.toIntExact(count), Math::addExact);
                });
        var powers = fields.counts("powersUsed", false, POWERS, MOST_POWERS);
        fields.text("note", false, 0, NOTE);
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
                Optional.of(category),
                arrests,
                safeguarded,
                flashpoints,
                searches,
                weapons,
                powers == null ? Map.of() : powers,
                Set.of());
    }

    private static @Nullable StopSearch stopSearch(FieldReader fields) {
        fields.listed("type", true, StopSearchValues.TYPE);
        var legislation = fields.listed("legislation", true, StopSearchValues.LEGISLATION);
        var object = fields.listed("objectOfSearch", true, StopSearchValues.OBJECT_OF_SEARCH);
        var outcome = fields.listed("outcome", true, StopSearchValues.OUTCOME);
        var gender = fields.listed("gender", false, StopSearchValues.GENDER);
        var age = fields.listed("ageRange", false, StopSearchValues.AGE_RANGE);
        var self =
                fields.listed(
                        "selfDefinedEthnicity", false, StopSearchValues.SELF_DEFINED_ETHNICITY);
        var officer =
                fields.listed(
                        "officerDefinedEthnicity",
                        false,
                        StopSearchValues.OFFICER_DEFINED_ETHNICITY);
        var linked = fields.flag("outcomeLinkedToObject");
        fields.flag("removalOfMoreThanOuterClothing");
        return new StopSearch(
                Optional.ofNullable(legislation),
                Optional.ofNullable(object),
                Optional.ofNullable(outcome),
                Optional.ofNullable(gender),
                Optional.ofNullable(age),
                Optional.ofNullable(self),
                Optional.ofNullable(officer),
                Optional.ofNullable(linked));
    }

    private void checkId(SubmissionId revises) {
        if (id != null && !id.equals(revises)) {
            fields.fault("submissionId", Rule.VALUE, "This must be the submission of the address.");
        }
    }

    private void checkTimes(Submission.Kind kind, Instant now) {
        var ahead = now.plus(AHEAD);
        if (kind == Submission.Kind.INCIDENT) {
            checkNotAhead("occurredAt", from, ahead);
            return;
        }
        if (from != null && to != null && !from.isBefore(to)) {
            fields.fault("endedAt", Rule.ORDER, "The end must be after the start.");
        } else if (from != null && to != null && tooLong(from, to)) {
            fields.fault(
                    "endedAt", Rule.DURATION, "The end must be at most 24 hours after the start.");
        }
        checkNotAhead("endedAt", to, ahead);
    }

    private void checkNotAhead(String field, @Nullable Instant moment, Instant ahead) {
        if (moment != null && moment.isAfter(ahead)) {
            fields.fault(field, Rule.FUTURE, "This must not be more than 5 minutes in the future.");
        }
    }

    private void checkCatalogue(Catalogue catalogue) {
        if (organisation != null && catalogue.organisation(organisation).isEmpty()) {
            fields.fault(
                    "organisation", Rule.CATALOGUE, "This organisation is not in the catalogue.");
        }
        if (operation == null) {
            return;
        }
        var day = from == null ? null : OperationalDay.of(from);
        var listed = catalogue.operation(operation);
        if (listed.isEmpty() || (day != null && !listed.get().activeOn(day))) {
            fields.fault(
                    "operation",
                    Rule.CATALOGUE,
                    "This operation is not in the catalogue, or not active on that day.");
        }
        if (listed.isPresent() && place != null) {
            var there = listed.get().place(place);
            if (there.isEmpty() || (day != null && !there.get().validity().includes(day))) {
                fields.fault(
                        "place",
                        Rule.CATALOGUE,
                        "This place is not in the catalogue, or not valid on that day.");
            }
        }
    }
}
