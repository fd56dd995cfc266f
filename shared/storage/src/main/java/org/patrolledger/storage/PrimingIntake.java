package org.patrolledger.storage;

import java.util.Optional;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionIntake;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/// Is asked to append and does all of it but write: its put has a condition that no item meets. It
/// knows of no submission.
final class PrimingIntake implements SubmissionIntake {
    private static final String NEVER =
            "attribute_not_exists("
                    + SubmissionItem.SUBMISSION_ID
                    + ") AND attribute_exists("
                    + SubmissionItem.SUBMISSION_ID
                    + ")";

    private final DynamoDbTable table;

    PrimingIntake(DynamoDbClient client, String table) {
        this.table = new DynamoDbTable(client, table);
        // No put of priming succeeds, so what reads the answer of one that does is made here.
        PutItemResponse.builder().build();
    }

    @Override
    public Optional<Revision> append(Revision first) {
        var put =
                PutItemRequest.builder().item(SubmissionItem.of(first)).conditionExpression(NEVER);
        if (table.put(put).isEmpty()) {
            throw new IllegalStateException("priming was stored");
        }
        return Optional.empty();
    }

    @Override
    public Optional<Revision> revision(SubmissionId id, int number) {
        return Optional.empty();
    }
}
