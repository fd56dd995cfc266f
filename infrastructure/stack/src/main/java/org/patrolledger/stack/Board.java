package org.patrolledger.stack;

import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// One page that answers: are forms coming in, are summaries going out, is anything stuck.
final class Board extends Construct {

    private static final int WIDTH = 8;

    private final String name;

    Board(
            Construct scope,
            Stage stage,
            Functions functions,
            Queues queues,
            Api api,
            List<Alarm> alarms) {
        super(scope, "Board");
        name = stage.named("patrol-ledger");
        var five = MetricOptions.builder().period(Duration.minutes(5)).build();
        var slow = MetricOptions.builder().period(Duration.minutes(5)).statistic("p99").build();
        Dashboard.Builder.create(this, "Page")
                .dashboardName(name)
                .widgets(
                        List.of(
                                List.of(
                                        AlarmStatusWidget.Builder.create()
                                                .title("Alarms")
                                                .alarms(alarms)
                                                .width(3 * WIDTH)
                                                .build()),
                                List.of(
                                        graph(
                                                "Requests",
                                                List.of(
                                                        api.http().metricCount(five),
                                                        api.http().metricClientError(five),
                                                        api.http().metricServerError(five))),
                                        graph(
                                                "Time to answer, one request in a hundred is slower",
                                                List.of(api.http().metricLatency(slow))),
                                        graph(
                                                "Calls that failed",
                                                each(functions, Kind.ERRORS, five))),
                                List.of(
                                        graph(
                                                "Summaries due and the age of the oldest",
                                                List.of(
                                                        queues.due()
                                                                .metricApproximateNumberOfMessagesVisible(
                                                                        five),
                                                        queues.due()
                                                                .metricApproximateAgeOfOldestMessage(
                                                                        five))),
                                        graph(
                                                "Dead letters",
                                                List.of(
                                                        dead(queues.unpublished(), five),
                                                        dead(queues.unnoticed(), five),
                                                        dead(queues.unscheduled(), five))),
                                        graph("Duration", each(functions, Kind.DURATION, slow)))))
                .build();
    }

    String name() {
        return name;
    }

    private enum Kind {
        ERRORS,
        DURATION
    }

    private static List<IMetric> each(Functions functions, Kind kind, MetricOptions options) {
        return Arrays.stream(FunctionPlan.values())
                .map(functions::function)
                .<IMetric>map(function ->
                        switch (kind) {
                            case ERRORS -> function.metricErrors(options);
                            case DURATION -> function.metricDuration(options);
                        })
                .toList();
    }

    private static IMetric dead(Queue queue, MetricOptions options) {
        return queue.metricApproximateNumberOfMessagesVisible(options);
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).left(metrics).width(WIDTH).build();
    }
}
