package org.patrolledger.functions.maintaincatalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.OrganisationForm;
import org.patrolledger.contract.PlaceForm;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;

/// Names a place or an organisation.
sealed interface NameEdit extends Edit {
    /// Names a place. Only an organisation of an operation that uses the place may, or any where
    /// none does.
    ///
    /// @param document what the caller sent
    /// @param expected whether a revision may be the stored one, 0 standing for none
    record OfPlace(
            PlaceId id, @Nullable Object document, IntPredicate expected, OrganisationId caller)
            implements NameEdit {
        @Override
        public Verdict check(Catalogue catalogue) {
            var users = catalogue.using(id);
            if (!users.isEmpty() && users.stream().noneMatch(this::isOfCaller)) {
                return new Refusal.Foreign();
            }
            int revision = catalogue.place(id).map(PlaceName::revision).orElse(0);
            if (!expected.test(revision)) {
                return new Refusal.Stale(revision);
            }
            return verdict(
                    PlaceForm.FORM,
                    document,
                    it -> it.id().filter(named -> !named.equals(id)),
                    it ->
                            new Change.OfPlace(
                                    new PlaceName(id, it.name(), it.district(), revision + 1)));
        }

        private boolean isOfCaller(Operation operation) {
            return operation.organisations().contains(caller);
        }
    }

    /// Names an organisation, which it does itself.
    ///
    /// @param document what the caller sent
    /// @param expected whether a revision may be the stored one, 0 standing for none
    record OfOrganisation(
            OrganisationId id,
            @Nullable Object document,
            IntPredicate expected,
            OrganisationId caller)
            implements NameEdit {
        @Override
        public Verdict check(Catalogue catalogue) {
            if (!id.equals(caller)) {
                return new Refusal.Foreign();
            }
            int revision = catalogue.organisation(id).map(Organisation::revision).orElse(0);
            if (!expected.test(revision)) {
                return new Refusal.Stale(revision);
            }
            return verdict(
                    OrganisationForm.FORM,
                    document,
                    it -> it.id().filter(named -> !named.equals(id)),
                    it -> new Change.OfOrganisation(new Organisation(id, it.name(), revision + 1)));
        }
    }

    /// @param another the id of the document where it is not that of the address
    private static <T> Edit.Verdict verdict(
            Form<T> form,
            @Nullable Object document,
            Function<T, Optional<?>> another,
            Function<T, Change> change) {
        var faults = new Faults();
        var read = FormReader.read(form, document, faults);
        if (read.isEmpty()) {
            return new Refusal.Invalid(faults.all());
        }
        return another.apply(read.get()).isPresent()
                ? new Refusal.Invalid(
                        List.of(
                                new Fault(
                                        "/id",
                                        Rule.VALUE,
                                        "This must be the identifier of the address.")))
                : new Verdict.Good(change.apply(read.get()));
    }
}
