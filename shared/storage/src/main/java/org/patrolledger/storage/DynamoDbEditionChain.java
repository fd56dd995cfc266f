package org.patrolledger.storage;

import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionChain;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What publishing has to decide one at a time, in DynamoDB: per operation the head of its chain
/// and which periods were begun.
public final class DynamoDbEditionChain implements EditionChain {
    private static final String OPERATION = "operation";
    private static final String ENTRY = "entry";
    private static final String HEAD = "head";
    private static final String SEQUENCE = "sequence";
    private static final String EDITION = "edition";
    private static final String MANIFEST = "manifest";

    /// How many queries are under way at once.
    private static final int PARALLEL = 16;

    private static final String STAGING = "staging";

    private final DynamoDbTable table;

    /// @param table a table as [Tables#chains] makes it
    public DynamoDbEditionChain(DynamoDbClient client, String table) {
        this.table = new DynamoDbTable(client, table);
    }

    @Override
    public void begin(SummaryKey key) {
        table.put(begunKey(key));
    }

    @Override
    public boolean begun(SummaryKey key) {
        return table.get(begunKey(key)).isPresent();
    }

    @Override
    public List<SummaryKey> begun(OperationId operation) {
        var query =
                QueryRequest.builder()
                        .keyConditionExpression(OPERATION + " = :operation")
                        .expressionAttributeValues(Map.of(":operation", text(operation.value())))
                        .consistentRead(true);
        return table.all(query).stream()
                .map(item -> text(item, ENTRY))
                .filter(entry -> !entry.equals(HEAD))
                .map(entry -> new SummaryKey(period(entry), operation))
                .toList();
    }

    /// A query for each operation, some side by side: one after the other those of a nation would
    /// take a minute.
    @Override
    public List<SummaryKey> begun(Collection<OperationId> operations) {
        return new FanOut(PARALLEL)
                .map(operations, (OperationId it) -> begun(it)).stream()
                        .flatMap(List::stream)
                        .toList();
    }

    @Override
    public ChainHead head(OperationId operation) {
        return table.get(headKey(operation)).map(DynamoDbEditionChain::head).orElse(ChainHead.NONE);
    }

    /// A head says all it takes to tell one commit from another: its staging prefix is unique. So
    /// where a repeated call finds the very head it was to write, it wrote it before.
    @Override
    public boolean commit(OperationId operation, ChainHead from, ChainHead to) {
        var link = to.latest().orElseThrow(() -> new IllegalArgumentException("a head to nothing"));
        var put =
                PutItemRequest.builder()
                        .item(
                                Map.of(
                                        OPERATION, text(operation.value()),
                                        ENTRY, text(HEAD),
                                        SEQUENCE, number(to.sequence()),
                                        EDITION, text(link.edition().path()),
                                        MANIFEST, text(link.manifest().value()),
                                        STAGING, text(link.staging())));
        if (from.latest().isEmpty()) {
            put.conditionExpression("attribute_not_exists(" + OPERATION + ")");
        } else {
            var replaced = from.latest().get();
            put.conditionExpression(
                            "#sequence = :sequence AND #edition = :edition"
                                    + " AND #manifest = :manifest AND #staging = :staging")
                    .expressionAttributeNames(
                            Map.of(
                                    "#sequence", SEQUENCE,
                                    "#edition", EDITION,
                                    "#manifest", MANIFEST,
                                    "#staging", STAGING))
                    .expressionAttributeValues(
                            Map.of(
                                    ":sequence", number(from.sequence()),
                                    ":edition", text(replaced.edition().path()),
                                    ":manifest", text(replaced.manifest().value()),
                                    ":staging", text(replaced.staging())));
        }
        return table.put(put).map(it -> !it.isEmpty() && head(it).equals(to)).orElse(true);
    }

    private static ChainHead head(Map<String, AttributeValue> item) {
        var edition =
                EditionKey.parse(text(item, EDITION))
                        .orElseThrow(() -> new IllegalStateException("a head is of no edition"));
        var link =
                new ChainHead.Link(edition, new Digest(text(item, MANIFEST)), text(item, STAGING));
        return new ChainHead(number(item, SEQUENCE), Optional.of(link));
    }

    private static Map<String, AttributeValue> headKey(OperationId operation) {
        return Map.of(OPERATION, text(operation.value()), ENTRY, text(HEAD));
    }

    /// Such as `weekly#2023-W05`.
    private static Map<String, AttributeValue> begunKey(SummaryKey key) {
        return Map.of(
                OPERATION, text(key.operation().value()),
                ENTRY, text(key.period().kind().path() + "#" + key.period().id()));
    }

    private static ReportingPeriod period(String entry) {
        int hash = entry.indexOf('#');
        return ReportingPeriod.Kind.ofPath(entry.substring(0, Math.max(0, hash)))
                .flatMap(kind -> ReportingPeriod.parse(kind, entry.substring(hash + 1)))
                .orElseThrow(() -> new IllegalStateException("a chain has an unknown entry"));
    }
}
