package org.patrolledger.benchmarks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.documents.World;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.lambda.Environment;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class MadeTableTest {
    private static final World WORLD = World.of(2, 3);

    /// Two pages of each of 28 partitions, one of which has a submission less.
    private static final int COUNT = 28 * 650 - 1;

    @TempDir private Path folder;
    private Backend backend;
    private MadeTable table;
    private Environment environment;
    private Adapters adapters;

    @BeforeEach
    void start() throws IOException {
        backend = new Backend(folder, WORLD.catalogue());
        var stored = backend.environment();
        table = new MadeTable(stored.dynamoDbEndpoint(), stored.submissionsTable(), WORLD, COUNT);
        var variables = new HashMap<>(backend.variables());
        variables.remove("AWS_ACCESS_KEY_ID");
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString());
        environment = Environment.of(variables);
        adapters = new Adapters(environment);
    }

    @AfterEach
    void stop() {
        table.close();
        backend.close();
    }

    @Test
    void the_week_is_read_in_the_order_of_the_log_and_counted_whole() {
        var fold =
                new SummaryFold(new SummaryKey(Publish.WEEK, OperationId.ALL), WORLD.catalogue());
        try (var all = adapters.submissionLog().counted(fold.days())) {
            var revisions = all.toList();
            assertThat(revisions).hasSize(COUNT);
            assertThat(revisions)
                    .extracting(it -> it.submission().id())
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.naturalOrder());
            revisions.forEach(fold::add);
        }
        assertThat(fold.figures().inputs().submissions()).isEqualTo(COUNT);
    }

    @Test
    void days_outside_the_week_have_nothing() {
        var operation = new OperationId(WORLD.operations().getFirst());
        var before = new OperationDay(operation, Publish.WEEK.first().plusDays(-1));

        try (var none = adapters.submissionLog().counted(List.of(before))) {
            assertThat(none).isEmpty();
        }
    }

    @Test
    void a_page_is_the_same_however_often_it_is_asked_for() {
        try (var client = new Clients(environment).dynamoDb()) {
            var query =
                    QueryRequest.builder()
                            .tableName(environment.submissionsTable())
                            .indexName("by-day")
                            .expressionAttributeValues(
                                    Map.of(
                                            ":partition",
                                            AttributeValue.fromS(
                                                    Publish.partitions(WORLD).getFirst())));
            var first = client.query(query.build());
            query.exclusiveStartKey(first.lastEvaluatedKey());
            var second = client.query(query.build());

            assertThat(first.items()).hasSize(640);
            assertThat(second.items()).hasSize(10).doesNotContainAnyElementsOf(first.items());
            assertThat(client.query(query.build()).items()).isEqualTo(second.items());
            assertThat(client.query(query.exclusiveStartKey(null).build()).items())
                    .isEqualTo(first.items());
        }
    }

    @Test
    void other_tables_are_those_of_dynamodb() {
        assertThat(adapters.catalogueStore().snapshot().catalogue().operations())
                .extracting(it -> it.id().value())
                .containsExactlyElementsOf(WORLD.operations());
    }
}
