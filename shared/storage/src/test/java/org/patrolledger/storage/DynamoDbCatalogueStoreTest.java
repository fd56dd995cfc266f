package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.testing.CatalogueStoreContract;
import org.patrolledger.testing.Sample;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbCatalogueStoreTest extends CatalogueStoreContract {
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

    /// Half of its transaction may be all that a query sees, so nothing may go by the new version
    /// before it is over.
    @Test
    void a_change_whose_end_is_not_known_leaves_no_version_until_the_next_writer_comes() {
        var grip = Sample.operation(Sample.GRIP, "southend-high-street");
        var dying =
                new DynamoDbCatalogueStore(
                        withoutUpdates(backend.clients().dynamoDb()),
                        backend.environment().catalogueTable());

        assertThatThrownBy(() -> write(dying, grip)).hasMessage("died");

        assertThat(store.load().operations()).containsExactly(grip);
        assertThat(store.version()).isEmpty();

        assertThat(write(store, grip.withRevision(2))).isTrue();
        assertThat(store.version()).isPresent();
    }

    private static boolean write(CatalogueStore store, Operation operation) {
        return store.write(
                new CatalogueStore.Change.OfOperation(operation), store.snapshot(), Sample.AUTHOR);
    }

    private static DynamoDbClient withoutUpdates(DynamoDbClient client) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("updateItem")) {
                                throw new IllegalStateException("died");
                            }
                            try {
                                return method.invoke(client, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
