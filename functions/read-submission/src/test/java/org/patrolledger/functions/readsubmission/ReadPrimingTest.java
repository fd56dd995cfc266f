package org.patrolledger.functions.readsubmission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.FunctionEnvironment;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import org.patrolledger.storage.Tables;

/// What goes on before a snapshot is taken: each call has to get the answer it is made for, or the
/// priming ends with an exception.
class ReadPrimingTest {
    @Test
    void priming_reads_what_is_there_and_what_is_not_and_stores_nothing() throws IOException {
        try (var server = EmbeddedDynamoDb.start(0, null)) {
            var environment = FunctionEnvironment.on(server);
            var clients = new Clients(environment);
            Tables.all(environment).forEach(table -> Tables.ensure(clients.dynamoDb(), table));
            var adapters = new Adapters(environment, clients);

            assertThatCode(() -> ReadSubmission.prime(environment, adapters.submissionLog(), 2))
                    .doesNotThrowAnyException();

            var stored = clients.dynamoDb().scan(it -> it.tableName("submissions"));
            assertThat(stored.items()).isEmpty();
        }
    }

    @Test
    void priming_without_storage_ends_and_says_so() throws IOException {
        try (var server = EmbeddedDynamoDb.start(0, null)) {
            var environment = FunctionEnvironment.on(server);
            var adapters = new Adapters(environment);

            assertThatThrownBy(() -> ReadSubmission.prime(environment, adapters.submissionLog(), 2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("statusCode");
        }
    }
}
