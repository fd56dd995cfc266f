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
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.time.OperationalDay;

/// An operation with its places and shifts: every field once.
public final class OperationForm {
    /// They and the operation are written in one transaction of DynamoDB, which takes 100 items.
    private static final int MOST_ORGANISATIONS = 98;

    private static final Type<String> NAMED = new Type.Text(1, 200);
    private static final String NAME_SAYS = "What people call it, 1 to 200 characters.";
    private static final String FIRST_DAY = "The first operational day.";

    static final Field<OperationId> ID =
            optional(
                    "id",
                    new Type.Slug<>(OperationId::new, false),
                    "That of the address; a body of PUT may leave it out.");

    private static final Field<String> NAME = required("name", NAMED, NAME_SAYS);

    private static final Field<Long> REVISION =
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

    private static final Field<String> PLACE_NAME = required("name", NAMED, NAME_SAYS);

    private static final Field<String> DISTRICT =
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

    private static final Form<Place> PLACE =
            Form.of(
                            "Place",
                            "A hotspot, zone, town centre or venue.",
                            List.of(PLACE_ID, PLACE_NAME, DISTRICT, VALID_FROM, VALID_UNTIL),
                            it ->
                                    new Place(
                                            it.get(PLACE_ID),
                                            it.get(PLACE_NAME),
                                            it.get(DISTRICT),
                                            new Validity(it.get(VALID_FROM), it.get(VALID_UNTIL))))
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
                                    SHIFTS),
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
                                                    it.get(SHIFTS)))
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
        var ids = new HashSet<String>();
        var places = entries(findings, PLACES);
        for (int i = 0; i < places.size(); i++) {
            if (slug(places.get(i), PLACE_ID) instanceof String id && !ids.add(id)) {
                findings.fault(
                        "/places/" + i + "/id", Rule.UNIQUE, "This repeats an earlier entry.");
            }
        }
        var shifts = entries(findings, SHIFTS);
        for (int i = 0; i < shifts.size(); i++) {
            if (slug(shifts.get(i), SHIFT_PLACE) instanceof String place && !ids.contains(place)) {
                findings.fault(
                        "/shifts/" + i + "/place",
                        Rule.CATALOGUE,
                        "This is not a place of the operation.");
            }
        }
    }

    private static List<?> entries(Form.Findings findings, Field<?> list) {
        return findings.document().get(list.name()) instanceof List<?> entries
                ? entries
                : List.of();
    }

    private static @Nullable String slug(@Nullable Object entry, Field<?> field) {
        return entry instanceof Map<?, ?> object
                        && object.get(field.name()) instanceof String text
                        && Slug.matches(text)
                ? text
                : null;
    }
}
