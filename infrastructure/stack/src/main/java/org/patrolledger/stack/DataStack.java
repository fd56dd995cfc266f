package org.patrolledger.stack;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeySpec;
import software.amazon.awscdk.services.kms.KeyUsage;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/// The tables, buckets and keys of a stage. All of it is retained when the stack is deleted, tables
/// are protected from deletion, and published editions are locked: taking a stage down never takes
/// its record with it. A creation that fails and is rolled back is the exception: what it left
/// behind would hold nothing, and its names would make the next attempt fail.
final class DataStack extends Stack {

    /// The index of submissions that roll-ups read.
    static final String BY_DAY = "by-day";

    /// The index of submissions that says whether a place was used.
    static final String BY_PLACE = "by-place";

    /// S3 moves nothing smaller to a colder class for less money: it bills 128 KB at least.
    private static final int SMALLEST_WORTH_MOVING = 128 * 1024;

    private final Stage stage;
    private final Key dataKey;
    private final Bucket accessLogs;
    private final LedgerData ledger;

    DataStack(Construct scope, String id, StackProps properties, Stage stage) {
        super(scope, id, properties);
        this.stage = stage;
        dataKey = dataKey();
        accessLogs = accessLogsBucket();
        ledger =
                new LedgerData(
                        submissions(),
                        tableOf("catalogue", text("partition"), text("entry")).build(),
                        tableOf("chains", text("operation"), text("entry")).build(),
                        downloads(),
                        subscribers(),
                        mailings(),
                        summaries(),
                        staging(),
                        imports(),
                        dataKey,
                        signingKey(),
                        addressKey(),
                        addressMacKey());
        output("SummariesBucketName", ledger.summaries().getBucketName(), "Published editions");
        output("SubmissionsTableName", ledger.submissions().getTableName(), "Submissions");
        output("SigningKeyArn", ledger.signingKey().getKeyArn(), "Signs manifests");
    }

    /// Takes the access logs of other buckets.
    IBucket accessLogs() {
        return accessLogs;
    }

    LedgerData ledger() {
        return ledger;
    }

    /// One key for data at rest. Everything that may use it does so through the service that keeps
    /// the data; nothing encrypts with it directly.
    private Key dataKey() {
        var key =
                key("DataKey", "data", "data at rest (" + stage.name() + ")")
                        .enableKeyRotation(true)
                        .build();
        key.addToResourcePolicy(
                Permissions.admit(
                        "AlarmsReachTheEncryptedTopic",
                        "cloudwatch.amazonaws.com",
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        "*",
                        "aws:SourceAccount",
                        getAccount()));
        return key;
    }

    /// The private half never leaves KMS. An asymmetric key has no rotation of its own, so a new
    /// one is added and signs from then on. The ones before it stay, and stay exported: the service
    /// uses the last of them until it is deployed in its turn.
    private Key signingKey() {
        for (int number = 1; number < stage.signingKeys(); number++) {
            exportValue(signingKey(number).getKeyArn());
        }
        return signingKey(stage.signingKeys());
    }

    private Key signingKey(int number) {
        String suffix = number == 1 ? "" : "-" + number;
        return key(
                        "SigningKey" + suffix,
                        "signing" + suffix,
                        "manifests (" + stage.name() + ", " + number + ")")
                .keySpec(KeySpec.ECC_NIST_P256)
                .keyUsage(KeyUsage.SIGN_VERIFY)
                .build();
    }

    private Table submissions() {
        var table =
                tableOf("submissions", text("submissionId"), number("revision")).stream(
                                StreamViewType.NEW_AND_OLD_IMAGES)
                        .build();
        addIndex(table, BY_DAY, "operationDayShard", "submissionId", ProjectionType.ALL);
        addIndex(table, BY_PLACE, "operationPlace", "day", ProjectionType.KEYS_ONLY);
        return table;
    }

    private Table downloads() {
        var table =
                tableOf("downloads", text("month"), text("at"))
                        .timeToLiveAttribute("expiresAt")
                        .build();
        addIndex(table, "by-edition", "edition", "at", ProjectionType.ALL);
        addIndex(table, "by-receiver", "subject", "at", ProjectionType.ALL);
        return table;
    }

    /// An address never confirmed expires, and so does what is remembered of an address that mails
    /// did not reach.
    private Table subscribers() {
        var table =
                tableOf("subscribers", text("subscriber"), text("entry"))
                        .timeToLiveAttribute("expiresAt")
                        .build();
        addIndex(table, "by-list", "listShard", "subscriber", ProjectionType.KEYS_ONLY);
        return table;
    }

    private Table mailings() {
        return tableOf("mailings", text("mailing"), text("subscriber"))
                .timeToLiveAttribute("expiresAt")
                .build();
    }

    /// Of its own, so that no function which may read the ledger may read an address: the key of
    /// the tables opens what DynamoDB keeps, and this one what stands in it.
    private Key addressKey() {
        return key("AddressKey", "addresses", "addresses of subscribers (" + stage.name() + ")")
                .enableKeyRotation(true)
                .build();
    }

    /// A subscriber is kept under what this key makes of the address: without it nobody can try
    /// addresses out. It cannot be rotated, or nobody would be found again.
    private Key addressMacKey() {
        return key("AddressMacKey", "address-macs", "names of subscribers (" + stage.name() + ")")
                .keySpec(KeySpec.HMAC_256)
                .keyUsage(KeyUsage.GENERATE_VERIFY_MAC)
                .build();
    }

    private Key.Builder key(String id, String alias, String what) {
        return Key.Builder.create(this, id)
                .alias(stage.named("patrol-ledger-" + alias))
                .description("Patrol Ledger " + what)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }

    private static void addIndex(
            Table table, String name, String partition, String sort, ProjectionType projection) {
        table.addGlobalSecondaryIndex(
                GlobalSecondaryIndexProps.builder()
                        .indexName(name)
                        .partitionKey(text(partition))
                        .sortKey(text(sort))
                        .projectionType(projection)
                        .build());
    }

    private Table.Builder tableOf(String name, Attribute partition, Attribute sort) {
        return Table.Builder.create(this, LogicalIds.of(name))
                .tableName(stage.named("patrol-ledger-" + name))
                .partitionKey(partition)
                .sortKey(sort)
                // Forms come at the end of shifts and not at all in between.
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.CUSTOMER_MANAGED)
                .encryptionKey(dataKey)
                .pointInTimeRecoverySpecification(
                        PointInTimeRecoverySpecification.builder()
                                .pointInTimeRecoveryEnabled(true)
                                .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }

    private Bucket summaries() {
        var years = Duration.days(365 * stage.lockYears());
        return ledgerBucket(
                        "summaries",
                        LifecycleRule.builder()
                                .id("colder")
                                .objectSizeGreaterThan(SMALLEST_WORTH_MOVING)
                                .transitions(
                                        List.of(
                                                // Most is read in the weeks after it is published;
                                                // both colder classes still answer a presigned URL
                                                // at once.
                                                to(StorageClass.INFREQUENT_ACCESS, 90),
                                                to(StorageClass.GLACIER_INSTANT_RETRIEVAL, 400)))
                                .build())
                // A page fetches the files it verifies straight from the bucket, by a link that
                // the API gave it.
                .cors(usedBySite(List.of(HttpMethods.GET, HttpMethods.HEAD), null))
                .versioned(true)
                .objectLockEnabled(true)
                .objectLockDefaultRetention(
                        stage.compliance()
                                ? ObjectLockRetention.compliance(years)
                                : ObjectLockRetention.governance(years))
                .build();
    }

    private Bucket staging() {
        return ledgerBucket(
                        "staging",
                        // What was committed and not yet made visible lies here only: time to work
                        // off a dead letter.
                        expiry("published-or-abandoned", 90).build(),
                        // Made for a download, and made again for the next.
                        expiry("archives", 7).prefix("archives/").build(),
                        // Left by a function that was cut off while it sorted.
                        expiry("sorting", 1).prefix("sorting/").build())
                .build();
    }

    /// Files of clients, and what was found wrong with them. They hold what people wrote before
    /// anybody looked at it, so they are neither locked nor kept.
    private Bucket imports() {
        return ledgerBucket("imports", expiry("imported-or-not", 14).build())
                // A page puts the file there by a link that the API gave it, with the headers of
                // the link.
                .cors(
                        usedBySite(
                                List.of(HttpMethods.PUT, HttpMethods.GET),
                                List.of("content-type", "x-amz-*")))
                .build();
    }

    private List<CorsRule> usedBySite(List<HttpMethods> methods, @Nullable List<String> headers) {
        if (stage.site() == null) {
            return List.of();
        }
        return List.of(
                CorsRule.builder()
                        .allowedOrigins(List.of("https://" + stage.site()))
                        .allowedMethods(methods)
                        .allowedHeaders(headers)
                        .maxAge(3_600)
                        .build());
    }

    /// A bucket whose objects are encrypted by the data key and whose use is logged.
    private Bucket.Builder ledgerBucket(String name, LifecycleRule... rules) {
        return bucket(name)
                .encryption(BucketEncryption.KMS)
                .encryptionKey(dataKey)
                .bucketKeyEnabled(true)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix(name + "/")
                .lifecycleRules(
                        Stream.concat(Stream.of(rules), Stream.of(abandonedUploads())).toList());
    }

    private Bucket accessLogsBucket() {
        return bucket("access-logs")
                // The service that delivers access logs cannot use a customer's key.
                .encryption(BucketEncryption.S3_MANAGED)
                .lifecycleRules(List.of(expiry("expiry", 400).build()))
                .build();
    }

    private Bucket.Builder bucket(String name) {
        return Bucket.Builder.create(this, LogicalIds.of(name))
                .bucketName(stage.named("patrol-ledger-" + name + "-" + getAccount()))
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }

    /// A rule of its own: S3 refuses one that also selects objects by size, for the parts of an
    /// upload that never ended are no object yet.
    private static LifecycleRule abandonedUploads() {
        return LifecycleRule.builder()
                .id("abandoned-uploads")
                .abortIncompleteMultipartUploadAfter(Duration.days(7))
                .build();
    }

    private static LifecycleRule.Builder expiry(String id, int days) {
        return LifecycleRule.builder().id(id).expiration(Duration.days(days));
    }

    private static Transition to(StorageClass storage, int days) {
        return Transition.builder()
                .storageClass(storage)
                .transitionAfter(Duration.days(days))
                .build();
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    private static Attribute number(String name) {
        return Attribute.builder().name(name).type(AttributeType.NUMBER).build();
    }
}
