package org.patrolledger.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static final Map<String, String> DEPLOYED =
            Map.ofEntries(
                    Map.entry("AWS_REGION", "eu-west-2"),
                    Map.entry("SUBMISSIONS_TABLE", "prod-submissions"),
                    Map.entry("CATALOGUE_TABLE", "prod-catalogue"),
                    Map.entry("CHAINS_TABLE", "prod-chains"),
                    Map.entry("DOWNLOADS_TABLE", "prod-downloads"),
                    Map.entry("SUMMARIES_BUCKET", "essex-summaries"),
                    Map.entry("STAGING_BUCKET", "essex-staging"),
                    Map.entry(
                            "PUBLISH_QUEUE_URL",
                            "https://sqs.eu-west-2.amazonaws.com/123456789012/publish"),
                    Map.entry(
                            "SIGNING_KEY",
                            "arn:aws:kms:eu-west-2:123456789012:key/6f1b9d0e-31c5-4ea1-9d4f-4c1f0c7f6a11"),
                    Map.entry("NOTICE_DELAY_SECONDS", "60"),
                    Map.entry("CATALOGUE_SECONDS", "10"));

    @Test
    void a_deployed_environment_is_read_whole() {
        Environment environment = Environment.of(DEPLOYED);

        assertThat(environment.region()).isEqualTo("eu-west-2");
        assertThat(environment.submissionsTable()).isEqualTo("prod-submissions");
        assertThat(environment.catalogueTable()).isEqualTo("prod-catalogue");
        assertThat(environment.chainsTable()).isEqualTo("prod-chains");
        assertThat(environment.downloadsTable()).isEqualTo("prod-downloads");
        assertThat(environment.summariesBucket()).isEqualTo("essex-summaries");
        assertThat(environment.stagingBucket()).isEqualTo("essex-staging");
        assertThat(environment.publishQueue().getPath()).isEqualTo("/123456789012/publish");
        assertThat(environment.signingKey()).startsWith("arn:aws:kms:");
        assertThat(environment.noticeDelay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(environment.catalogueLifetime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(environment.dynamoDbEndpoint()).isNull();
        assertThat(environment.s3Endpoint()).isNull();
        assertThat(environment.sqsEndpoint()).isNull();
        assertThat(environment.endpoint()).isNull();
    }

    @Test
    void a_local_environment_names_its_endpoints_and_a_key_file() {
        Environment environment =
                Environment.of(
                        with(
                                Map.of(
                                        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000",
                                        "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000",
                                        "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324",
                                        "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
                                        "SIGNING_KEY", "file:///srv/patrol-ledger/key.pem",
                                        "NOTICE_DELAY_SECONDS", "0")));

        assertThat(environment.dynamoDbEndpoint()).isEqualTo(URI.create("http://127.0.0.1:8000"));
        assertThat(environment.s3Endpoint()).isEqualTo(URI.create("http://127.0.0.1:9000"));
        assertThat(environment.sqsEndpoint()).isEqualTo(URI.create("http://127.0.0.1:9324"));
        assertThat(environment.endpoint()).isEqualTo(URI.create("http://127.0.0.1:4566"));
        assertThat(environment.signingKey()).isEqualTo("file:///srv/patrol-ledger/key.pem");
        assertThat(environment.noticeDelay()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_REGION", "SUBMISSIONS_TABLE", "CATALOGUE_TABLE", "CHAINS_TABLE",
                "DOWNLOADS_TABLE", "SUMMARIES_BUCKET", "STAGING_BUCKET", "PUBLISH_QUEUE_URL",
                "SIGNING_KEY", "NOTICE_DELAY_SECONDS", "CATALOGUE_SECONDS"
            })
    void a_missing_or_empty_variable_is_named(String name) {
        Map<String, String> without = new HashMap<>(DEPLOYED);
        without.remove(name);

        assertThatThrownBy(() -> Environment.of(without))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(" " + name + " is missing");
        assertThatThrownBy(() -> Environment.of(with(Map.of(name, ""))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(" " + name + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_REGION, London",
        "SUBMISSIONS_TABLE, no spaces here",
        "SUMMARIES_BUCKET, UpperCase",
        "STAGING_BUCKET, x",
        "PUBLISH_QUEUE_URL, sqs",
        "PUBLISH_QUEUE_URL, http://[",
        "SIGNING_KEY, alias/mine",
        "SIGNING_KEY, /srv/key.pem",
        "NOTICE_DELAY_SECONDS, 901",
        "NOTICE_DELAY_SECONDS, -1",
        "NOTICE_DELAY_SECONDS, 1m",
        "CATALOGUE_SECONDS, 21",
        "CATALOGUE_SECONDS, 0.5",
        "PART_BYTES, 1023",
        "PART_BYTES, 1073741825",
        "PART_BYTES, 8 MB",
        "AWS_ENDPOINT_URL_DYNAMODB, 127.0.0.1:8000",
        "AWS_ENDPOINT_URL_S3, ftp://127.0.0.1",
        "AWS_ENDPOINT_URL_SQS, localhost",
        "AWS_ENDPOINT_URL, localhost"
    })
    void a_malformed_variable_is_named_and_its_value_is_not_repeated(String name, String value) {
        assertThatThrownBy(() -> Environment.of(with(Map.of(name, value))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(" " + name + " is not ")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "1024, 1024", "5242880, 5242880", "1073741824, 1073741824"})
    void parts_are_as_long_as_suits_s3_unless_it_is_said(String value, int expected) {
        assertThat(Environment.of(with(Map.of("PART_BYTES", value))).partBytes())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, http://169.254.170.23/v1, CONTAINER",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, /v2/credentials, CONTAINER",
        "AWS_ACCESS_KEY_ID, AKIDEXAMPLE, VARIABLES",
        "AWS_ENDPOINT_URL, http://127.0.0.1:4566, LOCAL",
        "AWS_ENDPOINT_URL_DYNAMODB, http://127.0.0.1:8000, LOCAL",
        "AWS_ENDPOINT_URL_S3, http://127.0.0.1:9000, LOCAL",
        "AWS_ENDPOINT_URL_SQS, http://127.0.0.1:9324, LOCAL",
        "AWS_ENDPOINT_URL, '', DEFAULT"
    })
    void where_the_access_key_comes_from_is_decided_once(
            String name, String value, Environment.Credentials expected) {
        assertThat(Environment.of(with(Map.of(name, value))).credentials()).isEqualTo(expected);
    }

    /// A restored function has both, of which the variables are out of date.
    @Test
    void the_endpoint_for_credentials_comes_before_the_variables() {
        var both =
                Map.of(
                        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1",
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:4566");

        assertThat(Environment.of(with(both)).credentials())
                .isEqualTo(Environment.Credentials.CONTAINER);
    }

    private static Map<String, String> with(Map<String, String> changes) {
        Map<String, String> variables = new HashMap<>(DEPLOYED);
        variables.putAll(changes);
        return variables;
    }
}
