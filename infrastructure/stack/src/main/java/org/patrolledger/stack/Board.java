package org.patrolledger.stack;

import static org.patrolledger.stack.Queues.DeadLetters.UNHEARD;
import static org.patrolledger.stack.Queues.DeadLetters.UNNOTICED;
import static org.patrolledger.stack.Queues.DeadLetters.UNPUBLISHED;
import static org.patrolledger.stack.Queues.DeadLetters.UNSCHEDULED;
import static org.patrolledger.stack.Queues.DeadLetters.UNSENT;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/// One page that answers: are forms coming in, are summaries going out, is anything stuck.
final class Board extends Construct {

    private static final int WIDTH = 8;

    private final String name;

    Board(
            Construct scope,
            Stage stage,
            DeployedFunctions functions,
            Queues queues,
            Gateway api,
            List<Alarm> alarms) {
        super(scope, "Board");
        name = stage.named("patrol-ledger");
        var five = MetricOptions.builder().period(Duration.minutes(5)).build();
        var slow = MetricOptions.builder().period(Duration.minutes(5)).statistic("p99").build();
        var published =
                Metric.Builder.create()
                        .namespace(Alarms.NAMESPACE)
                        .metricName("EditionsPublished")
                        .dimensionsMap(
                                Map.of(
                                        "function_name",
                                        stage.named(FunctionPlan.PUBLISH_SUMMARY.function())))
                        .statistic("Sum")
                        .period(Duration.hours(1))
                        .build();
        Dashboard.Builder.create(this, "Page")
                .dashboardName(name)
                .widgets(
                        List.of(
                                List.of(status(alarms)),
                                List.of(
                                        graph("Requests", requests(api, five)),
                                        graph(
                                                "Time to answer (1 in 100 is slower)",
                                                List.of(api.http().metricLatency(slow))),
                                        graph(
                                                "Duration",
                                                each(functions, f -> f.metricDuration(slow)))),
                                List.of(
                                        graph("Editions published", List.of(published)),
                                        graph("Summaries due, and age", due(queues, five)),
                                        graph("Dead letters", dead(queues, five))),
                                List.of(
                                        graph(
                                                "Calls that failed",
                                                each(functions, f -> f.metricErrors(five))),
                                        graph(
                                                "Mails sent, held back and unanswered",
                                                List.of(
                                                        MailAlarms.own(stage, "MailsSent"),
                                                        MailAlarms.own(stage, "MailsHeld"),
                                                        MailAlarms.own(stage, "MailsUnknown"))))))
                .build();
    }

    String name() {
        return name;
    }

    private static List<IMetric> each(
            DeployedFunctions functions, Function<IFunction, IMetric> metric) {
        return Arrays.stream(FunctionPlan.values()).map(functions::function).map(metric).toList();
    }

    private static AlarmStatusWidget status(List<Alarm> alarms) {
        return AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms)
                .width(3 * WIDTH)
                .build();
    }

    private static List<IMetric> requests(Gateway api, MetricOptions options) {
        return List.of(
                api.http().metricCount(options),
                api.http().metricClientError(options),
                api.http().metricServerError(options));
    }

    private static List<IMetric> due(Queues queues, MetricOptions options) {
        return List.of(
                queues.of(FunctionPlan.PUBLISH_SUMMARY)
                        .metricApproximateNumberOfMessagesVisible(options),
                queues.of(FunctionPlan.PUBLISH_SUMMARY)
                        .metricApproximateAgeOfOldestMessage(options));
    }

    private static List<IMetric> dead(Queues queues, MetricOptions options) {
        return Stream.of(UNPUBLISHED, UNNOTICED, UNSCHEDULED, UNSENT, UNHEARD)
                .map(queues::of)
                .<IMetric>map(queue -> queue.metricApproximateNumberOfMessagesVisible(options))
                .toList();
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).left(metrics).width(WIDTH).build();
    }
}
