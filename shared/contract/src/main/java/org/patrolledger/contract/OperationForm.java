package org.patrolledger.contract;

import static org.patrolledger.contract.Field.optional;
import static org.patrolledger.contract.Field.required;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.catalogue.Funding;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Point;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.time.OperationalDay;

/// An operation with its places and shifts: every field once.
public final class OperationForm {
    /// They, the operation, its revision and the catalogue's version are written in one transaction
    /// of DynamoDB, which takes 100 items.
    private static final int MOST_ORGANISATIONS = 97;

    static final String NAME_SAYS = "What people call it, 1 to 120 characters.";
    private static final String FIRST_DAY = "The first operational day.";

    static final Field<OperationId> ID =
            optional(
                    "id",
                    new Type.Slug<>(OperationId::new, false),
                    "That of the address; a body of PUT may leave it out.");

    private static final Field<String> NAME = required("name", new Type.Name(), NAME_SAYS);

    static final Field<Long> REVISION =
            optional(
                    "revision",
                    new Type.Count(1, 1_000_000_000),
                    "Counts replacements; a body of PUT may leave it out, and it is not read there: If-Match says which revision is replaced.");

    private static final Field<OperationalDay> ACTIVE_FROM =
            required("activeFrom", new Type.Day(), FIRST_DAY);

    private static final Field<Optional<OperationalDay>> ACTIVE_UNTIL =
            optional(
                    "activeUntil",
                    new Type.OrNull<>(new Type.Day()),
                    Optional.empty(),
                    "The last operational day, itself included; null or left out is open. Not before activeFrom (rule order).");

    private static final Field<List<OrganisationId>> ORGANISATIONS =
            required(
                    "organisations",
                    new Type.Slug<>(OrganisationId::new, false).set(MOST_ORGANISATIONS),
                    "Who takes part, each at most once; those the catalogue does not know are added to it.");

    private static final Field<PlaceId> PLACE_ID =
            required("id", new Type.Slug<>(PlaceId::new, false), "Unlike any other place's.");

    private static final Field<String> PLACE_NAME = required("name", new Type.Name(), NAME_SAYS);

    static final Field<String> DISTRICT =
            required(
                    "district",
                    new Type.Code(
                            "^[A-Z][0-9]{8}$",
                            "This must be a GSS code, a letter and eight digits.", "E07000071"),
                    "ONS GSS code of the local authority, for example E07000071 (Colchester).");

    private static final Field<OperationalDay> VALID_FROM =
            required("validFrom", new Type.Day(), FIRST_DAY);

    private static final Field<Optional<OperationalDay>> VALID_UNTIL =
            optional(
                    "validUntil",
                    new Type.OrNull<>(new Type.Day()),
                    Optional.empty(),
                    "The last operational day, itself included; null or left out is open. Not before validFrom (rule order).");

    private static final Field<String> POINT =
            optional(
                    "point",
                    new Type.Code(
                            Point.PATTERN,
                            "This must be a latitude and a longitude in degrees, such as 51.5372,0.7143.",
                            "51.5372,0.7143"),
                    "Where it is, latitude and longitude in degrees of WGS 84, by which the report form suggests the nearest places; for staff, and in no publication.");

    private static final Form<Place> PLACE =
            Form.of(
                            "Place",
                            "A hotspot, zone, town centre or venue.",
                            List.of(PLACE_ID, PLACE_NAME, DISTRICT, VALID_FROM, VALID_UNTIL, POINT),
                            it ->
                                    new Place(
                                            it.get(PLACE_ID),
                                            it.get(PLACE_NAME),
                                            it.get(DISTRICT),
                                            new Validity(it.get(VALID_FROM), it.get(VALID_UNTIL)),
                                            it.find(POINT).map(Point::new)))
                    .checked(findings -> checkDays(findings, VALID_FROM, VALID_UNTIL));

    private static final Field<List<Place>> PLACES =
            required(
                    "places",
                    new Type.Nested<>(PLACE).list(1_000),
                    "The places, at most 1,000, each id once (rule unique). A place that submissions used is ended, not removed.");

    private static final Field<PlaceId> SHIFT_PLACE =
            required(
                    "place",
                    new Type.Slug<>(PlaceId::new, false),
                    "One of the places of the operation.");

    private static final Field<List<DayOfWeek>> DAYS =
            required(
                    "days",
                    new Type.ListOf<>(new Type.Choice<>(days()), 1, Integer.MAX_VALUE, true),
                    "On which operational days.");

    private static final Field<LocalTime> FROM =
            required(
                    "from",
                    new Type.Clock(),
                    "An hour before 06:00 is that of the following morning.");

    private static final Field<LocalTime> TO =
            required("to", new Type.Clock(), "Not after from: it ends on the next calendar day.");

    private static final Field<List<Shift>> SHIFTS =
            optional(
                    "shifts",
                    new Type.Nested<>(
                                    Form.of(
                                            "Shift",
                                            "Hours on an operational day in which somebody is expected at the place.",
                                            List.of(SHIFT_PLACE, DAYS, FROM, TO),
                                            it ->
                                                    new Shift(
                                                            it.get(SHIFT_PLACE),
                                                            Set.copyOf(it.get(DAYS)),
                                                            it.get(FROM),
                                                            it.get(TO))))
                            .list(2_000),
                    List.of(),
                    "What is expected, at most 2,000 shifts.");

    private static final Field<PriorityId> PRIORITY_ID =
            required("id", new Type.Slug<>(PriorityId::new, false), "What submissions name it by.");

    private static final Field<String> PRIORITY_NAME = required("name", new Type.Name(), NAME_SAYS);

    private static final Field<List<Priority>> PRIORITIES =
            optional(
                    "priorities",
                    new Type.Nested<>(
                                    Form.of(
                                            "Priority",
                                            "What the operation set out to reduce.",
                                            List.of(PRIORITY_ID, PRIORITY_NAME),
                                            it ->
                                                    new Priority(
                                                            it.get(PRIORITY_ID),
                                                            it.get(PRIORITY_NAME))))
                            .list(Operation.MOST_PRIORITIES),
                    List.of(),
                    "What it set out to reduce, at most 10, each id once (rule unique).");

    private static final Field<String> FUND =
            required("fund", new Type.Name(), "The fund's name, 1 to 120 characters.");

    private static final Field<Long> AMOUNT =
            required("amount", SubmissionFields.COUNT, "In whole units of the currency.");

    private static final Field<String> CURRENCY =
            required(
                    "currency",
                    new Type.Code(
                            "^[A-Z]{3}$", "This must be a currency, three capital letters.", "GBP"),
                    "An ISO 4217 code, for example GBP.");

    private static final Field<OperationalDay> FUNDED_FROM =
            required("from", new Type.Day(), "The first day it is for.");

    private static final Field<Optional<OperationalDay>> FUNDED_UNTIL =
            optional(
                    "until",
                    new Type.OrNull<>(new Type.Day()),
                    Optional.empty(),
                    "The last day it is for, itself included; null or left out is open. Not before from (rule order).");

    private static final Field<List<Funding>> FUNDING =
            optional(
                    "funding",
                    new Type.Nested<>(
                                    Form.<Funding>of(
                                                    "Funding",
                                                    "Money that the operation was given for a time.",
                                                    List.of(
                                                            FUND,
                                                            AMOUNT,
                                                            CURRENCY,
                                                            FUNDED_FROM,
                                                            FUNDED_UNTIL),
                                                    it ->
                                                            new Funding(
                                                                    it.get(FUND),
                                                                    it.get(AMOUNT),
                                                                    it.get(CURRENCY),
                                                                    it.get(FUNDED_FROM),
                                                                    it.get(FUNDED_UNTIL)))
                                            .checked(findings ->
                                                    checkDays(findings, FUNDED_FROM, FUNDED_UNTIL)))
                            .list(Operation.MOST_FUNDING),
                    List.of(),
                    "What it was given, at most 20.");

    /// What the address of a body and the revision it becomes make an operation.
    interface Numbered {
        Operation as(OperationId id, int revision);
    }

    public static final Form<Numbered> FORM =
            Form.<Numbered>of(
                            "Operation to create or replace",
                            "Body of PUT /catalogue/operations/{id}. Dates are operational days.",
                            List.of(
                                    ID,
                                    NAME,
                                    REVISION,
                                    ACTIVE_FROM,
                                    ACTIVE_UNTIL,
                                    ORGANISATIONS,
                                    PLACES,
                                    SHIFTS,
                                    PRIORITIES,
                                    FUNDING),
                            it ->
                                    (id, revision) ->
                                            new Operation(
                                                    id,
                                                    it.get(NAME),
                                                    revision,
                                                    new Validity(
                                                            it.get(ACTIVE_FROM),
                                                            it.get(ACTIVE_UNTIL)),
                                                    it.get(ORGANISATIONS),
                                                    it.get(PLACES),
                                                    it.get(SHIFTS),
                                                    it.get(PRIORITIES),
                                                    it.get(FUNDING)))
                    .checked(findings -> checkDays(findings, ACTIVE_FROM, ACTIVE_UNTIL))
                    .checked(OperationForm::checkPlaces);

    private OperationForm() {}

    /// Days of the week by the three letters that documents have for them.
    static Map<String, DayOfWeek> days() {
        var days = new LinkedHashMap<String, DayOfWeek>();
        for (var day : DayOfWeek.values()) {
            days.put(day.name().substring(0, 3), day);
        }
        return days;
    }

    private static void checkDays(
            Form.Findings findings,
            Field<OperationalDay> from,
            Field<Optional<OperationalDay>> until) {
        var first = findings.values().find(from);
        var last = findings.values().find(until).flatMap(it -> it);
        if (first.isPresent() && last.isPresent() && last.get().compareTo(first.get()) < 0) {
            findings.fault(until, Rule.ORDER, "The last day must not be before the first.");
        }
    }

    /// Looks at the document itself, so that a place with another fault counts as one.
    private static void checkPlaces(Form.Findings findings) {
        checkDistinct(findings, PRIORITIES, PRIORITY_ID);
        var ids = checkDistinct(findings, PLACES, PLACE_ID);
        if (tooMany(findings, PLACES)) {
            return; // which are then not read
        }
        var shifts = entries(findings, SHIFTS);
        for (int i = 0; i < shifts.size(); i++) {
            var place = slug(shifts.get(i), SHIFT_PLACE);
            if (place != null && !ids.contains(place)) {
                findings.fault(
                        "/shifts/" + i + "/place",
                        Rule.CATALOGUE,
                        "This is not a place of the operation.");
            }
        }
    }

    /// The identifiers in a list of objects, each of which it may name once.
    private static Set<String> checkDistinct(
            Form.Findings findings, Field<?> list, Field<?> identifier) {
        var ids = new HashSet<String>();
        var entries = entries(findings, list);
        for (int i = 0; i < entries.size(); i++) {
            var id = slug(entries.get(i), identifier);
            if (id != null && !ids.add(id)) {
                findings.fault(
                        "/" + list.name() + "/" + i + "/" + identifier.name(),
                        Rule.UNIQUE,
                        "This repeats an earlier entry.");
            }
        }
        return ids;
    }

    private static List<?> entries(Form.Findings findings, Field<?> list) {
        return findings.document().get(list.name()) instanceof List<?> entries
                        && !tooMany(findings, list)
                ? entries
                : List.of();
    }

    private static boolean tooMany(Form.Findings findings, Field<?> list) {
        return findings.document().get(list.name()) instanceof List<?> entries
                && list.type() instanceof Type.ListOf<?> type
                && entries.size() > type.max();
    }

    private static @Nullable String slug(@Nullable Object entry, Field<?> field) {
        return entry instanceof Map<?, ?> object
                        && object.get(field.name()) instanceof String text
                        && Slug.matches(text)
                ? text
                : null;
    }
}
