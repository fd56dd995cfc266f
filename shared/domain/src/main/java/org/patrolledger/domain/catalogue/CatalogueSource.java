package org.patrolledger.domain.catalogue;

import java.util.Optional;

/// Where the catalogue is read from.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface CatalogueSource {
    /// The whole catalogue, read consistently.
    Catalogue load();

    /// Names what the catalogue says. Asked for before a [#load], it names what is loaded or what
    /// came before it: as long as the same version is given, that load still is the whole truth.
    ///
    /// @return empty while a change is being made, and before the first
    Optional<Version> version();

    /// A name that no other content of the catalogue has.
    record Version(String value) {}
}
