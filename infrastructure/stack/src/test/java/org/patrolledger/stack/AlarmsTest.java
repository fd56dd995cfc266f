package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether an alarm goes off in the incident it is for and at no other time, and whether anybody
/// hears of it.
class AlarmsTest {

    private static final double NONE = MetricExpression.MISSING;
    private static final JsonNode SERVICE = Synthesis.production().service();
    private static final List<DeployedAlarm> ALARMS =
            resources(SERVICE, "AWS::CloudWatch::Alarm")
                    .map(alarm -> new DeployedAlarm(alarm.get("Properties")))
                    .toList();

    static Stream<Incident> incidents() {
        String waiting = "AWS/SQS ApproximateNumberOfMessagesVisible";
        Stream<Incident> queues =
                Stream.of(
                        Incident.of(
                                "summary-not-published",
                                waiting,
                                "QueueName",
                                "QueuesUnpublished",
                                1),
                        Incident.of(
                                "change-not-noticed", waiting, "QueueName", "QueuesUnnoticed", 1),
                        Incident.of(
                                "schedule-not-run", waiting, "QueueName", "QueuesUnscheduled", 1),
                        Incident.of("import-not-done", waiting, "QueueName", "QueuesUnimported", 1),
                        Incident.of(
                                "archive-not-made", waiting, "QueueName", "QueuesUnarchived", 1),
                        Incident.of(
                                "publishing-overdue",
                                "AWS/SQS ApproximateAgeOfOldestMessage",
                                "QueueName",
                                "QueuesDue",
                                3_300,
                                3_600));
        Stream<Incident> others =
                Stream.of(
                        // One in fifty is answered with a fault of ours.
                        Incident.of(
                                        "api-faults",
                                        "AWS/ApiGateway Count",
                                        "ApiId",
                                        "ApiHttp",
                                        200,
                                        250)
                                .and("AWS/ApiGateway 5xx", "ApiId", "ApiHttp", 4, 5),
                        new Incident(
                                "functions-throttled",
                                Map.of(
                                        new DeployedAlarm.Metric("AWS/Lambda Throttles", Map.of()),
                                        Incident.half(40))),
                        Incident.of(
                                "submissions-throttled",
                                "AWS/DynamoDB WriteThrottleEvents",
                                "TableName",
                                "Submissions",
                                12,
                                3),
                        // The table has room, and one of its indexes turns writes away.
                        throttledIndex("by-day"),
                        throttledIndex("by-place"),
                        Incident.of(
                                "changes-late",
                                "AWS/Lambda IteratorAge",
                                "FunctionName",
                                "FunctionsNoticeChange",
                                900_000,
                                1_200_000),
                        new Incident(
                                "signature-failed",
                                Map.of(
                                        new DeployedAlarm.Metric(
                                                "PatrolLedger SigningFailed", Map.of()),
                                        Incident.half(1))));
        Stream<Incident> functions = Arrays.stream(FunctionPlan.values()).map(AlarmsTest::failing);
        return Stream.of(queues, MailIncidents.all(), others, functions).flatMap(s -> s);
    }

    private static Incident throttledIndex(String index) {
        return new Incident(
                "submissions-" + index + "-throttled",
                Map.of(
                        new DeployedAlarm.Metric(
                                "AWS/DynamoDB WriteThrottleEvents",
                                Map.of(
                                        "TableName",
                                        "Submissions",
                                        "GlobalSecondaryIndexName",
                                        index)),
                        Incident.half(12, 3)));
    }

    private static Incident failing(FunctionPlan plan) {
        String function = "Functions" + LogicalIds.of(plan.function());
        double[] errors =
                switch (plan.trigger()) {
                    case REQUEST -> new double[] {2, 3};
                    // Three calls within three minutes, the first of them in the period before.
                    case SCHEDULE -> new double[] {1, 2};
                    // One message, which comes back after an hour.
                    case QUEUE -> new double[] {1, NONE};
                    case STREAM -> new double[] {2, NONE};
                };
        var failing =
                Incident.of(
                        plan.function() + "-errors",
                        "AWS/Lambda Errors",
                        "FunctionName",
                        function,
                        errors);
        return failing.and("AWS/Lambda Invocations", "FunctionName", function, 150, 200);
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void an_alarm_goes_off_in_the_incident_it_is_for_and_no_other_does(Incident incident) {
        Set<DeployedAlarm.Metric> asked = new HashSet<>();
        Function<DeployedAlarm.Metric, double[]> happening =
                metric -> {
                    asked.add(metric);
                    return incident.happening().getOrDefault(metric, Incident.half());
                };
        assertThat(ALARMS.stream().filter(alarm -> alarm.goesOff(happening)))
                .extracting(DeployedAlarm::name)
                .containsExactly(incident.alarm());
        assertThat(asked).containsAll(metrics(incident));
    }

    /// The number of calls is asked for only where a share of them is looked at.
    private static Set<DeployedAlarm.Metric> metrics(Incident incident) {
        Set<DeployedAlarm.Metric> metrics = new HashSet<>(incident.happening().keySet());
        metrics.removeIf(metric -> metric.name().equals("AWS/Lambda Invocations"));
        return metrics;
    }

    @Test
    void every_alarm_has_an_incident() {
        assertThat(incidents().map(Incident::alarm))
                .containsExactlyInAnyOrderElementsOf(
                        ALARMS.stream().map(DeployedAlarm::name).toList());
    }

    @Test
    void a_night_on_which_nothing_happens_wakes_nobody() {
        assertThat(ALARMS.stream().filter(alarm -> alarm.goesOff(metric -> Incident.half())))
                .isEmpty();
    }

    @Test
    void an_evening_on_which_all_is_well_wakes_nobody() {
        Map<String, double[]> well = new TreeMap<>();
        double[] calls = {900, 1_200, 4_000, 8_000, 900, 300};
        double[] few = {1, 0, 3, 2, 0, 1};
        well.put("AWS/Lambda Invocations", calls);
        well.put("AWS/ApiGateway Count", calls);
        well.put("AWS/ApiGateway 5xx", few);
        well.put("AWS/SQS ApproximateAgeOfOldestMessage", new double[] {60, 300, 900, 40, 0, 0});
        // A rate that was exceeded once, and mails that go on.
        well.put("PatrolLedger MailsHeld", new double[] {0, 40, 200, 12, 0, 0});
        well.put("PatrolLedger MailsSent", new double[] {2_900, 2_800, 1_500, 2_700, 100, 0});
        well.put("PatrolLedger MailsUnknown", new double[] {3, 0, 7, 1, 0, 2});
        well.put("AWS/SES Reputation.BounceRate", new double[] {0.02, 0.02, 0.02, 0.03, 0, 0});
        well.put("AWS/Lambda IteratorAge", new double[] {300_000, 2_000, 400_000, 0, 0, 100});
        Function<DeployedAlarm.Metric, double[]> happening =
                metric -> well.getOrDefault(metric.name(), new double[6]);

        assertThat(ALARMS.stream().filter(alarm -> alarm.goesOff(happening))).isEmpty();
    }

    @Test
    void one_call_that_fails_by_night_wakes_nobody() {
        for (FunctionPlan plan : FunctionPlan.values()) {
            if (plan.trigger() != FunctionPlan.Trigger.QUEUE) {
                Function<DeployedAlarm.Metric, double[]> happening =
                        metric ->
                                metric.name().startsWith("AWS/Lambda ")
                                        ? Incident.half(1, NONE)
                                        : Incident.half();
                assertThat(
                                ALARMS.stream()
                                        .filter(a -> a.name().equals(plan.function() + "-errors"))
                                        .filter(alarm -> alarm.goesOff(happening)))
                        .isEmpty();
            }
        }
    }

    @Test
    void every_expression_is_of_a_form_that_cloud_watch_takes() {
        Set<String> expressions = new TreeSet<>();
        for (DeployedAlarm alarm : ALARMS) {
            Set<String> ids = new TreeSet<>();
            String expression = "";
            for (JsonNode query : alarm.properties().path("Metrics")) {
                if (query.has("Expression")) {
                    expression = query.get("Expression").asText();
                } else {
                    ids.add(query.get("Id").asText());
                }
            }
            if (!expression.isEmpty()) {
                MetricExpression.check(expression, ids);
                expressions.add(expression);
                // More than ten an alarm may not have.
                assertThat(ids).hasSizeBetween(1, 10);
            }
        }
        assertThat(expressions).isNotEmpty();
        String board =
                resources(SERVICE, "AWS::CloudWatch::Dashboard")
                        .findFirst()
                        .orElseThrow()
                        .toString();
        assertThat(board).doesNotContain("\\\"expression\\\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100 * some / MAX([all, 1])",
                "MAX([some, 0])",
                "SUM(some)",
                "IF(1, some, all)",
                "FILL(some, all)",
                "some + nothing",
                "1 + 1",
                "some all",
                "some +",
                "AVG([some, all])",
                "\"some\""
            })
    void an_expression_that_cloud_watch_refuses_is_refused_here(String expression) {
        assertThatThrownBy(() -> MetricExpression.check(expression, Set.of("some", "all")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_alarm_reaches_its_topic_past_the_topic_s_policy_and_key() {
        assertThat(ALARMS).isNotEmpty();
        for (DeployedAlarm alarm : ALARMS) {
            JsonNode properties = alarm.properties();
            assertThat(properties.get("AlarmActions")).hasSize(1);
            JsonNode action = properties.get("AlarmActions").get(0);
            assertThat(properties.get("OKActions").get(0)).isEqualTo(action);
            assertThat(properties.path("ActionsEnabled").asBoolean(true)).isTrue();
            JsonNode topic = SERVICE.get("Resources").get(action.get("Ref").asText());
            assertThat(topic.get("Type").asText()).isEqualTo("AWS::SNS::Topic");

            assertThat(isAllowed(policyOf(action), "sns:Publish", action)).as("topic").isTrue();
            JsonNode key = keyOf(topic.at("/Properties/KmsMasterKeyId"));
            for (String use : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
                assertThat(isAllowed(key.at("/Properties/KeyPolicy"), use, null)).as(use).isTrue();
            }
        }
    }

    /// The policy of a topic; without one SNS lets the account's own services publish.
    private static JsonNode policyOf(JsonNode topic) {
        return resources(SERVICE, "AWS::SNS::TopicPolicy")
                .filter(policy -> policy.at("/Properties/Topics/0").equals(topic))
                .findFirst()
                .orElseThrow()
                .at("/Properties/PolicyDocument");
    }

    /// The key behind a reference from the service's stack into the data's.
    private static JsonNode keyOf(JsonNode reference) {
        String export = reference.get("Fn::ImportValue").asText();
        String value =
                Synthesis.production().data().get("Outputs").properties().stream()
                        .map(Map.Entry::getValue)
                        .filter(output -> output.at("/Export/Name").asText().equals(export))
                        .findFirst()
                        .orElseThrow()
                        .at("/Value/Fn::GetAtt/0")
                        .asText();
        return Synthesis.production().data().get("Resources").get(value);
    }

    /// Whether CloudWatch may, for an alarm of this account, over TLS: something allows it, and
    /// nothing refuses it.
    private static boolean isAllowed(JsonNode policy, String action, JsonNode resource) {
        boolean allowed = false;
        for (JsonNode statement : policy.get("Statement")) {
            boolean named = texts(statement.get("Action")).contains(action);
            boolean on =
                    resource == null
                            ? statement.get("Resource").asText().equals("*")
                            : statement.get("Resource").equals(resource);
            JsonNode condition = statement.path("Condition");
            if (named && on && statement.get("Effect").asText().equals("Deny")) {
                // Holds for plain HTTP alone.
                assertThat(condition)
                        .isEqualTo(
                                Synthesis.parse(
                                        "{\"Bool\": {\"aws:SecureTransport\": \"false\"}}"));
            } else if (named
                    && on
                    && statement
                            .at("/Principal/Service")
                            .asText()
                            .equals("cloudwatch.amazonaws.com")) {
                assertThat(condition)
                        .isEqualTo(
                                Synthesis.parse(
                                        "{\"StringEquals\": {\"aws:SourceAccount\":"
                                                + " {\"Ref\": \"AWS::AccountId\"}}}"));
                allowed = true;
            }
        }
        return allowed;
    }

    private static Set<String> texts(JsonNode oneOrMore) {
        Set<String> texts = new TreeSet<>();
        if (oneOrMore.isTextual()) {
            texts.add(oneOrMore.asText());
        } else {
            oneOrMore.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }
}
