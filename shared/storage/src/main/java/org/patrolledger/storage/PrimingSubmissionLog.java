package org.patrolledger.storage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// A log that is asked to append and does all of it but write: its put has a condition that no item
/// meets. It knows nothing else.
final class PrimingSubmissionLog implements SubmissionLog {
    private static final String NEVER =
            "attribute_not_exists("
                    + SubmissionItem.SUBMISSION_ID
                    + ") AND attribute_exists("
                    + SubmissionItem.SUBMISSION_ID
                    + ")";

    private final DynamoDbClient client;
    private final String table;

    PrimingSubmissionLog(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        // No put of priming succeeds, so what reads the answer of one that does is made here.
        PutItemResponse.builder().build();
    }

    @Override
    public Optional<Revision> append(Revision first) {
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(SubmissionItem.of(first))
                        .conditionExpression(NEVER)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        return Storage.call(() -> {
            try {
                client.putItem(put);
                throw new IllegalStateException("priming was stored");
            } catch (ConditionalCheckFailedException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean revise(Revision current, Revision next) {
        throw unknown();
    }

    @Override
    public Optional<Revision> current(SubmissionId id) {
        throw unknown();
    }

    @Override
    public Optional<Revision> revision(SubmissionId id, int number) {
        throw unknown();
    }

    @Override
    public List<Revision> revisions(SubmissionId id) {
        throw unknown();
    }

    @Override
    public List<KeptRevision> kept(SubmissionId id, int after, int most) {
        throw unknown();
    }

    @Override
    public Stream<Revision> current(OperationDay day, Optional<SubmissionId> after) {
        throw unknown();
    }

    @Override
    public Stream<Revision> current(Collection<OperationDay> days) {
        throw unknown();
    }

    @Override
    public List<Optional<OperationalDay>> used(OperationId operation, List<PlaceDays> places) {
        throw unknown();
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("priming appends, and nothing else");
    }
}
