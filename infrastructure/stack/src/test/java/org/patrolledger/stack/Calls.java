package org.patrolledger.stack;

import java.util.Set;
import java.util.TreeSet;
import org.patrolledger.lambda.Environment;
import org.patrolledger.storage.Tables;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// What IAM wants for the calls of a tape, by the documentation of each service. A call this does
/// not know fails the test: it has to be looked up first.
final class Calls {

    private static final int NOT_FOUND = 404;

    private final Environment environment;
    private final Set<Permission> permissions = new TreeSet<>();

    private Calls(Environment environment) {
        this.environment = environment;
    }

    static Set<Permission> permissions(Recorder.Tape tape, Environment environment) {
        var calls = new Calls(environment);
        tape.requests().forEach(calls::add);
        for (Recorder.Outcome outcome : tape.outcomes()) {
            if (outcome.refused().filter(status -> status == NOT_FOUND).isPresent()) {
                calls.addForMissing(outcome.request());
            }
        }
        return calls.permissions;
    }

    /// As it is sent: the SDK has put bucket and key together by the time it tells of a copy.
    @SuppressWarnings("deprecation")
    private void add(SdkRequest request) {
        switch (request) {
            case PutItemRequest put -> add("dynamodb:PutItem", table(put.tableName()));
            case UpdateItemRequest update -> add("dynamodb:UpdateItem", table(update.tableName()));
            case GetItemRequest get -> add("dynamodb:GetItem", table(get.tableName()));
            case QueryRequest query ->
                    add("dynamodb:Query", queried(query.tableName(), query.indexName()));
            case TransactWriteItemsRequest write -> write.transactItems().forEach(this::add);
            case PutObjectRequest put -> add("s3:PutObject", object(put.bucket(), put.key()));
            case GetObjectRequest get -> add("s3:GetObject", object(get.bucket(), get.key()));
            case HeadObjectRequest head -> add("s3:GetObject", object(head.bucket(), head.key()));
            case CopyObjectRequest copy -> {
                add("s3:PutObject", object(copy.destinationBucket(), copy.destinationKey()));
                add("s3:GetObject", source(copy.copySource()));
            }
            // Who may put an object may put it in parts; who may not give them up pays for them.
            case CreateMultipartUploadRequest create ->
                    add("s3:PutObject", object(create.bucket(), create.key()));
            case UploadPartRequest part -> add("s3:PutObject", object(part.bucket(), part.key()));
            case UploadPartCopyRequest copy -> {
                add("s3:PutObject", object(copy.destinationBucket(), copy.destinationKey()));
                add("s3:GetObject", source(copy.copySource()));
            }
            case CompleteMultipartUploadRequest complete ->
                    add("s3:PutObject", object(complete.bucket(), complete.key()));
            case AbortMultipartUploadRequest abort ->
                    add("s3:AbortMultipartUpload", object(abort.bucket(), abort.key()));
            case DeleteObjectRequest delete ->
                    add("s3:DeleteObject", object(delete.bucket(), delete.key()));
            case ListObjectsV2Request list -> add("s3:ListBucket", bucket(list.bucket()));
            case SendMessageBatchRequest send -> add("sqs:SendMessage", queue(send.queueUrl()));
            case ChangeMessageVisibilityRequest change ->
                    add("sqs:ChangeMessageVisibility", queue(change.queueUrl()));
            case SendEmailRequest mail -> {
                add("ses:SendEmail", Target.MAIL_IDENTITY);
                add("ses:SendEmail", Target.MAIL_CONFIGURATION);
            }
            case GenerateDataKeyRequest make -> add("kms:GenerateDataKey", key(make.keyId()));
            case DecryptRequest decrypt -> add("kms:Decrypt", key(decrypt.keyId()));
            case GenerateMacRequest mac -> add("kms:GenerateMac", key(mac.keyId()));
            case DeleteItemRequest delete -> add("dynamodb:DeleteItem", table(delete.tableName()));
            case SendMessageRequest send -> add("sqs:SendMessage", queue(send.queueUrl()));
            case SignRequest sign -> add("kms:Sign", key(sign.keyId()));
            case GetPublicKeyRequest get -> add("kms:GetPublicKey", key(get.keyId()));
            default -> throw new AssertionError("what does IAM want for " + request + "?");
        }
    }

    private Target source(String copied) {
        String[] source = copied.split("/", 2);
        return object(source[0], source[1]);
    }

    private void add(TransactWriteItem item) {
        if (item.put() != null) {
            add("dynamodb:PutItem", table(item.put().tableName()));
        }
        if (item.update() != null) {
            add("dynamodb:UpdateItem", table(item.update().tableName()));
        }
        if (item.delete() != null) {
            add("dynamodb:DeleteItem", table(item.delete().tableName()));
        }
        if (item.conditionCheck() != null) {
            add("dynamodb:ConditionCheckItem", table(item.conditionCheck().tableName()));
        }
    }

    /// S3 says that an object is missing only to who may list the bucket; to others it says 403.
    private void addForMissing(SdkRequest request) {
        switch (request) {
            case GetObjectRequest get -> add("s3:ListBucket", bucket(get.bucket()));
            case HeadObjectRequest head -> add("s3:ListBucket", bucket(head.bucket()));
            default -> throw new AssertionError("not found: " + request);
        }
    }

    private void add(String action, Target target) {
        permissions.add(new Permission(action, target));
    }

    private Target queried(String table, String index) {
        if (index == null) {
            return table(table);
        }
        return switch (index) {
            case Tables.BY_DAY -> Target.SUBMISSIONS_BY_DAY;
            case Tables.BY_PLACE -> Target.SUBMISSIONS_BY_PLACE;
            case Tables.BY_EDITION -> Target.DOWNLOADS_BY_EDITION;
            case Tables.BY_RECEIVER -> Target.DOWNLOADS_BY_RECEIVER;
            case Tables.BY_LIST -> Target.SUBSCRIBERS_BY_LIST;
            default -> throw new AssertionError("which index is " + index + "?");
        };
    }

    private Target table(String name) {
        if (name.equals(environment.submissionsTable())) {
            return Target.SUBMISSIONS;
        }
        if (name.equals(environment.catalogueTable())) {
            return Target.CATALOGUE;
        }
        if (name.equals(environment.chainsTable())) {
            return Target.CHAINS;
        }
        if (name.equals(environment.downloadsTable())) {
            return Target.DOWNLOADS;
        }
        if (name.equals(environment.mail().subscribersTable())) {
            return Target.SUBSCRIBERS;
        }
        if (name.equals(environment.mail().mailingsTable())) {
            return Target.MAILINGS;
        }
        throw new AssertionError("which table is " + name + "?");
    }

    private Target object(String bucket, String key) {
        if (bucket.equals(environment.summariesBucket()) && key.startsWith("summaries/")) {
            return Target.EDITIONS;
        }
        if (bucket.equals(environment.summariesBucket()) && key.startsWith("digests/")) {
            return Target.DIGESTS;
        }
        if (bucket.equals(environment.stagingBucket()) && key.startsWith("staging/")) {
            return Target.STAGED;
        }
        if (bucket.equals(environment.stagingBucket()) && key.startsWith("archives/")) {
            return Target.ARCHIVES;
        }
        if (bucket.equals(environment.stagingBucket()) && key.startsWith("sorting/")) {
            return Target.SORTING;
        }
        if (bucket.equals(environment.imports().bucket()) && key.startsWith("imports/")) {
            return Target.IMPORT_FILES;
        }
        throw new AssertionError("no role may touch " + key + " in " + bucket);
    }

    private Target bucket(String name) {
        if (name.equals(environment.summariesBucket())) {
            return Target.SUMMARIES_BUCKET;
        }
        if (name.equals(environment.stagingBucket())) {
            return Target.STAGING_BUCKET;
        }
        if (name.equals(environment.imports().bucket())) {
            return Target.IMPORTS_BUCKET;
        }
        throw new AssertionError("which bucket is " + name + "?");
    }

    private Target queue(String url) {
        if (url.equals(environment.publishQueue().toString())) {
            return Target.DUE;
        }
        if (url.equals(environment.imports().queue().toString())) {
            return Target.IMPORTS_DUE;
        }
        if (url.equals(environment.archives().toString())) {
            return Target.ARCHIVES_DUE;
        }
        if (url.equals(environment.mail().queue().toString())) {
            return Target.MAIL;
        }
        throw new AssertionError("which queue is " + url + "?");
    }

    private Target key(String id) {
        if (id.equals(environment.signingKey())) {
            return Target.SIGNING_KEY;
        }
        if (id.equals(environment.mail().addressKey())) {
            return Target.ADDRESS_KEY;
        }
        if (id.equals(environment.mail().addressMacKey())) {
            return Target.ADDRESS_MAC_KEY;
        }
        throw new AssertionError("which key is " + id + "?");
    }
}
