package org.patrolledger.stack;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// How a new version of a function that somebody waits for is let in: a tenth of the calls for a
/// quarter of an hour, then all; back to the version before where the function's alarm goes off.
///
/// The alarm needs two periods of five minutes, so a shorter trial would be over first. Functions
/// in the background change at once: what fails there is tried again.
final class Canaries extends Construct {

    Canaries(
            Construct scope,
            Stage stage,
            DeployedFunctions functions,
            Map<FunctionPlan, Alarm> alarms) {
        super(scope, "Canaries");
        var application =
                LambdaApplication.Builder.create(this, "Application")
                        .applicationName(stage.named("patrol-ledger"))
                        .build();
        var role = role(functions, alarms);
        alarms.forEach((plan, alarm) ->
                LambdaDeploymentGroup.Builder.create(this, LogicalIds.of(plan.function()))
                        .application(application)
                        .deploymentGroupName(stage.named(plan.function()))
                        .alias(functions.alias(plan))
                        .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_15_MINUTES)
                        .alarms(List.of(alarm))
                        // The library would attach a policy of AWS's that is for every function of
                        // the account.
                        .role(role.withoutPolicyUpdates())
                        .build());
    }

    private Role role(DeployedFunctions functions, Map<FunctionPlan, Alarm> alarms) {
        var arns =
                alarms.keySet().stream()
                        .map(plan -> functions.function(plan).getFunctionArn())
                        .toList();
        var role =
                Permissions.role(
                        this,
                        "Role",
                        new ServicePrincipal("codedeploy.amazonaws.com"),
                        "Moves aliases to new versions",
                        List.of(
                                Permissions.allow(arns, "lambda:GetAlias", "lambda:UpdateAlias"),
                                Permissions.allow(
                                        arns.stream().map(arn -> arn + ":*").toList(),
                                        "lambda:GetProvisionedConcurrencyConfig"),
                                Permissions.allow("*", "cloudwatch:DescribeAlarms")));
        Suppressions.add(
                role,
                "AwsSolutions-IAM5",
                "Which alarms there are is asked of the account, as in AWS's own policy for this;"
                        + " nothing is changed by it.",
                "Resource::*");
        Suppressions.add(
                role,
                "AwsSolutions-IAM5",
                "Versions and alias of a function that is named.",
                Map.of("regex", "/^Resource::<Functions[A-Za-z0-9]+.Arn>:\\*$/"));
        return role;
    }
}
