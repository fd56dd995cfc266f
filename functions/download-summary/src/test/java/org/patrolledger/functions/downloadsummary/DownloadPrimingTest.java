package org.patrolledger.functions.downloadsummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.EmbeddedS3;
import org.patrolledger.local.embedded.FunctionEnvironment;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import org.patrolledger.storage.Tables;

/// What goes on before a snapshot is taken: each call has to get the answer it is made for, or the
/// priming ends with an exception.
class DownloadPrimingTest {
    @TempDir private Path folder;

    @Test
    void priming_hands_out_what_is_there_and_records_no_download() throws IOException {
        try (var server = EmbeddedDynamoDb.start(0, null);
                var files = EmbeddedS3.start(0, folder, LocalCredentials.LOCAL)) {
            var environment = FunctionEnvironment.on(server, files);
            var clients = new Clients(environment);
            Tables.all(environment).forEach(table -> Tables.ensure(clients.dynamoDb(), table));
            clients.s3().createBucket(it -> it.bucket("summaries"));
            var adapters = new Adapters(environment, clients);

            assertThatCode(() -> DownloadPriming.prime(environment, adapters, 2))
                    .doesNotThrowAnyException();

            var stored = clients.dynamoDb().scan(it -> it.tableName("downloads"));
            assertThat(stored.items()).isEmpty();
            assertThat(clients.s3().listObjectsV2(it -> it.bucket("summaries")).contents())
                    .isEmpty();
        }
    }

    @Test
    void priming_without_storage_ends_and_says_so() throws IOException {
        try (var server = EmbeddedDynamoDb.start(0, null);
                var files = EmbeddedS3.start(0, folder, LocalCredentials.LOCAL)) {
            var environment = FunctionEnvironment.on(server, files);
            var adapters = new Adapters(environment);

            assertThatThrownBy(() -> DownloadPriming.prime(environment, adapters, 2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("statusCode");
        }
    }
}
