package org.patrolledger.stack;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// When summaries are due: the weekly ones on Monday at 06:30 and the monthly ones on the 1st at
/// 07:00, by the clock on the wall in London, summer and winter.
final class Schedules extends Construct {

    /// The scheduler puts the time it was to run at here, not the time it did: a late run is for
    /// the same period as a punctual one.
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

    /// How long a run is tried. After an hour either summaries are due, and an alarm watches how
    /// long they wait, or the run is a dead letter, and an alarm tells of that.
    static final Duration LATEST = Duration.hours(1);

    private final String group;

    Schedules(Construct scope, Stage stage, IFunction function, IQueue unscheduled) {
        super(scope, "Schedules");
        group = stage.named("patrol-ledger");
        var groupResource = CfnScheduleGroup.Builder.create(this, "Group").name(group).build();
        var role =
                Role.Builder.create(this, "Role")
                        .assumedBy(
                                ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                                        .conditions(
                                                Map.of(
                                                        "StringEquals",
                                                        Map.of(
                                                                "aws:SourceAccount",
                                                                Stack.of(this).getAccount())))
                                        .build())
                        .description("What the schedules may do")
                        .inlinePolicies(
                                Map.of(
                                        "own",
                                        PolicyDocument.Builder.create()
                                                .statements(
                                                        List.of(
                                                                Grants.allow(
                                                                                List.of(
                                                                                        "lambda:InvokeFunction"),
                                                                                function
                                                                                        .getFunctionArn())
                                                                        .build(),
                                                                Grants.allow(
                                                                                List.of(
                                                                                        "sqs:SendMessage"),
                                                                                unscheduled
                                                                                        .getQueueArn())
                                                                        .build()))
                                                .build()))
                        .build();
        for (var schedule :
                List.of(
                        schedule("weekly", "cron(30 6 ? * MON *)", function, role, unscheduled),
                        schedule("monthly", "cron(0 7 1 * ? *)", function, role, unscheduled))) {
            schedule.addDependency(groupResource);
        }
    }

    String group() {
        return group;
    }

    private CfnSchedule schedule(
            String kind, String cron, IFunction function, Role role, IQueue unscheduled) {
        return CfnSchedule.Builder.create(this, LogicalIds.of(kind))
                .name(kind)
                .groupName(group)
                .description("Makes the " + kind + " summaries due")
                .scheduleExpression(cron)
                .scheduleExpressionTimezone("Europe/London")
                .flexibleTimeWindow(
                        CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(
                        CfnSchedule.TargetProperty.builder()
                                .arn(function.getFunctionArn())
                                .roleArn(role.getRoleArn())
                                .input(
                                        "{\"kind\":\""
                                                + kind
                                                + "\",\"scheduledAt\":\""
                                                + SCHEDULED_TIME
                                                + "\"}")
                                .retryPolicy(
                                        CfnSchedule.RetryPolicyProperty.builder()
                                                .maximumRetryAttempts(20)
                                                .maximumEventAgeInSeconds(LATEST.toSeconds())
                                                .build())
                                .deadLetterConfig(
                                        CfnSchedule.DeadLetterConfigProperty.builder()
                                                .arn(unscheduled.getQueueArn())
                                                .build())
                                .build())
                .build();
    }
}
