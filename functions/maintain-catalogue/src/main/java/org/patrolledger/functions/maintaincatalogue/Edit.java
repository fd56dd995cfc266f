package org.patrolledger.functions.maintaincatalogue;

import java.util.List;
import org.patrolledger.contract.Fault;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;

/// A change that a caller asks for, to be checked against the catalogue as often as that changes
/// meanwhile.
interface Edit {
    /// Checks it against `catalogue`.
    Verdict check(Catalogue catalogue);

    /// What a check came to.
    sealed interface Verdict {
        /// The change may be made.
        record Good(Change change) implements Verdict {}
    }

    /// Why a change may not be made.
    sealed interface Refusal extends Verdict, Maintenance.Outcome {
        /// The caller's organisation may not make it.
        record Foreign() implements Refusal {}

        /// Another revision is stored than the one to be replaced.
        ///
        /// @param current the stored revision, 0 where there is none
        record Stale(int current) implements Refusal {}

        record Invalid(List<Fault> faults) implements Refusal {}
    }
}
