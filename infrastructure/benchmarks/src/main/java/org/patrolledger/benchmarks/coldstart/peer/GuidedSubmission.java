package org.patrolledger.benchmarks.coldstart.peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The handler that AWS's guides lead to: the events library, databind, the enhanced client, and
/// records of idempotency beside the table. It accepts a form of an engagement, looks for its
/// required fields, stores it once and answers the receipt.
public final class GuidedSubmission
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /// The table of what it stores, with keys and indexes as the ledger's own.
    public static final String TABLE = "peer-submissions";

    /// The table of its records, by `id`.
    public static final String RECORDS = IdempotencyRecords.TABLE;

    /// Its classes, the handler first.
    public static final List<Class<?>> CLASSES =
            List.of(
                    GuidedSubmission.class,
                    EngagementDocument.class,
                    StoredEngagement.class,
                    IdempotencyRecords.class);

    private final InstantSource clock = InstantSource.system();
    private final ObjectMapper json = new ObjectMapper();
    private final IdempotencyRecords records;
    private final DynamoDbTable<StoredEngagement> table;

    /// Wires it to this process's environment.
    public GuidedSubmission() {
        this(DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build());
    }

    /// Wires it to `client`.
    public GuidedSubmission(DynamoDbClient client) {
        this.records = new IdempotencyRecords(client, "guided.handleRequest", clock);
        this.table =
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(client)
                        .build()
                        .table(TABLE, TableSchema.fromBean(StoredEngagement.class));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        EngagementDocument document;
        try {
            document = json.readValue(event.getBody(), EngagementDocument.class);
        } catch (JsonProcessingException e) {
            return answer(400, "{\"title\":\"no JSON\"}");
        }
        var faults = document.faults();
        if (!faults.isEmpty()) {
            return answer(422, write(Map.of("title", "fields are missing", "fields", faults)));
        }
        var id = Objects.requireNonNull(document.submissionId());
        var remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
        return answer(201, records.once(id, remaining, () -> store(document, event.getBody())));
    }

    private String store(EngagementDocument document, String body) {
        var received = clock.instant().toString();
        var operation = Objects.requireNonNull(document.operation());
        var day = Objects.requireNonNull(document.startedAt()).substring(0, 10);
        var item = new StoredEngagement();
        item.setSubmissionId(document.submissionId());
        item.setRevision(1);
        item.setOperationDayShard(operation + "#" + day + "#0");
        item.setOperationPlace(operation + "#" + document.place());
        item.setDay(day);
        item.setOrganisation(document.organisation());
        item.setReceivedAt(received);
        item.setBody(body);
        table.putItem(item);
        return write(
                Map.of(
                        "submissionId",
                        Objects.requireNonNull(document.submissionId()),
                        "revision",
                        1,
                        "receivedAt",
                        received));
    }

    private String write(Map<String, Object> document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of words and numbers can be written", e);
        }
    }

    private static APIGatewayV2HTTPResponse answer(int status, String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(body)
                .build();
    }
}
