package org.patrolledger.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.patrolledger.benchmarks.coldstart.peer.GuidedSubmission;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.storage.Tables;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.FakeContext;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class WriteMeterTest {
    @Test
    void the_peer_writes_a_form_and_two_records_and_answers_a_repetition_by_one_refused_write()
            throws IOException {
        try (var dynamoDb = EmbeddedDynamoDb.start(0, null);
                var meter = new WriteMeter(dynamoDb.endpoint());
                var client =
                        DynamoDbClient.builder()
                                .endpointOverride(meter.endpoint())
                                .region(LocalCredentials.REGION)
                                .credentialsProvider(LocalCredentials.LOCAL.provider())
                                .httpClient(UrlConnectionHttpClient.create())
                                .build()) {
            client.createTable(ColdStart.keyed(GuidedSubmission.RECORDS));
            Tables.ensure(client, Tables.submissions(GuidedSubmission.TABLE));
            var peer = new GuidedSubmission(client);
            var event = new APIGatewayV2HTTPEvent();
            event.setBody(
                    new String(Form.engagement().of(Form.id(1)).json(), StandardCharsets.UTF_8));

            var first = peer.handleRequest(event, new FakeContext("guided"));
            int writes = meter.writes();
            double units = meter.units();
            var again = peer.handleRequest(event, new FakeContext("guided"));

            assertThat(first.getStatusCode()).isEqualTo(201);
            assertThat(writes).isEqualTo(3);
            assertThat(units).isGreaterThanOrEqualTo(5); // the table, two indexes, two records
            assertThat(again.getBody()).isEqualTo(first.getBody());
            assertThat(meter.writes()).isEqualTo(4);

            event.setBody("{}");
            assertThat(peer.handleRequest(event, new FakeContext("guided")).getStatusCode())
                    .isEqualTo(422);
        }
    }
}
