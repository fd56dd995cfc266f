package org.patrolledger.stack;

import java.util.concurrent.atomic.AtomicBoolean;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.storage.Tables;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/// What can befall the requests of a function.
final class Strokes {

    private Strokes() {}

    private static boolean isStorage(SdkRequest request) {
        return request instanceof DynamoDbRequest || request instanceof S3Request;
    }

    /// Storage refuses to be asked as often.
    static void throttled(SdkRequest request) {
        if (isStorage(request)) {
            var code = "ProvisionedThroughputExceededException";
            throw ProvisionedThroughputExceededException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                    .message("throttled")
                    .build();
        }
    }

    /// Nothing answers at storage's address.
    static void away(SdkRequest request) {
        if (isStorage(request)) {
            throw SdkClientException.create("nothing answers");
        }
    }

    /// The queues are away; storage is not.
    static void unsendable(SdkRequest request) {
        if (request instanceof SqsRequest) {
            throw SdkClientException.create("nothing answers");
        }
    }

    /// What an import came to cannot be noted.
    static void unwritable(SdkRequest request) {
        if (request instanceof PutObjectRequest put && put.key().endsWith(ImportRecord.RESULT)) {
            throw SdkClientException.create("nothing answers");
        }
    }

    /// No part of an upload to a folder arrives, nor is any copied there.
    static Recorder.Stroke partless(String folder) {
        return request -> {
            boolean lost =
                    switch (request) {
                        case UploadPartRequest part -> part.key().startsWith(folder);
                        case UploadPartCopyRequest copy -> copy.destinationKey().startsWith(folder);
                        default -> false;
                    };
            if (lost) {
                throw SdkClientException.create("nothing answers");
            }
        };
    }

    /// Nothing that is staged can be copied to another place there.
    static void uncopyable(SdkRequest request) {
        if (request instanceof UploadPartCopyRequest copy
                && copy.destinationKey().startsWith("staging/")) {
            throw SdkClientException.create("nothing answers");
        }
    }

    /// Another edition of the operation is committed first, once, or so it seems.
    static Recorder.Stroke faster() {
        var met = new AtomicBoolean();
        return request -> {
            if (request instanceof PutItemRequest put
                    && put.conditionExpression() != null
                    && put.item().containsKey("staging")
                    && !met.getAndSet(true)) {
                throw ConditionalCheckFailedException.builder()
                        .statusCode(400)
                        .message("another edition was first")
                        .build();
            }
        };
    }

    /// One stroke and another.
    static Recorder.Stroke both(Recorder.Stroke one, Recorder.Stroke other) {
        return request -> {
            one.at(request);
            other.at(request);
        };
    }

    /// A fault of ours.
    static void broken(SdkRequest request) {
        if (isStorage(request)) {
            throw new IllegalStateException("broken");
        }
    }

    /// Somebody else writes first, once.
    static Recorder.Stroke rival() {
        var met = new AtomicBoolean();
        return request -> {
            if (request instanceof TransactWriteItemsRequest && !met.getAndSet(true)) {
                throw TransactionCanceledException.builder()
                        .statusCode(400)
                        .cancellationReasons(
                                CancellationReason.builder().code("ConditionalCheckFailed").build(),
                                CancellationReason.builder().code("None").build())
                        .message("a rival was first")
                        .build();
            }
        };
    }

    /// Once something is written it cannot be found out whether submissions used what was taken
    /// away.
    static Recorder.Stroke unknownUse() {
        var written = new AtomicBoolean();
        return request -> {
            if (request instanceof TransactWriteItemsRequest) {
                written.set(true);
            }
            if (written.get()
                    && request instanceof QueryRequest query
                    && Tables.BY_PLACE.equals(query.indexName())) {
                throw SdkClientException.create("nothing answers");
            }
        };
    }
}
