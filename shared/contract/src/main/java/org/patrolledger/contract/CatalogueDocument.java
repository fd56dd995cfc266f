package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Funding;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.time.OperationalDay;

/// Operations and the whole catalogue as documents.
public final class CatalogueDocument {
    private CatalogueDocument() {}

    /// What reading an operation came to.
    public sealed interface Result {
        record Valid(Operation operation) implements Result {}

        record Invalid(List<Fault> faults) implements Result {}
    }

    /// The catalogue as `GET /catalogue` answers it.
    public static Map<String, @Nullable Object> write(Catalogue catalogue) {
        return write(catalogue.organisations(), catalogue.places(), catalogue.operations());
    }

    /// Parts of a catalogue in the form of the whole.
    public static Map<String, @Nullable Object> write(
            List<Organisation> organisations, List<PlaceName> places, List<Operation> operations) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("organisations", organisations.stream().map(CatalogueDocument::write).toList());
        map.put("places", places.stream().map(CatalogueDocument::write).toList());
        map.put("operations", operations.stream().map(CatalogueDocument::write).toList());
        return map;
    }

    /// The catalogue as archives hold it: the canonical form (RFC 8785) of [#write(Catalogue)]
    /// without the points of places, over which its digest is.
    public static byte[] canonical(Catalogue catalogue) {
        var operations = catalogue.operations().stream().map(Operation::published).toList();
        return Json.canonical(write(catalogue.organisations(), catalogue.places(), operations));
    }

    /// One organisation of it.
    public static Map<String, @Nullable Object> write(Organisation organisation) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("id", organisation.id().value());
        map.put("name", organisation.name());
        map.put("revision", organisation.revision());
        return map;
    }

    /// One place of it.
    public static Map<String, @Nullable Object> write(PlaceName place) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("id", place.id().value());
        map.put("name", place.name());
        map.put("district", place.district());
        map.put("revision", place.revision());
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
        if (!operation.priorities().isEmpty()) {
            map.put(
                    "priorities",
                    operation.priorities().stream()
                            .map(it -> Map.of("id", it.id().value(), "name", it.name()))
                            .toList());
        }
        if (!operation.funding().isEmpty()) {
            map.put("funding", operation.funding().stream().map(CatalogueDocument::write).toList());
        }
        return map;
    }

    private static Map<String, @Nullable Object> write(Place place) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("id", place.id().value());
        map.put("name", place.name());
        map.put("district", place.district());
        map.put("validFrom", place.validity().from().toString());
        map.put("validUntil", text(place.validity().until()));
        place.point().ifPresent(point -> map.put("point", point.text()));
        return map;
    }

    private static Map<String, @Nullable Object> write(Funding funding) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("fund", funding.fund());
        map.put("amount", funding.amount());
        map.put("currency", funding.currency());
        map.put("from", funding.from().toString());
        map.put("until", text(funding.until()));
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
        var values = new FormReader(faults).values(OperationForm.FORM, document);
        if (document instanceof Map<?, ?>) {
            checkId(id, values, faults);
        }
        return faults.any()
                ? new Result.Invalid(faults.all())
                : new Result.Valid(OperationForm.FORM.make(values).as(id, revision));
    }

    private static void checkId(OperationId id, Form.Values values, Faults faults) {
        if (values.find(OperationForm.ID).filter(named -> !named.equals(id)).isPresent()) {
            faults.add("/id", Rule.VALUE, "This must be the operation of the address.");
        }
        if (id.equals(OperationId.ALL)) {
            faults.add("/id", Rule.VALUE, "The summary over every operation has this name.");
        }
    }
}
