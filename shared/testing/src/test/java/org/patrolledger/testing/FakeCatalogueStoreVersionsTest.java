package org.patrolledger.testing;

import org.patrolledger.domain.catalogue.CatalogueStore;

class FakeCatalogueStoreVersionsTest extends CatalogueStoreVersionsContract {
    private final FakeCatalogueStore store = new FakeCatalogueStore();

    @Override
    protected CatalogueStore store() {
        return store;
    }

    @Override
    protected CatalogueStore reopened() {
        return store;
    }
}
