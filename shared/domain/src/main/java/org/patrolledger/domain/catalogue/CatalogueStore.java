package org.patrolledger.domain.catalogue;

import java.util.Optional;

/// Keeps the catalogue.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface CatalogueStore {
    /// The whole catalogue, read consistently.
    Catalogue load();

    /// Names what the catalogue says. Asked for before a [#load], it names what is loaded or what
    /// came before it: as long as the same version is given, that load still is the whole truth.
    ///
    /// @return empty while a change is being made, and before the first
    Optional<Version> version();

    /// A name that no other content of the catalogue has.
    record Version(String value) {}

    /// Writes `operation` if the stored one has revision `operation.revision() - 1` (none stored
    /// for revision 1), and adds the organisations it names that are new, named by their id. One
    /// atomic step.
    ///
    /// @return what became of it
    PutResult put(Operation operation);

    /// What became of a [#put].
    sealed interface PutResult {
        record Written() implements PutResult {}

        /// Another revision is stored, or none.
        record Stale(Optional<Operation> stored) implements PutResult {}
    }
}
