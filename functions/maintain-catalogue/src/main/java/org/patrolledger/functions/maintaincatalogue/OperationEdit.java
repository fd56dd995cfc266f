package org.patrolledger.functions.maintaincatalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;

/// Creates or replaces an operation, without taking away a place or a day that submissions used:
/// their figures would be left out of every summary to come.
///
/// @param document the operation as the caller sent it
/// @param expected whether a revision may be the stored one, 0 standing for none
/// @param caller the organisation that asks, which the operation names before and after
/// @param usage what submissions used
record OperationEdit(
        OperationId id,
        @Nullable Object document,
        IntPredicate expected,
        OrganisationId caller,
        Usage usage)
        implements Edit {

    @Override
    public Verdict check(Catalogue catalogue) {
        var stored = catalogue.operation(id);
        if (stored.isPresent() && !stored.get().organisations().contains(caller)) {
            return new Refusal.Foreign();
        }
        int revision = stored.map(Operation::revision).orElse(0);
        if (!expected.test(revision)) {
            return new Refusal.Stale(revision);
        }
        return switch (CatalogueDocument.read(id, revision + 1, document)) {
            case CatalogueDocument.Result.Invalid(List<Fault> faults) ->
                    new Refusal.Invalid(faults);
            case CatalogueDocument.Result.Valid(Operation operation) ->
                    check(catalogue, stored, operation);
        };
    }

    private Verdict check(Catalogue catalogue, Optional<Operation> stored, Operation operation) {
        if (!operation.organisations().contains(caller)) {
            return new Refusal.Foreign();
        }
        var faults = taken(catalogue, operation);
        stored.ifPresent(before -> faults.addAll(usage.lost(before, operation)));
        return faults.isEmpty()
                ? new Verdict.Good(new Change.OfOperation(operation))
                : new Refusal.Invalid(faults);
    }

    /// The places that the catalogue has under another name or in another district.
    private static List<Fault> taken(Catalogue catalogue, Operation operation) {
        var faults = new ArrayList<Fault>();
        var places = operation.places();
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            if (catalogue.place(place.id()).filter(known -> !known.isOf(place)).isPresent()) {
                faults.add(
                        new Fault(
                                "/places/" + i + "/id",
                                Rule.PLACE_TAKEN,
                                "The catalogue has this place under another name or in another district; PUT /catalogue/places/{id} renames it."));
            }
        }
        return faults;
    }
}
