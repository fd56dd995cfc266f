package org.patrolledger.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// What somebody should be woken for, and nothing else. Every alarm's description says what it
/// means and which part of the runbook to open.
final class Alarms extends Construct {

    /// What publishing logs when the key does not sign; no edition comes of it.
    static final String SIGNING_FAILED = "signing.failed";

    /// Where the functions' own metrics are.
    static final String NAMESPACE = "PatrolLedger";

    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    private final Stage stage;
    private final Topic topic;
    private final List<Alarm> all = new ArrayList<>();

    Alarms(
            Construct scope,
            Stage stage,
            Functions functions,
            Queues queues,
            Api api,
            Ledger ledger) {
        super(scope, "Alarms");
        this.stage = stage;
        topic =
                Topic.Builder.create(this, "Topic")
                        .topicName(stage.named("patrol-ledger-alarms"))
                        .displayName("Patrol Ledger " + stage.name())
                        .masterKey(ledger.dataKey())
                        .enforceSsl(true)
                        .build();
        deadLetters(queues);
        overdue(queues);
        errors(functions);
        signatures(functions);
        intake(functions, api, ledger);
    }

    Topic topic() {
        return topic;
    }

    List<Alarm> all() {
        return List.copyOf(all);
    }

    private void deadLetters(Queues queues) {
        deadLetter("summary-not-published", queues.unpublished(), "A summary failed three times.");
        deadLetter("change-not-noticed", queues.unnoticed(), "A change was given up on.");
        deadLetter("schedule-not-run", queues.unscheduled(), "A schedule was given up on.");
    }

    private void deadLetter(String name, Queue queue, String meaning) {
        alarm(
                name,
                meaning + " Runbook: Redrive dead letters.",
                queue.metricApproximateNumberOfMessagesVisible(over(FIVE_MINUTES, "Maximum")),
                1,
                1);
    }

    private void overdue(Queues queues) {
        alarm(
                "publishing-overdue",
                "A summary is not published an hour after its schedule, or a change not an hour"
                        + " after it was noticed. Runbook: A summary is overdue.",
                queues.due().metricApproximateAgeOfOldestMessage(over(FIVE_MINUTES, "Maximum")),
                Duration.hours(1).toSeconds(),
                1);
    }

    private void errors(Functions functions) {
        for (FunctionPlan plan : FunctionPlan.values()) {
            var function = functions.function(plan);
            if (plan.isAwaited()) {
                // Bad forms are no errors: a function answers these. One in a hundred calls that
                // fail is a fault of ours or of the region.
                alarm(
                        plan.function() + "-errors",
                        "More than one call in a hundred fails. Runbook: A function fails.",
                        inHundred(
                                function.metricErrors(over(FIVE_MINUTES, "Sum")),
                                function.metricInvocations(over(FIVE_MINUTES, "Sum"))),
                        1,
                        2);
            } else {
                alarm(
                        plan.function() + "-errors",
                        "A call failed; it is tried again. Runbook: A function fails.",
                        function.metricErrors(over(FIVE_MINUTES, "Sum")),
                        1,
                        3);
            }
        }
        Map<String, IMetric> throttles = new TreeMap<>();
        for (FunctionPlan plan : FunctionPlan.values()) {
            throttles.put(
                    "of_" + plan.function().replace('-', '_'),
                    functions.function(plan).metricThrottles(over(FIVE_MINUTES, "Sum")));
        }
        alarm(
                "functions-throttled",
                "The account's concurrency is used up. Runbook: Throttled.",
                MathExpression.Builder.create()
                        .expression(String.join(" + ", throttles.keySet()))
                        .label("throttled calls")
                        .usingMetrics(throttles)
                        .period(FIVE_MINUTES)
                        .build(),
                1,
                1);
    }

    private void signatures(Functions functions) {
        var filter =
                MetricFilter.Builder.create(this, "SigningFailed")
                        .logGroup(functions.log(FunctionPlan.PUBLISH_SUMMARY))
                        .filterPattern(FilterPattern.stringValue("$.message", "=", SIGNING_FAILED))
                        .metricNamespace(NAMESPACE)
                        .metricName(LogicalIds.of(stage.named("signing-failed")))
                        .metricValue("1")
                        .build();
        alarm(
                "signature-failed",
                "A manifest could not be signed. Runbook: Rotate the signing key.",
                filter.metric(over(FIVE_MINUTES, "Sum")),
                1,
                1);
    }

    private void intake(Functions functions, Api api, Ledger ledger) {
        alarm(
                "api-faults",
                "More than one request in a hundred is answered with a 5xx. Runbook: A function"
                        + " fails.",
                inHundred(
                        api.http().metricServerError(over(FIVE_MINUTES, "Sum")),
                        api.http().metricCount(over(FIVE_MINUTES, "Sum"))),
                1,
                2);
        alarm(
                "submissions-throttled",
                "DynamoDB turns writes away; forms are told to come back. Runbook: Throttled.",
                Metric.Builder.create()
                        .namespace("AWS/DynamoDB")
                        .metricName("WriteThrottleEvents")
                        .dimensionsMap(Map.of("TableName", ledger.submissions().getTableName()))
                        .statistic("Sum")
                        .period(FIVE_MINUTES)
                        .build(),
                1,
                2);
        alarm(
                "changes-late",
                "Changes wait a quarter of an hour to be noticed. Runbook: A function fails.",
                functions
                        .function(FunctionPlan.NOTICE_CHANGE)
                        .metric("IteratorAge", over(FIVE_MINUTES, "Maximum")),
                Duration.minutes(15).toMilliseconds(),
                2);
    }

    private void alarm(String name, String meaning, IMetric metric, Number threshold, int periods) {
        var alarm =
                Alarm.Builder.create(this, LogicalIds.of(name))
                        .alarmName(stage.named("patrol-ledger-" + name))
                        .alarmDescription(meaning)
                        .metric(metric)
                        .threshold(threshold)
                        .evaluationPeriods(periods)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        // Nothing happening is the usual state of a night.
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        all.add(alarm);
    }

    private static IMetric inHundred(IMetric some, IMetric all) {
        Map<String, IMetric> metrics = new TreeMap<>();
        metrics.put("some", some);
        metrics.put("all", all);
        return MathExpression.Builder.create()
                .expression("100 * some / MAX([all, 1])")
                .label("in a hundred")
                .usingMetrics(metrics)
                .period(FIVE_MINUTES)
                .build();
    }

    private static MetricOptions over(Duration period, String statistic) {
        return MetricOptions.builder().period(period).statistic(statistic).build();
    }
}
