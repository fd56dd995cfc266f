package org.patrolledger.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceStackTest {

    private static final JsonNode SERVICE = Synthesis.production().service();

    @ParameterizedTest
    @CsvSource({
        "weekly, cron(30 6 ? * MON *)",
        "monthly, cron(0 7 1 * ? *)",
        "final, cron(30 7 * * ? *)",
        "digest, cron(0 8 ? * MON *)"
    })
    void a_schedule_runs_by_the_clock_in_london(String kind, String cron) {
        JsonNode schedule = named("AWS::Scheduler::Schedule", "Name", kind);

        assertThat(schedule.get("ScheduleExpression").asText()).isEqualTo(cron);
        assertThat(schedule.get("ScheduleExpressionTimezone").asText()).isEqualTo("Europe/London");
        assertThat(schedule.at("/FlexibleTimeWindow/Mode").asText()).isEqualTo("OFF");
        assertThat(Synthesis.parse(schedule.at("/Target/Input").asText()))
                .isEqualTo(
                        Synthesis.parse(
                                "{\"kind\": \""
                                        + kind
                                        + "\", \"scheduledAt\":"
                                        + " \"<aws.scheduler.scheduled-time>\"}"));
        assertThat(schedule.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(20);
        assertThat(schedule.at("/Target/DeadLetterConfig/Arn"))
                .isEqualTo(arnOf("AWS::SQS::Queue", "QueuesUnscheduled"));
        assertThat(schedule.has("State")).isFalse();
    }

    /// The scheduler only hands over; what fails afterwards is Lambda's to keep.
    @Test
    void a_schedule_that_could_not_be_run_is_a_dead_letter_within_the_hour() {
        assertThat(resources(SERVICE, "AWS::Lambda::EventInvokeConfig"))
                .hasSize(2)
                .allSatisfy(config -> {
                    JsonNode properties = config.get("Properties");
                    assertThat(properties.at("/FunctionName/Ref").asText())
                            .matches("FunctionsSchedule(Summaries|Digests)[0-9A-F]{8}");
                    assertThat(properties.get("Qualifier").asText()).isEqualTo("live");
                    assertThat(properties.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(3600);
                    assertThat(properties.at("/DestinationConfig/OnFailure/Destination"))
                            .isEqualTo(arnOf("AWS::SQS::Queue", "QueuesUnscheduled"));
                });
        assertThat(resources(SERVICE, "AWS::Scheduler::Schedule"))
                .allMatch(schedule ->
                        schedule.at("/Properties/Target/RetryPolicy/MaximumEventAgeInSeconds")
                                        .asInt()
                                == 3600);
    }

    /// A version that nobody calls for 14 days loses its snapshot, and its next call fails.
    @ParameterizedTest
    @EnumSource
    void every_alias_is_pinged_once_a_week(FunctionPlan plan) {
        JsonNode ping = named("AWS::Scheduler::Schedule", "Name", "ping-" + plan.function());

        assertThat(ping.get("ScheduleExpression").asText()).isEqualTo("cron(0 10 ? * WED *)");
        assertThat(ping.at("/Target/Input").asText()).isEqualTo("{\"ping\":true}");
        String alias = ping.at("/Target/Arn/Ref").asText();
        assertThat(alias).startsWith("Functions" + LogicalIds.of(plan.function()) + "Live");
        JsonNode role =
                SERVICE.at(
                        "/Resources/"
                                + ping.at("/Target/RoleArn/Fn::GetAtt/0").asText()
                                + "/Properties/Policies/0/PolicyDocument/Statement");
        assertThat(role)
                .filteredOn(s -> s.get("Action").asText().equals("lambda:InvokeFunction"))
                .singleElement()
                .extracting(JsonNode::toString)
                .asString()
                .contains("\"" + alias + "\"");
    }

    @Test
    void nothing_else_is_scheduled() {
        assertThat(resources(SERVICE, "AWS::Scheduler::Schedule"))
                .hasSize(4 + FunctionPlan.values().length);
    }

    @Test
    void a_new_version_of_what_somebody_waits_for_is_tried_before_it_is_trusted() {
        Map<String, JsonNode> aliases = new TreeMap<>();
        resources(SERVICE, "AWS::Lambda::Alias")
                .forEach(a -> aliases.put(a.at("/Properties/FunctionName/Ref").asText(), a));
        for (FunctionPlan plan : FunctionPlan.values()) {
            JsonNode alias =
                    aliases.get(
                            logicalId(
                                    "AWS::Lambda::Function",
                                    "Functions" + LogicalIds.of(plan.function())));
            JsonNode update = alias.at("/UpdatePolicy/CodeDeployLambdaAliasUpdate");
            assertThat(update.isMissingNode()).isEqualTo(!plan.isAwaited());
            if (plan.isAwaited()) {
                JsonNode group =
                        SERVICE.at("/Resources/" + update.at("/DeploymentGroupName/Ref").asText());
                assertThat(group.at("/Properties/DeploymentConfigName").asText())
                        .isEqualTo("CodeDeployDefault.LambdaCanary10Percent15Minutes");
                assertThat(group.at("/Properties/AutoRollbackConfiguration/Events").toString())
                        .contains("DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_FAILURE");
                assertThat(group.at("/Properties/AlarmConfiguration/Alarms/0/Name/Ref").asText())
                        .startsWith("Alarms" + LogicalIds.of(plan.function()) + "Errors");
            }
        }
    }

    @Test
    void a_summary_that_cannot_be_published_becomes_a_dead_letter() {
        JsonNode due = named("AWS::SQS::Queue", "QueueName", "patrol-ledger-due");

        assertThat(due.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(5);
        assertThat(due.at("/RedrivePolicy/deadLetterTargetArn"))
                .isEqualTo(arnOf("AWS::SQS::Queue", "QueuesUnpublished"));
        assertThat(due.get("VisibilityTimeout").asInt())
                .isEqualTo(6 * FunctionPlan.PUBLISH_SUMMARY.size().seconds());
    }

    @Test
    void queues_are_encrypted_keep_for_a_fortnight_and_speak_tls_only() {
        List<String> tlsOnly = new ArrayList<>();
        resources(SERVICE, "AWS::SQS::QueuePolicy")
                .forEach(policy -> {
                    for (JsonNode s : policy.at("/Properties/PolicyDocument/Statement")) {
                        if (s.at("/Condition/Bool/aws:SecureTransport").asText().equals("false")) {
                            tlsOnly.add(policy.at("/Properties/Queues/0/Ref").asText());
                        }
                    }
                });
        assertThat(tlsOnly).hasSize(12).doesNotHaveDuplicates();
        assertThat(resources(SERVICE, "AWS::SQS::Queue"))
                .hasSize(12)
                .allSatisfy(queue -> {
                    JsonNode properties = queue.get("Properties");
                    assertThat(properties.get("SqsManagedSseEnabled").asBoolean()).isTrue();
                    assertThat(properties.get("MessageRetentionPeriod").asInt())
                            .isEqualTo(14 * 24 * 60 * 60);
                });
    }

    /// What SES says of a mail has its address and its text in it.
    @Test
    void no_address_and_no_text_reaches_the_queue_of_what_became_of_mails() {
        List<String> said =
                new ArrayList<>(List.of("event", "messageId", "mailing", "subscriber", "attempt"));
        rule("MailHeard", "[{\"anything-but\":[\"Bounce\"]}]", said);
        said.add("bounceType");
        rule("MailBounced", "[\"Bounce\"]", said);
        assertThat(resources(SERVICE, "AWS::Events::Rule")).hasSize(2);
        assertThat(
                        resources(SERVICE, "AWS::SES::ConfigurationSetEventDestination")
                                .map(d ->
                                        d.at("/Properties/EventDestination/MatchingEventTypes")
                                                .toString()))
                .singleElement()
                .asString()
                .doesNotContain("OPEN", "CLICK");
    }

    private static void rule(String id, String types, List<String> said) {
        JsonNode properties =
                SERVICE.get("Resources").properties().stream()
                        .filter(resource -> resource.getKey().startsWith(id))
                        .map(resource -> resource.getValue().get("Properties"))
                        .findFirst()
                        .orElseThrow();
        assertThat(properties.at("/EventPattern/source/0").asText()).isEqualTo("aws.ses");
        assertThat(properties.at("/EventPattern/detail/eventType").toString()).isEqualTo(types);
        assertThat(properties.at("/Targets")).hasSize(1);
        JsonNode transformer = properties.at("/Targets/0/InputTransformer");
        // A path that an event lacks may spoil what is made of it: only a bounce has a type.
        assertThat(transformer.get("InputPathsMap"))
                .hasSize(said.size())
                .noneMatch(path -> path.asText().matches(".*(destination|commonHeaders|recip).*"));
        assertThat(
                        Synthesis.parse(
                                        transformer
                                                .get("InputTemplate")
                                                .asText()
                                                .replaceAll("<[^>]+>", "\"\""))
                                .properties()
                                .stream()
                                .map(Map.Entry::getKey))
                .containsExactlyElementsOf(said);
    }

    @Test
    void summaries_due_come_one_at_a_time_to_ten_at_most() {
        JsonNode source = source("QueuesDue");

        assertThat(source.get("BatchSize").asInt()).isEqualTo(1);
        assertThat(source.at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(10);
        assertThat(source.at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
    }

    @Test
    void one_bad_change_does_not_hold_up_the_others_and_is_kept() {
        JsonNode source = source("Submissions");

        assertThat(source.get("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(source.get("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(source.at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
        assertThat(source.get("MaximumRetryAttempts").asInt()).isEqualTo(8);
        // A stream forgets after 24 hours; what is given up on has to be known before.
        assertThat(source.get("MaximumRecordAgeInSeconds").asInt()).isLessThan(24 * 60 * 60);
        assertThat(source.at("/DestinationConfig/OnFailure/Destination"))
                .isEqualTo(arnOf("AWS::SQS::Queue", "QueuesUnnoticed"));
    }

    @Test
    void every_alarm_reaches_the_topic_and_says_what_to_do() {
        JsonNode topic =
                Synthesis.parse(
                        "{\"Ref\": \"" + logicalId("AWS::SNS::Topic", "AlarmsTopic") + "\"}");

        assertThat(resources(SERVICE, "AWS::CloudWatch::Alarm"))
                .hasSizeGreaterThanOrEqualTo(18)
                .allSatisfy(alarm -> {
                    JsonNode properties = alarm.get("Properties");
                    assertThat(properties.get("AlarmActions").get(0)).isEqualTo(topic);
                    assertThat(properties.get("OKActions").get(0)).isEqualTo(topic);
                    assertThat(properties.get("AlarmDescription").asText()).contains("Runbook: ");
                    assertThat(properties.get("TreatMissingData").asText())
                            .isEqualTo("notBreaching");
                });
    }

    @Test
    void what_an_alarm_says_to_do_is_in_the_runbook() throws IOException {
        String runbook = Files.readString(Path.of("..", "README.md"));
        assertThat(
                        resources(SERVICE, "AWS::CloudWatch::Alarm")
                                .map(a -> a.at("/Properties/AlarmDescription").asText())
                                .map(text -> text.replaceAll("(?s).*Runbook: (.*)[.]", "$1"))
                                .distinct())
                .hasSizeGreaterThan(3)
                .allSatisfy(section -> assertThat(runbook).contains("\n## " + section + "\n"));
    }

    @Test
    void what_could_go_unseen_has_an_alarm() {
        Set<String> names = new TreeSet<>();
        resources(SERVICE, "AWS::CloudWatch::Alarm")
                .forEach(alarm -> names.add(alarm.at("/Properties/AlarmName").asText()));
        Set<String> expected = new TreeSet<>();
        Stream.of(
                        "summary-not-published",
                        "change-not-noticed",
                        "schedule-not-run",
                        "import-not-done",
                        "archive-not-made",
                        "mail-not-sent",
                        "mail-event-not-noted",
                        "mail-overdue",
                        "mail-held",
                        "mail-unanswered",
                        "mail-bounces",
                        "mail-complaints",
                        "publishing-overdue",
                        "functions-throttled",
                        "signature-failed",
                        "api-faults",
                        "submissions-throttled",
                        "submissions-by-day-throttled",
                        "submissions-by-place-throttled",
                        "changes-late")
                .forEach(name -> expected.add("patrol-ledger-" + name));
        for (FunctionPlan plan : FunctionPlan.values()) {
            expected.add("patrol-ledger-" + plan.function() + "-errors");
        }

        assertThat(names).isEqualTo(expected);
    }

    @Test
    void publishing_is_overdue_after_an_hour() {
        JsonNode alarm =
                named("AWS::CloudWatch::Alarm", "AlarmName", "patrol-ledger-publishing-overdue");

        assertThat(alarm.get("MetricName").asText()).isEqualTo("ApproximateAgeOfOldestMessage");
        assertThat(alarm.get("Threshold").asInt()).isEqualTo(3600);
    }

    @Test
    void the_topic_is_encrypted_with_the_data_key() {
        assertThat(resources(SERVICE, "AWS::SNS::Topic"))
                .singleElement()
                .matches(topic ->
                        topic.at("/Properties/KmsMasterKeyId").toString().contains("DataKey"));
    }

    @Test
    void a_person_is_told_what_they_need() {
        Map<String, JsonNode> outputs =
                SERVICE.get("Outputs").properties().stream()
                        // What another stack takes is for no person.
                        .filter(output -> !output.getValue().has("Export"))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(outputs)
                .containsOnlyKeys(
                        "ApiUrl",
                        "AlarmTopic",
                        "Dashboard",
                        "DueQueue",
                        "UnpublishedQueue",
                        "UnnoticedQueue",
                        "UnscheduledQueue",
                        "UnsentQueue",
                        "UnheardQueue",
                        "ScheduleGroup");
        assertThat(SERVICE.get("Parameters").properties().stream().map(Map.Entry::getKey))
                .contains("JwtIssuer", "JwtAudience", "ScopePrefix");
    }

    @Test
    void everything_that_can_be_tagged_says_whose_it_is() {
        assertThat(
                        Stream.of(Synthesis.production().data(), SERVICE)
                                .flatMap(t -> resources(t, "AWS::Lambda::Function")))
                .isNotEmpty()
                .allSatisfy(function ->
                        assertThat(function.at("/Properties/Tags"))
                                .isEqualTo(
                                        Synthesis.parse(
                                                """
                                                [{"Key": "project", "Value": "patrol-ledger"},
                                                 {"Key": "stage", "Value": "prod"}]\
                                                """)));
    }

    private static JsonNode named(String type, String property, String value) {
        return resources(SERVICE, type)
                .map(resource -> resource.get("Properties"))
                .filter(p -> p.path(property).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " " + value));
    }

    private static JsonNode source(String from) {
        return resources(SERVICE, "AWS::Lambda::EventSourceMapping")
                .map(mapping -> mapping.get("Properties"))
                .filter(m -> m.get("EventSourceArn").toString().contains(from))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode arnOf(String type, String id) {
        return Synthesis.parse("{\"Fn::GetAtt\": [\"" + logicalId(type, id) + "\", \"Arn\"]}");
    }

    private static String logicalId(String type, String beginning) {
        return SERVICE.get("Resources").properties().stream()
                .filter(r -> r.getValue().get("Type").asText().equals(type))
                .map(Map.Entry::getKey)
                .filter(id -> id.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " " + beginning));
    }
}
