package org.patrolledger.stack;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// What runs by the clock on the wall in London, summer and winter: the weekly summaries on Monday
/// at 06:30, the monthly ones on the 1st at 07:00, what becomes final daily at 07:30, the weekly
/// mail on Monday at 08:00, and once a week a ping of every function.
final class Timetable extends Construct {

    /// The scheduler puts the time it was to run at here, not the time it did: a late run is for
    /// the same period as a punctual one.
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

    /// A version that nobody calls for 14 days loses its snapshot and becomes inactive, and the
    /// next call fails while Lambda makes another. A force on leave must not be the first to see.
    static final String PING = "{\"ping\":true}";

    private static final String WEDNESDAY_MORNING = "cron(0 10 ? * WED *)";

    /// How long a run is tried. After an hour either summaries are due, and an alarm watches how
    /// long they wait, or the run is a dead letter, and an alarm says so.
    static final Duration LATEST = Duration.hours(1);

    private final String group;
    private final CfnScheduleGroup groupResource;
    private final IQueue unscheduled;

    Timetable(Construct scope, Stage stage, DeployedFunctions functions, IQueue unscheduled) {
        super(scope, "Schedules");
        this.unscheduled = unscheduled;
        group = stage.named("patrol-ledger");
        groupResource = CfnScheduleGroup.Builder.create(this, "Group").name(group).build();
        var summaries = functions.alias(FunctionPlan.SCHEDULE_SUMMARIES);
        var role = role("Role", "What the schedules may do", List.of(summaries));
        schedule("weekly", "cron(30 6 ? * MON *)", summaries, role);
        schedule("monthly", "cron(0 7 1 * ? *)", summaries, role);
        schedule("final", "cron(30 7 * * ? *)", summaries, role);
        var digests = functions.alias(FunctionPlan.SCHEDULE_DIGESTS);
        add(
                "digest",
                "Mails what the week's summaries say",
                "cron(0 8 ? * MON *)",
                digests,
                role("DigestRole", "What the weekly mail's schedule may do", List.of(digests)),
                scheduled("digest"));
        pingAll(functions);
    }

    String group() {
        return group;
    }

    private void pingAll(DeployedFunctions functions) {
        var aliases = Stream.of(FunctionPlan.values()).<IFunction>map(functions::alias).toList();
        var role = role("PingRole", "What the weekly pings may do", aliases);
        for (FunctionPlan plan : FunctionPlan.values()) {
            add(
                    "ping-" + plan.function(),
                    "Keeps the snapshot of " + plan.function(),
                    WEDNESDAY_MORNING,
                    functions.alias(plan),
                    role,
                    PING);
        }
    }

    private void schedule(String kind, String cron, IFunction function, Role role) {
        add(kind, "Makes the " + kind + " summaries due", cron, function, role, scheduled(kind));
    }

    private static String scheduled(String kind) {
        return "{\"kind\":\"" + kind + "\",\"scheduledAt\":\"" + SCHEDULED_TIME + "\"}";
    }

    private void add(
            String name,
            String description,
            String cron,
            IFunction function,
            Role role,
            String input) {
        var target =
                CfnSchedule.TargetProperty.builder()
                        .arn(function.getFunctionArn())
                        .roleArn(role.getRoleArn())
                        .input(input)
                        .retryPolicy(
                                CfnSchedule.RetryPolicyProperty.builder()
                                        .maximumRetryAttempts(20)
                                        .maximumEventAgeInSeconds(LATEST.toSeconds())
                                        .build())
                        .deadLetterConfig(
                                CfnSchedule.DeadLetterConfigProperty.builder()
                                        .arn(unscheduled.getQueueArn())
                                        .build())
                        .build();
        CfnSchedule.Builder.create(this, LogicalIds.of(name))
                .name(name)
                .groupName(group)
                .description(description)
                .scheduleExpression(cron)
                .scheduleExpressionTimezone("Europe/London")
                .flexibleTimeWindow(
                        CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(target)
                .build()
                .addDependency(groupResource);
    }

    private Role role(String id, String description, List<IFunction> functions) {
        var arns = functions.stream().map(IFunction::getFunctionArn).toList();
        var account = Map.of("aws:SourceAccount", Stack.of(this).getAccount());
        return Permissions.role(
                this,
                id,
                ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                        .conditions(Map.of("StringEquals", account))
                        .build(),
                description,
                List.of(
                        Permissions.allow(arns, "lambda:InvokeFunction"),
                        Permissions.allow(unscheduled.getQueueArn(), "sqs:SendMessage")));
    }
}
