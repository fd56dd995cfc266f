package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.testing.CatalogueStoreVersionsContract;

class DynamoDbCatalogueStoreVersionsTest extends CatalogueStoreVersionsContract {
    private final Backend backend = new Backend().table("CATALOGUE_TABLE", Tables::catalogue);
    private final CatalogueStore store = backend.adapters().catalogueStore();

    @Override
    protected CatalogueStore store() {
        return store;
    }

    @Override
    protected CatalogueStore reopened() {
        return backend.adapters().catalogueStore();
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
