package org.patrolledger.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.patrolledger.lambda.Environment;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.EmbeddedS3;
import org.patrolledger.local.embedded.EmbeddedSqs;
import org.patrolledger.local.embedded.LocalCredentials;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Servers of the real protocols that the adapters are tested against: embedded ones, started when
/// first asked for and shared by all tests of the process, or those at the endpoint that the system
/// property `aws.endpoint` names, or LocalStack in a container (see [OnLocalStackTest]).
///
/// Every test gets tables, buckets and queues of its own, with names that nobody else has, and
/// removes them.
final class Backend implements AutoCloseable {
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    /// The servers tell of every request. Held here, for the JDK forgets loggers nobody holds.
    private static final List<Logger> QUIET =
            Stream.of("software.amazon.dynamodb", "org.gaul", "org.elasticmq", "org.eclipse.jetty")
                    .map(Logger::getLogger)
                    .toList();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private static final Map<List<URI>, Clients> CLIENTS = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final int NOT_IMPLEMENTED = 501;

    private final Map<String, String> variables = new HashMap<>();
    private final List<Runnable> cleanUp = new ArrayList<>();

    /// The endpoint of all services, or nothing for the embedded ones.
    private final String endpoint;

    private final String name = "test-" + RUN + "-" + COUNT.incrementAndGet();

    Backend() {
        this(System.getProperty("aws.endpoint", ""));
    }

    /// The services at one endpoint.
    Backend(URI endpoint) {
        this(endpoint.toString());
    }

    private Backend(String endpoint) {
        this.endpoint = endpoint;
        variables.put("AWS_REGION", "eu-west-2");
        variables.put("SUBMISSIONS_TABLE", name + "-submissions");
        variables.put("CATALOGUE_TABLE", name + "-catalogue");
        variables.put("CHAINS_TABLE", name + "-chains");
        variables.put("DOWNLOADS_TABLE", name + "-downloads");
        variables.put("SUMMARIES_BUCKET", name + "-summaries");
        variables.put("STAGING_BUCKET", name + "-staging");
        variables.put("PUBLISH_QUEUE_URL", "http://127.0.0.1/queue/none");
        variables.put("SIGNING_KEY", "file:///none");
        variables.put("NOTICE_DELAY_SECONDS", "0");
        variables.put("CATALOGUE_SECONDS", "0");
    }

    /// With what has to do with mails, but for tables and keys.
    Backend mail() {
        variables.put("SUBSCRIBERS_TABLE", name + "-subscribers");
        variables.put("MAILINGS_TABLE", name + "-mailings");
        variables.put("MAIL_QUEUE_URL", "http://127.0.0.1/queue/none");
        variables.put("ADDRESS_KEY", "file:///none");
        variables.put("ADDRESS_MAC_KEY", "file:///none");
        variables.put("MAIL_FROM", "Patrol Ledger <dispatch@example.org>");
        variables.put("MAIL_REPLY_TO", "replies@example.org");
        variables.put("MAIL_TITLE", "Hotspot patrols");
        variables.put("SITE_URL", "https://example.org");
        variables.put("SES_CONFIGURATION_SET", "digest");
        variables.put("MAIL_RATE", "10");
        return this;
    }

    /// With a variable of the environment more.
    Backend with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /// With one table.
    Backend table(String variable, Function<String, CreateTableRequest> definition) {
        dynamoDb();
        var client = clients().dynamoDb();
        var request = definition.apply(variables.get(variable));
        // The name is nobody else's.
        Tables.ensure(client, request);
        client.waiter().waitUntilTableExists(it -> it.tableName(request.tableName()));
        cleanUp.add(() -> client.deleteTable(it -> it.tableName(request.tableName())));
        return this;
    }

    /// With both buckets.
    Backend buckets() {
        plainBucket("STAGING_BUCKET");
        return plainBucket("SUMMARIES_BUCKET");
    }

    private Backend plainBucket(String variable) {
        var bucket = variables.get(variable);
        s3().createBucket(it -> it.bucket(bucket));
        cleanUp.add(() -> remove(bucket));
        return this;
    }

    /// With the bucket of the summaries, and that versioned.
    ///
    /// @throws TestAbortedException if the servers do not know versions
    Backend versionedBucket() {
        plainBucket("SUMMARIES_BUCKET");
        unlessLacking(
                "bucket versioning",
                () ->
                        s3().putBucketVersioning(it ->
                                it.bucket(variables.get("SUMMARIES_BUCKET"))
                                        .versioningConfiguration(versioning ->
                                                versioning.status(
                                                        BucketVersioningStatus.ENABLED))));
        cleanUp.add(() -> removeVersions(variables.get("SUMMARIES_BUCKET"), false));
        return this;
    }

    /// With both buckets, that of the summaries versioned and locked as it is deployed, but for a
    /// day only.
    ///
    /// @throws TestAbortedException if the servers do not know Object Lock
    Backend lockedBucket() {
        plainBucket("STAGING_BUCKET");
        var bucket = variables.get("SUMMARIES_BUCKET");
        unlessLacking(
                "Object Lock",
                () -> s3().createBucket(it -> it.bucket(bucket).objectLockEnabledForBucket(true)));
        cleanUp.add(() -> remove(bucket));
        cleanUp.add(() -> removeVersions(bucket, true));
        unlessLacking(
                "Object Lock",
                () ->
                        s3().putObjectLockConfiguration(it ->
                                it.bucket(bucket).objectLockConfiguration(Backend::forADay)));
        return this;
    }

    private S3Client s3() {
        endpoint("AWS_ENDPOINT_URL_S3", () -> Servers.s3().endpoint().toString());
        return clients().s3();
    }

    private static void forADay(ObjectLockConfiguration.Builder lock) {
        lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                .rule(rule ->
                        rule.defaultRetention(retention ->
                                retention.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)));
    }

    /// Makes a call that servers without `feature` answer with 501, and skips the case then.
    void unlessLacking(String feature, Runnable call) {
        try {
            call.run();
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED) {
                throw e;
            }
            skip(feature);
        }
    }

    /// Skips the case, for the servers lack `feature`.
    void skip(String feature) {
        throw new TestAbortedException("no " + feature + " on " + this);
    }

    /// Whether these are the servers that every build has. What they can do, they have to do.
    boolean isEmbedded() {
        return endpoint.isEmpty();
    }

    @Override
    public String toString() {
        return isEmbedded() ? "the embedded servers" : endpoint;
    }

    /// With a queue.
    Backend queue() {
        endpoint("AWS_ENDPOINT_URL_SQS", () -> Servers.sqs().endpoint().toString());
        var client = clients().sqs();
        var url = client.createQueue(it -> it.queueName(name)).queueUrl();
        variables.put("PUBLISH_QUEUE_URL", url);
        cleanUp.add(() -> client.deleteQueue(it -> it.queueUrl(url)));
        return this;
    }

    private void dynamoDb() {
        endpoint("AWS_ENDPOINT_URL_DYNAMODB", () -> Servers.dynamoDb().endpoint().toString());
    }

    private void endpoint(String variable, Supplier<String> embedded) {
        variables.computeIfAbsent(variable, it -> isEmbedded() ? embedded.get() : endpoint);
    }

    private void remove(String bucket) {
        var client = clients().s3();
        client.listObjectsV2Paginator(it -> it.bucket(bucket))
                .contents()
                .forEach(object -> client.deleteObject(it -> it.bucket(bucket).key(object.key())));
        client.deleteBucket(it -> it.bucket(bucket));
    }

    private void removeVersions(String bucket, boolean locked) {
        for (var page : clients().s3().listObjectVersionsPaginator(it -> it.bucket(bucket))) {
            page.versions().forEach(it -> removeVersion(bucket, it.key(), it.versionId(), locked));
            page.deleteMarkers()
                    .forEach(it -> removeVersion(bucket, it.key(), it.versionId(), locked));
        }
    }

    /// A bucket without a lock refuses to have one bypassed.
    private void removeVersion(String bucket, String key, String version, boolean locked) {
        clients()
                .s3()
                .deleteObject(it -> {
                    it.bucket(bucket).key(key).versionId(version);
                    if (locked) {
                        it.bypassGovernanceRetention(true);
                    }
                });
    }

    Environment environment() {
        return Environment.of(variables);
    }

    /// The same but for some variables.
    Environment environment(Map<String, String> changes) {
        var changed = new HashMap<>(variables);
        changed.putAll(changes);
        return Environment.of(changed);
    }

    /// Clients of the servers this test has asked for so far, shared with other tests.
    Clients clients() {
        var environment = environment();
        return CLIENTS.computeIfAbsent(
                Arrays.asList(
                        environment.dynamoDbEndpoint(),
                        environment.s3Endpoint(),
                        environment.sqsEndpoint()),
                it -> new Clients(environment));
    }

    Adapters adapters() {
        return new Adapters(environment(), clients());
    }

    @Override
    public void close() {
        cleanUp.reversed().forEach(Runnable::run);
    }

    /// Each started once.
    private static final class Servers {
        private static EmbeddedDynamoDb dynamoDb;
        private static EmbeddedS3 s3;
        private static EmbeddedSqs sqs;

        static synchronized EmbeddedDynamoDb dynamoDb() {
            try {
                if (dynamoDb == null) {
                    dynamoDb = EmbeddedDynamoDb.start(0, null);
                }
                return dynamoDb;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static synchronized EmbeddedS3 s3() {
            try {
                if (s3 == null) {
                    s3 = EmbeddedS3.start(0, folder(), LocalCredentials.LOCAL);
                }
                return s3;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path folder() throws IOException {
            return Files.createTempDirectory("s3");
        }

        static synchronized EmbeddedSqs sqs() {
            try {
                if (sqs == null) {
                    sqs = EmbeddedSqs.start(0, null);
                }
                return sqs;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
