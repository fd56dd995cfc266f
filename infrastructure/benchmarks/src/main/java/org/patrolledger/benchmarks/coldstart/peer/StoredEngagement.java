package org.patrolledger.benchmarks.coldstart.peer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/// An item of the peer's table, which has the keys and indexes of the ledger's own, as the enhanced
/// client maps beans.
@DynamoDbBean
public final class StoredEngagement {
    private @Nullable String submissionId;
    private int revision;
    private @Nullable String operationDayShard;
    private @Nullable String operationPlace;
    private @Nullable String day;
    private @Nullable String organisation;
    private @Nullable String receivedAt;
    private @Nullable String body;

    @DynamoDbPartitionKey
    public @Nullable String getSubmissionId() {
        return submissionId;
    }

    public void setSubmissionId(@Nullable String submissionId) {
        this.submissionId = submissionId;
    }

    @DynamoDbSortKey
    public int getRevision() {
        return revision;
    }

    public void setRevision(int revision) {
        this.revision = revision;
    }

    public @Nullable String getOperationDayShard() {
        return operationDayShard;
    }

    public void setOperationDayShard(@Nullable String operationDayShard) {
        this.operationDayShard = operationDayShard;
    }

    public @Nullable String getOperationPlace() {
        return operationPlace;
    }

    public void setOperationPlace(@Nullable String operationPlace) {
        this.operationPlace = operationPlace;
    }

    public @Nullable String getDay() {
        return day;
    }

    public void setDay(@Nullable String day) {
        this.day = day;
    }

    public @Nullable String getOrganisation() {
        return organisation;
    }

    public void setOrganisation(@Nullable String organisation) {
        this.organisation = organisation;
    }

    public @Nullable String getReceivedAt() {
        return receivedAt;
    }

    public void setReceivedAt(@Nullable String receivedAt) {
        this.receivedAt = receivedAt;
    }

    public @Nullable String getBody() {
        return body;
    }

    public void setBody(@Nullable String body) {
        this.body = body;
    }
}
