package org.patrolledger.testing;

import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.CatalogueStore.Snapshot;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.PlaceName;

/// What the contracts of a [CatalogueStore] are made of.
abstract class CatalogueStoreCases {
    static final Operation GRIP =
            Sample.operation(Sample.GRIP, Sample.SOUTHEND.value(), "basildon-town-square");
    static final PlaceName RENAMED = new PlaceName(Sample.SOUTHEND, "High Street", "E07000072", 2);

    /// The store under test; the same one throughout a test, empty at its start.
    protected abstract CatalogueStore store();

    /// A store over the same data, as another process or the next start of one has it.
    protected abstract CatalogueStore reopened();

    final boolean put(Operation operation) {
        return write(new Change.OfOperation(operation));
    }

    final boolean put(Operation operation, Snapshot checked) {
        return store().write(new Change.OfOperation(operation), checked, Sample.AUTHOR);
    }

    final boolean write(Change change) {
        return store().write(change, store().snapshot(), Sample.AUTHOR);
    }
}
