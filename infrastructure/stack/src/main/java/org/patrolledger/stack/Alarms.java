package org.patrolledger.stack;

import static org.patrolledger.stack.Queues.DeadLetters.UNARCHIVED;
import static org.patrolledger.stack.Queues.DeadLetters.UNIMPORTED;
import static org.patrolledger.stack.Queues.DeadLetters.UNNOTICED;
import static org.patrolledger.stack.Queues.DeadLetters.UNPUBLISHED;
import static org.patrolledger.stack.Queues.DeadLetters.UNSCHEDULED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
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

    /// CloudWatch has no function that takes a series and a number together, except `IF` and the
    /// operators.
    private static final String IN_HUNDRED = "IF(all > 0, 100 * some / all, 0)";

    private static final String RUNBOOK = " Runbook: A function fails.";

    static final Duration FIVE_MINUTES = Duration.minutes(5);

    private final Stage stage;
    private final Queues queues;
    private final Topic topic;
    private final List<Alarm> all = new ArrayList<>();
    private final Map<FunctionPlan, Alarm> byFunction = new EnumMap<>(FunctionPlan.class);

    Alarms(
            Construct scope,
            Stage stage,
            DeployedFunctions functions,
            Queues queues,
            Gateway api,
            LedgerData ledger) {
        super(scope, "Alarms");
        this.stage = stage;
        this.queues = queues;
        topic =
                Topic.Builder.create(this, "Topic")
                        .topicName(stage.named("patrol-ledger-alarms"))
                        .displayName("Patrol Ledger " + stage.name())
                        .masterKey(ledger.dataKey())
                        .enforceSsl(true)
                        .build();
        admitAlarms();
        deadLetter("summary-not-published", UNPUBLISHED, "A summary failed five times.");
        deadLetter("change-not-noticed", UNNOTICED, "A change was given up on.");
        deadLetter("schedule-not-run", UNSCHEDULED, "A schedule was given up on.");
        new MailAlarms(stage, queues, this::alarm);
        deadLetter("import-not-done", UNIMPORTED, "An import failed five times.");
        deadLetter("archive-not-made", UNARCHIVED, "An archive failed five times.");
        overdue();
        errors(functions);
        signatures(functions);
        intake(functions, api, ledger);
    }

    /// A topic without a policy lets its own account's services publish. The policy that refuses
    /// plain HTTP takes the place of that default, so it has to say who may.
    private void admitAlarms() {
        topic.addToResourcePolicy(
                Permissions.admit(
                        "AlarmsPublish",
                        "cloudwatch.amazonaws.com",
                        List.of("sns:Publish"),
                        topic.getTopicArn(),
                        "aws:SourceAccount",
                        Stack.of(this).getAccount()));
    }

    Topic topic() {
        return topic;
    }

    List<Alarm> all() {
        return List.copyOf(all);
    }

    /// The alarm of every function that somebody waits for: a new version of it is taken back where
    /// this one goes off.
    Map<FunctionPlan, Alarm> byFunction() {
        return Collections.unmodifiableMap(byFunction);
    }

    private void deadLetter(String name, Queues.DeadLetters letters, String meaning) {
        alarm(name, meaning + " Runbook: Redrive dead letters.", waiting(queues.of(letters)), 1, 1);
    }

    /// How many messages wait in a queue.
    static IMetric waiting(Queue queue) {
        return queue.metricApproximateNumberOfMessagesVisible(over(FIVE_MINUTES, "Maximum"));
    }

    /// How long the first message of a queue has waited.
    static IMetric age(Queue queue) {
        return queue.metricApproximateAgeOfOldestMessage(over(FIVE_MINUTES, "Maximum"));
    }

    private void overdue() {
        alarm(
                "publishing-overdue",
                "A summary is not published an hour after its schedule, or a change not an hour"
                        + " after it was noticed. Runbook: A summary is overdue.",
                age(queues.of(FunctionPlan.PUBLISH_SUMMARY)),
                Duration.hours(1).toSeconds(),
                1);
    }

    private void errors(DeployedFunctions functions) {
        for (FunctionPlan plan : FunctionPlan.values()) {
            String name = plan.function() + "-errors";
            var function = functions.function(plan);
            var errors = function.metricErrors(over(FIVE_MINUTES, "Sum"));
            switch (plan.trigger()) {
                // Bad forms are no errors: a function answers these. One in a hundred calls that
                // fail is a fault of ours or of the region.
                case REQUEST ->
                        byFunction.put(
                                plan,
                                alarm(
                                        name,
                                        "More than one call in a hundred fails." + RUNBOOK,
                                        inHundred(
                                                errors,
                                                function.metricInvocations(
                                                        over(FIVE_MINUTES, "Sum"))),
                                        1,
                                        2));
                // Lambda calls a third time three minutes after the first, and then no more: two of
                // the three always fall into one period of five minutes.
                case SCHEDULE ->
                        alarm(name, "A scheduled call failed twice." + RUNBOOK, errors, 2, 1);
                // What a message asked for and could not be done is no error, but an answer, and a
                // dead letter in the end. An error is a crash, or a call that took too long, and
                // its message comes back an hour later at the earliest.
                case QUEUE ->
                        alarm(name, "A call crashed or took too long." + RUNBOOK, errors, 1, 1);
                // One failed batch passes unheard; one that fails again within minutes does not.
                case STREAM ->
                        alarm(name, "A batch of changes failed twice." + RUNBOOK, errors, 2, 1);
            }
        }
        // Of the account and not of a function: what is used up is the account's, and an alarm's
        // expression takes ten metrics at most.
        alarm(
                "functions-throttled",
                "The account's concurrency is used up. Runbook: Throttled.",
                metric("AWS/Lambda", "Throttles", "Sum", Map.of()),
                1,
                1);
    }

    private void signatures(DeployedFunctions functions) {
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

    private void intake(DeployedFunctions functions, Gateway api, LedgerData ledger) {
        alarm(
                "api-faults",
                "More than one request in a hundred is answered with a 5xx." + RUNBOOK,
                inHundred(
                        api.http().metricServerError(over(FIVE_MINUTES, "Sum")),
                        api.http().metricCount(over(FIVE_MINUTES, "Sum"))),
                1,
                2);
        // DynamoDB counts a write that an index turns away under that index, and one that the table
        // turns away under the table. Both metrics exist only while something is turned away.
        String table = ledger.submissions().getTableName();
        throttled("submissions-throttled", Map.of("TableName", table));
        for (String index : List.of(DataStack.BY_DAY, DataStack.BY_PLACE)) {
            throttled(
                    "submissions-" + index + "-throttled",
                    Map.of("TableName", table, "GlobalSecondaryIndexName", index));
        }
        alarm(
                "changes-late",
                "Changes wait a quarter of an hour to be noticed." + RUNBOOK,
                functions
                        .function(FunctionPlan.NOTICE_CHANGE)
                        .metric("IteratorAge", over(FIVE_MINUTES, "Maximum")),
                Duration.minutes(15).toMilliseconds(),
                2);
    }

    private void throttled(String name, Map<String, String> dimensions) {
        alarm(
                name,
                "DynamoDB turns writes away; clients are asked to come back. Runbook: Throttled.",
                metric("AWS/DynamoDB", "WriteThrottleEvents", "Sum", dimensions),
                1,
                2);
    }

    /// Makes an alarm.
    interface Maker {
        /// Makes one of this name.
        ///
        /// @param meaning what happened, and which part of the runbook to open
        /// @param periods of five minutes, all of which must reach the threshold
        Alarm alarm(String name, String meaning, IMetric metric, Number threshold, int periods);
    }

    private Alarm alarm(
            String name, String meaning, IMetric metric, Number threshold, int periods) {
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
        return alarm;
    }

    private static IMetric inHundred(IMetric some, IMetric all) {
        return expression(IN_HUNDRED, "in a hundred", Map.of("some", some, "all", all));
    }

    /// What an expression makes of metrics, which it calls by these names.
    static IMetric expression(String expression, String label, Map<String, IMetric> metrics) {
        return MathExpression.Builder.create()
                .expression(expression)
                .label(label)
                .usingMetrics(new TreeMap<>(metrics))
                .period(FIVE_MINUTES)
                .build();
    }

    /// A metric over five minutes.
    static IMetric metric(
            String namespace, String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(FIVE_MINUTES)
                .build();
    }

    static MetricOptions over(Duration period, String statistic) {
        return MetricOptions.builder().period(period).statistic(statistic).build();
    }
}
