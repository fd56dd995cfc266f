package org.patrolledger.aws;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.testing.CatalogueStoreContract;

class DynamoDbCatalogueStoreTest extends CatalogueStoreContract {
    private final Backend backend = new Backend().table("CATALOGUE_TABLE", Tables::catalogue);
    private final CatalogueStore store = backend.adapters().catalogueStore();

    @Override
    protected CatalogueStore store() {
        return store;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
