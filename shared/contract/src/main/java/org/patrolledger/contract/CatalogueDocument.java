package org.patrolledger.contract;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;

/// Operations and the whole catalogue as documents.
public final class CatalogueDocument {
    private static final int NAME = 200;

    /// They and the operation are written in one transaction of DynamoDB, which takes 100 items.
    private static final int MOST_ORGANISATIONS = 98;

    private static final int MOST_PLACES = 1_000;
    private static final int MOST_SHIFTS = 2_000;

    private static final Map<String, DayOfWeek> DAYS =
            Stream.of(DayOfWeek.values())
                    .collect(
                            LinkedHashMap::new,
                            (map, day) -> map.put(day.name().substring(0, 3), day),
                            Map::putAll);

    private CatalogueDocument() {}

    /// What reading an operation came to.
    public sealed interface Result {
        record Valid(Operation operation) implements Result {}

        record Invalid(List<Fault> faults) implements Result {}
    }

    /// The catalogue as `GET /catalogue` answers it.
    public static Map<String, @Nullable Object> write(Catalogue catalogue) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put(
                "organisations",
                catalogue.organisations().stream()
                        .map(it -> Map.of("id", it.id().value(), "name", it.name()))
                        .toList());
        map.put(
                "operations",
                catalogue.operations().stream().map(CatalogueDocument::write).toList());
        return map;
    }

    /// One operation of it.
    public static Map<String, @Nullable Object> write(Operation operation) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("id", operation.id().value());
        map.put("name", operation.name());
        map.put("revision", operation.revision());
        map.put("activeFrom", operation.active().from().toString());
        map.put("activeUntil", text(operation.active().until()));
        map.put(
                "organisations",
                operation.organisations().stream().map(OrganisationId::value).toList());
        map.put("places", operation.places().stream().map(CatalogueDocument::write).toList());
        map.put("shifts", operation.shifts().stream().map(CatalogueDocument::write).toList());
        return map;
    }

    private static Map<String, @Nullable Object> write(Place place) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("id", place.id().value());
        map.put("name", place.name());
        map.put("district", place.district());
        map.put("validFrom", place.validity().from().toString());
        map.put("validUntil", text(place.validity().until()));
        return map;
    }

    private static Map<String, @Nullable Object> write(Shift shift) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("place", shift.place().value());
        map.put(
                "days",
                shift.days().stream().sorted().map(day -> day.name().substring(0, 3)).toList());
        map.put("from", shift.from().toString());
        map.put("to", shift.to().toString());
        return map;
    }

    private static @Nullable String text(Optional<OperationalDay> day) {
        return day.map(OperationalDay::toString).orElse(null);
    }

    /// Reads the operation `id` as revision `revision`. The document's own `revision` is not read:
    /// the request's precondition says which one is replaced.
    public static Result read(OperationId id, int revision, @Nullable Object document) {
        var faults = new Faults();
        if (!(document instanceof Map<?, ?> object)) {
            faults.add("", Rule.TYPE, "This must be an object.");
            return new Result.Invalid(faults.all());
        }
        var fields = new FieldReader(object, "", faults);
        if (fields.has("id")) {
            var named = fields.slug("id", OperationId::new);
            if (named != null && !named.equals(id)) {
                fields.fault("id", Rule.VALUE, "This must be the operation of the address.");
            }
        }
        if (id.equals(OperationId.ALL)) {
            fields.fault("id", Rule.VALUE, "The summary over every operation has this name.");
        }
        var name = fields.text("name", true, 1, NAME);
        fields.count("revision", false, 1, 1_000_000_000);
        var active = validity(fields, "activeFrom", "activeUntil");
        var organisations =
                fields.distinct(
                        "organisations",
                        true,
                        MOST_ORGANISATIONS,
                        (reader, index) -> reader.slug(index, OrganisationId::new));
        var ids = new HashSet<PlaceId>();
        var places = fields.objects("places", true, MOST_PLACES, reader -> place(reader, ids));
        var shifts = fields.objects("shifts", false, MOST_SHIFTS, reader -> shift(reader, ids));
        fields.end();
        if (faults.any() || name == null || active == null) {
            return new Result.Invalid(faults.all());
        }
        return new Result.Valid(
                new Operation(id, name, revision, active, organisations, places, shifts));
    }

    private static @Nullable Place place(FieldReader fields, Set<PlaceId> ids) {
        var id = fields.slug("id", PlaceId::new);
        if (id != null && !ids.add(id)) {
            fields.fault("id", Rule.UNIQUE, "This repeats an earlier entry.");
        }
        var name = fields.text("name", true, 1, NAME);
        var district = fields.string("district", true);
        if (district != null && !district.matches("[A-Z][0-9]{8}")) {
            fields.fault(
                    "district", Rule.FORMAT, "This must be a GSS code, a letter and eight digits.");
        }
        var validity = validity(fields, "validFrom", "validUntil");
        return id == null || name == null || district == null || validity == null
                ? null
                : new Place(id, name, district, validity);
    }

    private static @Nullable Validity validity(FieldReader fields, String from, String until) {
        var first =
                fields.parsed(
                        from, true, CatalogueDocument::day, "This must be a date, year-month-day.");
        var last =
                fields.isNull(until)
                        ? null
                        : fields.parsed(
                                until,
                                false,
                                CatalogueDocument::day,
                                "This must be a date, year-month-day.");
        if (first == null) {
            return null;
        }
        if (last != null && last.compareTo(first) < 0) {
            fields.fault(until, Rule.ORDER, "The last day must not be before the first.");
            return null;
        }
        return new Validity(first, Optional.ofNullable(last));
    }

    private static @Nullable OperationalDay day(String text) {
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? OperationalDay.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Shift shift(FieldReader fields, Set<PlaceId> places) {
        var place = fields.slug("place", PlaceId::new);
        if (place != null && !places.contains(place)) {
            fields.fault("place", Rule.CATALOGUE, "This is not a place of the operation.");
        }
        var days =
                fields.distinct(
                        "days",
                        true,
                        Integer.MAX_VALUE,
                        (reader, index) -> {
                            var day = reader.listed(index, true, DAYS.keySet());
                            return day == null ? null : DAYS.get(day);
                        });
        if (days.isEmpty() && fields.isEmptyList("days")) {
            fields.fault("days", Rule.MIN_ITEMS, "This must not be empty.");
        }
        var from = clock(fields, "from");
        var to = clock(fields, "to");
        return place == null || days.isEmpty() || from == null || to == null
                ? null
                : new Shift(place, Set.copyOf(days), from, to);
    }

    private static @Nullable LocalTime clock(FieldReader fields, String field) {
        return fields.parsed(
                field,
                true,
                text ->
                        text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")
                                ? LocalTime.parse(text)
                                : null,
                "This must be a time of day, 00:00 to 23:59.");
    }
}
