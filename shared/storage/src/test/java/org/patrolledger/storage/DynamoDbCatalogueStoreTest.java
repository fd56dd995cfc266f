package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.testing.CatalogueStoreContract;
import org.patrolledger.testing.Sample;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbCatalogueStoreTest extends CatalogueStoreContract {
    /// The longest body of an operation, which maintain-catalogue takes.
    private static final int BODY = 256 * 1024;

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

    /// An item has 400 KB, and a body that makes an operation 256 KB, in which stand what has the
    /// longest document for its body: places and shifts with nothing that may be left out.
    @Test
    void the_largest_operation_that_can_be_sent_fits_into_an_item() {
        var shift = ",{\"place\":\"p-000\",\"days\":[\"MON\"],\"from\":\"18:00\",\"to\":\"02:00\"}";
        var shifts = shift.repeat(2_000).substring(1);
        var name = new StringBuilder("n");
        var body = body(name, shifts);
        name.repeat('n', Math.min(119, Math.max(0, (BODY - body.length()) / 1_000)));
        body = body(name, shifts);
        assertThat(body.length()).isBetween(BODY - 3_000, BODY);
        var read = CatalogueDocument.read(Sample.GRIP, 1, Json.parse(body));
        var operation = ((CatalogueDocument.Result.Valid) read).operation();

        assertThat(write(store, operation)).isTrue();

        assertThat(store.load().operations()).containsExactly(operation);
        assertThat(store.history(Sample.GRIP, 0, 1).getFirst().operation()).isEqualTo(operation);
    }

    private static String body(CharSequence name, String shifts) {
        var places = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            places.append(i == 0 ? "" : ",")
                    .append(
                            "{\"id\":\"p-%03d\",\"name\":\"%s\",\"district\":\"E07000071\",\"validFrom\":\"2023-01-01\"}"
                                    .formatted(i, name));
        }
        return "{\"name\":\"Grip\",\"activeFrom\":\"2023-01-01\",\"organisations\":[\"essex-police\"],\"places\":[%s],\"shifts\":[%s]}"
                .formatted(places, shifts);
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
