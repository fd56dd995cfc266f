package org.patrolledger.functions.maintaincatalogue;

import java.util.function.IntFunction;
import java.util.function.IntPredicate;
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
    /// @param named the place as a revision number makes it
    /// @param expected whether a revision may be the stored one, 0 standing for none
    record OfPlace(
            PlaceId id, IntFunction<PlaceName> named, IntPredicate expected, OrganisationId caller)
            implements NameEdit {
        @Override
        public Verdict check(Catalogue catalogue) {
            var users = catalogue.using(id);
            if (!users.isEmpty() && users.stream().noneMatch(this::isOfCaller)) {
                return new Verdict.Foreign();
            }
            int revision = catalogue.place(id).map(PlaceName::revision).orElse(0);
            return expected.test(revision)
                    ? new Verdict.Good(new Change.OfPlace(named.apply(revision + 1)))
                    : new Verdict.Stale(revision);
        }

        private boolean isOfCaller(Operation operation) {
            return operation.organisations().contains(caller);
        }
    }

    /// Names an organisation, which it does itself.
    ///
    /// @param named the organisation as a revision number makes it
    /// @param expected whether a revision may be the stored one, 0 standing for none
    record OfOrganisation(
            OrganisationId id,
            IntFunction<Organisation> named,
            IntPredicate expected,
            OrganisationId caller)
            implements NameEdit {
        @Override
        public Verdict check(Catalogue catalogue) {
            if (!id.equals(caller)) {
                return new Verdict.Foreign();
            }
            int revision = catalogue.organisation(id).map(Organisation::revision).orElse(0);
            return expected.test(revision)
                    ? new Verdict.Good(new Change.OfOrganisation(named.apply(revision + 1)))
                    : new Verdict.Stale(revision);
        }
    }
}
