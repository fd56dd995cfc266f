package org.patrolledger.domain.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// A name that no other content of the catalogue has. Versions are compared in the first call
    /// after a restore, so `equals` is written out as that of identifiers is.
    record Version(String value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Version version && version.value.equals(value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }
}
