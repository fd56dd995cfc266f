package org.patrolledger.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The one place that makes clients of the SDK. Each is made when it is first asked for and kept
/// for as long as this object: a function that only stores submissions never loads S3.
///
/// Nothing is looked for: region, endpoints and the source of credentials are named, and no profile
/// file is read unless credentials come from one.
public final class Clients {
    /// DynamoDB, SQS and KMS answer within milliseconds or not at all. No attempt waits as long
    /// where less is left of the invocation.
    private static final Duration SHORT = Duration.ofSeconds(3);

    /// S3 may take a while to the first byte.
    private static final Duration LONG = Duration.ofSeconds(15);

    /// No mail takes longer; its sender has a second more to note what became of it.
    private static final Duration FOR_A_MAIL = Duration.ofSeconds(4);

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);

    /// The first retry comes within this time, each one after it within double of that.
    private static final Duration FIRST_DELAY = Duration.ofMillis(30);

    private static final Duration FIRST_DELAY_THROTTLED = Duration.ofMillis(150);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    /// The [Deadline] usually comes first.
    private static final int ATTEMPTS = 8;

    private final Environment environment;
    private final List<ExecutionInterceptor> interceptors;
    private final @Nullable SdkHttpClient http;
    private @Nullable DynamoDbClient dynamoDb;
    private @Nullable S3Client s3;
    private @Nullable S3Presigner presigner;
    private @Nullable SqsClient sqs;
    private @Nullable KmsClient kms;
    private @Nullable SesV2Client ses;
    private @Nullable AwsCredentialsProvider credentials;

    public Clients(Environment environment) {
        this(environment, List.of());
    }

    /// Clients whose calls `interceptors` see, as a test does that records them.
    public Clients(Environment environment, List<ExecutionInterceptor> interceptors) {
        this(environment, interceptors, null);
    }

    /// Clients that `http` answers instead of the services.
    Clients(Environment environment, SdkHttpClient http) {
        this(environment, List.of(), http);
    }

    private Clients(
            Environment environment,
            List<ExecutionInterceptor> interceptors,
            @Nullable SdkHttpClient http) {
        this.environment = environment;
        this.interceptors = List.copyOf(interceptors);
        this.http = http;
    }

    /// The client of DynamoDB.
    public synchronized DynamoDbClient dynamoDb() {
        if (dynamoDb == null) {
            dynamoDb =
                    configured(
                                    DynamoDbClient.builder(),
                                    environment.dynamoDbEndpoint(),
                                    SHORT,
                                    new RevisionPages())
                            .endpointDiscoveryEnabled(false)
                            .build();
        }
        return dynamoDb;
    }

    /// The client of S3.
    public synchronized S3Client s3() {
        if (s3 == null) {
            s3 =
                    configured(S3Client.builder(), environment.s3Endpoint(), LONG)
                            .forcePathStyle(endpoint(environment.s3Endpoint()) != null)
                            // Uploads name their SHA-256 themselves.
                            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                            .disableS3ExpressSessionAuth(true)
                            .build();
        }
        return s3;
    }

    /// What signs links to objects in S3.
    public synchronized S3Presigner presigner() {
        if (presigner == null) {
            var endpoint = endpoint(environment.s3Endpoint());
            var builder =
                    S3Presigner.builder()
                            .region(Region.of(environment.region()))
                            .credentialsProvider(credentials())
                            .serviceConfiguration(
                                    S3Configuration.builder()
                                            .pathStyleAccessEnabled(endpoint != null)
                                            .build());
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            presigner = builder.build();
        }
        return presigner;
    }

    /// The client of SQS.
    public synchronized SqsClient sqs() {
        if (sqs == null) {
            sqs = configured(SqsClient.builder(), environment.sqsEndpoint(), SHORT).build();
        }
        return sqs;
    }

    /// The client of KMS.
    public synchronized KmsClient kms() {
        if (kms == null) {
            kms = configured(KmsClient.builder(), null, SHORT).build();
        }
        return kms;
    }

    /// The client of the mail service, which makes every call once: a call that got no answer may
    /// have sent its mail.
    public synchronized SesV2Client ses() {
        if (ses == null) {
            ses =
                    configured(SesV2Client.builder(), environment.mail().sesEndpoint(), SHORT)
                            .overrideConfiguration(it -> {
                                it.retryStrategy(AwsRetryStrategy.doNotRetry())
                                        .apiCallTimeout(FOR_A_MAIL);
                                interceptors.forEach(it::addExecutionInterceptor);
                                withoutProfile(it);
                            })
                            .build();
        }
        return ses;
    }

    private @Nullable URI endpoint(@Nullable URI own) {
        return own == null ? environment.endpoint() : own;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
            B builder, @Nullable URI ownEndpoint, Duration timeout, ExecutionInterceptor... own) {
        builder.region(Region.of(environment.region()))
                .credentialsProvider(credentials())
                .defaultsMode(DefaultsMode.STANDARD)
                .overrideConfiguration(it -> {
                    it.retryStrategy(new TimelyRetries(retries()));
                    interceptors.forEach(it::addExecutionInterceptor);
                    List.of(own).forEach(it::addExecutionInterceptor);
                    withoutProfile(it);
                });
        if (http == null) {
            builder.httpClient(UrlConnectionHttpClient.create(uri -> connection(uri, timeout)));
        } else {
            builder.httpClient(http);
        }
        var endpoint = endpoint(ownEndpoint);
        return endpoint == null ? builder : builder.endpointOverride(endpoint);
    }

    /// A connection for one attempt, which gives up when the invocation has to be done with
    /// storage.
    private static HttpURLConnection connection(URI uri, Duration timeout) {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            var deadline = Deadline.current();
            connection.setConnectTimeout(milliseconds(deadline.atMost(TO_CONNECT)));
            connection.setReadTimeout(milliseconds(deadline.atMost(timeout)));
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int milliseconds(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private void withoutProfile(ClientOverrideConfiguration.Builder configuration) {
        if (environment.credentials() != Environment.Credentials.DEFAULT) {
            configuration.defaultProfileFile(ProfileFile.aggregator().build());
        }
    }

    static StandardRetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(FIRST_DELAY_THROTTLED, LONGEST_DELAY))
                .build();
    }

    private AwsCredentialsProvider credentials() {
        if (credentials == null) {
            credentials =
                    switch (environment.credentials()) {
                        case CONTAINER -> ContainerCredentialsProvider.create();
                        case VARIABLES -> EnvironmentVariableCredentialsProvider.create();
                        case LOCAL ->
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local"));
                        case DEFAULT -> DefaultCredentialsProvider.builder().build();
                    };
        }
        return credentials;
    }
}
