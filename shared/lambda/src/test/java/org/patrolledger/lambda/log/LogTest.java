package org.patrolledger.lambda.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class LogTest {
    private final FakeContext context = new FakeContext("publish-summary");
    private final FunctionLog log = new FunctionLog(Sample.at("2023-02-06T06:30:00.120Z"));

    @Test
    void an_event_is_one_line_of_json_with_the_field_names_of_powertools() {
        log.of(context).info("edition.published", Map.of("summary", Sample.WEEKLY));

        assertThat(context.logged())
                .containsExactly(
                        "{\"timestamp\":\"2023-02-06T06:30:00.120Z\",\"level\":\"INFO\","
                                + "\"message\":\"edition.published\",\"service\":\"patrol-ledger\","
                                + "\"function_name\":\"publish-summary\","
                                + "\"function_version\":\"$LATEST\",\"function_request_id\":\""
                                + context.getAwsRequestId()
                                + "\","
                                + "\"function_memory_size\":512,\"cold_start\":true,"
                                + "\"summary\":\"weekly/2023-W05/grip\"}\n");
    }

    @Test
    void only_the_first_invocation_of_an_instance_is_a_cold_start() {
        log.of(context).info("first", Map.of());
        log.of(context).warn("second", Map.of());

        assertThat(context.lines()).extracting("cold_start").containsExactly(true, false);
        assertThat(context.lines()).extracting("level").containsExactly("INFO", "WARN");
    }

    @Test
    void the_trace_is_named_where_there_is_one() {
        context.traced("1-63e0a5b8-abc");

        log.of(context).info("traced", Map.of());

        assertThat(context.lines().getFirst()).containsEntry("xray_trace_id", "1-63e0a5b8-abc");
    }

    @Test
    void metrics_are_fields_that_the_embedded_format_points_to() {
        log.of(context)
                .info(
                        "edition.published",
                        Map.of(),
                        Metric.count("EditionsPublished", 1),
                        Metric.duration("PublishTime", Duration.ofMillis(1250)),
                        new Metric("EditionSize", "Bytes", 70_000));

        assertThat(context.lines().getFirst())
                .containsEntry("EditionsPublished", 1L)
                .containsEntry("PublishTime", 1250L)
                .containsEntry("EditionSize", 70_000L)
                .containsEntry(
                        "_aws",
                        Json.parse(
                                """
                                {"Timestamp": 1675665000120, "CloudWatchMetrics": [{
                                  "Namespace": "PatrolLedger",
                                  "Dimensions": [["function_name"]],
                                  "Metrics": [
                                    {"Name": "EditionsPublished", "Unit": "Count"},
                                    {"Name": "PublishTime", "Unit": "Milliseconds"},
                                    {"Name": "EditionSize", "Unit": "Bytes"}]}]}
                                """));
    }

    @Test
    void of_an_exception_types_and_frames_are_told_but_no_message() {
        var fault =
                new IllegalStateException(
                        "Jo Bloggs", new DateTimeParseException("read", "jo@example.org", 0));

        log.of(context).error("publish.failed", fault, Map.of("summary", "weekly/2023-W05/grip"));

        assertThat(context.logged().getFirst())
                .doesNotContain("Jo Bloggs", "jo@example.org")
                .contains(
                        "\"level\":\"ERROR\"",
                        "\"name\":\"java.lang.IllegalStateException\"",
                        "caused by java.time.format.DateTimeParseException",
                        "at org.patrolledger.lambda.log.LogTest.of_an_exception",
                        "\"summary\":\"weekly/2023-W05/grip\"");
    }

    @Test
    void of_a_refusal_by_aws_code_status_and_request_are_told() {
        var details =
                AwsErrorDetails.builder()
                        .errorCode("ThrottlingException")
                        .errorMessage("secret")
                        .serviceName("DynamoDb")
                        .build();
        var refused =
                DynamoDbException.builder()
                        .awsErrorDetails(details)
                        .statusCode(400)
                        .requestId("R1")
                        .build();
        var fault = new StorageException(StorageException.Fault.THROTTLED, "throttled", refused);

        log.of(context).error("intake.failed", fault, Map.of());

        assertThat(context.lines().getFirst().get("error"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("fault", "THROTTLED")
                .containsEntry(
                        "aws",
                        Map.of(
                                "service", "DynamoDb",
                                "code", "ThrottlingException",
                                "status", 400L,
                                "request_id", "R1"));
        assertThat(context.logged().getFirst()).doesNotContain("secret");
    }

    @Test
    void a_value_too_long_for_an_id_is_cut_off() {
        log.of(context).info("odd", Map.of("id", "x".repeat(10_000)));

        assertThat(context.lines().getFirst()).containsEntry("id", "x".repeat(256));
    }
}
