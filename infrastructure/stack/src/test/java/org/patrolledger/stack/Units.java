package org.patrolledger.stack;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// What is paid for.
///
/// @param tableWrites write units of tables
/// @param indexWrites write units of indexes
/// @param reads read units
/// @param puts requests to S3 that are billed as PUT, COPY or LIST
/// @param gets requests to S3 that are billed as GET
/// @param messages messages sent to SQS
/// @param signatures of KMS
record Units(
        double tableWrites,
        double indexWrites,
        double reads,
        long puts,
        long gets,
        long messages,
        long signatures) {

    static final Units NONE = new Units(0, 0, 0, 0, 0, 0, 0);

    static Units of(Recorder.Tape tape) {
        Units total = NONE;
        for (Recorder.Outcome outcome : tape.outcomes()) {
            for (ConsumedCapacity capacity : outcome.units()) {
                total = total.plus(of(outcome.request(), capacity));
            }
            total = total.plus(of(outcome.request()));
        }
        return total;
    }

    private static Units of(SdkRequest request, ConsumedCapacity capacity) {
        if (request instanceof QueryRequest || request instanceof GetItemRequest) {
            return new Units(0, 0, capacity.capacityUnits(), 0, 0, 0, 0);
        }
        double index =
                capacity.globalSecondaryIndexes().values().stream()
                        .mapToDouble(Capacity::capacityUnits)
                        .sum();
        return new Units(capacity.capacityUnits() - index, index, 0, 0, 0, 0, 0);
    }

    private static Units of(SdkRequest request) {
        return switch (request) {
            case PutObjectRequest put -> new Units(0, 0, 0, 1, 0, 0, 0);
            case CopyObjectRequest copy -> new Units(0, 0, 0, 1, 0, 0, 0);
            case ListObjectsV2Request list -> new Units(0, 0, 0, 1, 0, 0, 0);
            case GetObjectRequest get -> new Units(0, 0, 0, 0, 1, 0, 0);
            case HeadObjectRequest head -> new Units(0, 0, 0, 0, 1, 0, 0);
            case SendMessageBatchRequest send -> new Units(0, 0, 0, 0, 0, send.entries().size(), 0);
            case SignRequest sign -> new Units(0, 0, 0, 0, 0, 0, 1);
            default -> NONE;
        };
    }

    Units plus(Units other) {
        return new Units(
                tableWrites + other.tableWrites,
                indexWrites + other.indexWrites,
                reads + other.reads,
                puts + other.puts,
                gets + other.gets,
                messages + other.messages,
                signatures + other.signatures);
    }

    double writes() {
        return tableWrites + indexWrites;
    }
}
