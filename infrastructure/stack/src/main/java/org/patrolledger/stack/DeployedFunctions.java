package org.patrolledger.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LambdaRuntimeProps;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// Every function of the plan, each with its own role and log, and the alias that everything else
/// calls: an alias names a published version, and only a published version starts from a snapshot.
final class DeployedFunctions extends Construct {

    /// Where a JVM looks for options that nobody can put on its command line.
    static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

    /// How long a form's function trusts its copy of the catalogue. Shorter costs reads, at a
    /// million forms a month some cents; longer keeps a user waiting who ends a place, and the
    /// contract has an answer within 5 s.
    static final Duration CATALOGUE_LIFETIME = Duration.seconds(2);

    private static final Set<Target> OBJECTS =
            Set.of(
                    Target.EDITIONS,
                    Target.STAGED,
                    Target.ARCHIVES,
                    Target.DIGESTS,
                    Target.IMPORT_FILES);

    private final Stage stage;
    private final Runtime runtime = runtime();
    private final Map<String, String> environment;
    private final Map<FunctionPlan, Deployed> deployed = new EnumMap<>(FunctionPlan.class);

    private record Deployed(Function function, LogGroup log, Alias alias) {}

    /// @param environment of every function
    /// @param grants makes statements of permissions
    /// @param more statements for what a function's event source needs
    DeployedFunctions(
            Construct scope,
            Stage stage,
            Map<String, String> environment,
            Permissions grants,
            java.util.function.Function<FunctionPlan, List<PolicyStatement>> more) {
        super(scope, "Functions");
        this.stage = stage;
        this.environment = environment;
        for (FunctionPlan plan : FunctionPlan.values()) {
            var statements = new ArrayList<>(grants.of(plan.permissions()));
            statements.addAll(more.apply(plan));
            add(plan, statements);
        }
    }

    Alias alias(FunctionPlan plan) {
        return deployed(plan).alias();
    }

    /// The alias of a function the routes name.
    Alias alias(String function) {
        return alias(FunctionPlan.of(function));
    }

    Function function(FunctionPlan plan) {
        return deployed(plan).function();
    }

    LogGroup log(FunctionPlan plan) {
        return deployed(plan).log();
    }

    private Deployed deployed(FunctionPlan plan) {
        return Objects.requireNonNull(deployed.get(plan));
    }

    private void add(FunctionPlan plan, List<PolicyStatement> statements) {
        String id = LogicalIds.of(plan.function());
        var log = stage.keptLog(LogGroup.Builder.create(this, id + "Log")).build();
        statements.add(
                Permissions.allow(
                        log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
        if (stage.tracing()) {
            statements.add(
                    Permissions.allow("*", "xray:PutTelemetryRecords", "xray:PutTraceSegments"));
        }
        var role =
                Permissions.role(
                        this,
                        id + "Role",
                        new ServicePrincipal("lambda.amazonaws.com"),
                        "What " + plan.function() + " may do",
                        statements);
        if (plan.permissions().stream().map(Permission::target).anyMatch(OBJECTS::contains)) {
            Suppressions.add(
                    role,
                    "AwsSolutions-IAM5",
                    "The keys of an edition and of what is staged for it begin with period and"
                            + " operation, which only the submissions decide. Bucket and prefix are"
                            + " named.",
                    Map.of(
                            "regex",
                            "/^Resource::<[SI][A-Za-z0-9]+.Arn>/(summaries|staging|archives|sorting|digests|imports)/\\*$/"));
        }
        if (stage.tracing()) {
            Suppressions.add(
                    role,
                    "AwsSolutions-IAM5",
                    "X-Ray has no resources to name: traces are the account's.",
                    "Resource::*");
        }
        var function =
                Function.Builder.create(this, id)
                        .functionName(stage.named(plan.function()))
                        .description("Patrol Ledger: " + plan.function())
                        .runtime(runtime)
                        // Cheaper by a fifth, and as fast.
                        .architecture(Architecture.ARM_64)
                        .handler(plan.handler())
                        .code(Code.fromAsset(zip(plan).toString()))
                        .memorySize(plan.size().megabytes())
                        .timeout(Duration.seconds(plan.size().seconds()))
                        .environment(environment(plan))
                        // The library would add permissions of its own; all there are stand above.
                        .role(role.withoutPolicyUpdates())
                        .logGroup(log)
                        .loggingFormat(LoggingFormat.JSON)
                        // Lambda's own lines on every start and end would cost more than ours; its
                        // metrics have the same figures. Only they tell how long a snapshot took to
                        // be restored, so a stage where that is looked at has them.
                        .systemLogLevelV2(
                                stage.isProduction() ? SystemLogLevel.WARN : SystemLogLevel.INFO)
                        .applicationLogLevelV2(
                                plan.isAwaited() && !stage.requestLogs()
                                        ? ApplicationLogLevel.WARN
                                        : ApplicationLogLevel.INFO)
                        .tracing(stage.tracing() ? Tracing.ACTIVE : Tracing.DISABLED)
                        // Restored and rehearsed, the first form was measured to take 11 ms of
                        // CPU; some 500 without the rehearsal, and 1.6 s from cold. A container
                        // with an AOT cache would need 0.7 s. ARCHITECTURE.md, Measured, has the
                        // figures.
                        .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                        .build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "The alias below names a published version, and nothing calls another.");
        var alias =
                Alias.Builder.create(this, id + "Live")
                        .aliasName("live")
                        .version(function.getCurrentVersion())
                        .build();
        deployed.put(plan, new Deployed(function, log, alias));
    }

    private Map<String, String> environment(FunctionPlan plan) {
        boolean folds = plan.size() == FunctionPlan.Size.FOLD;
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put(JVM_OPTIONS, build(folds ? "fold.jvm.options" : "function.jvm.options"));
        return variables;
    }

    private Path zip(FunctionPlan plan) {
        Path zip =
                stage.functions()
                        .resolve(plan.function())
                        .resolve("target")
                        .resolve(plan.function() + "-lambda.zip");
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException(
                    "There is no " + zip + ": build the functions first, with mvn package.");
        }
        return zip;
    }

    /// The runtime of the Java release everything is compiled for, named so that a new release
    /// needs no new CDK.
    private static Runtime runtime() {
        return new Runtime(
                "java" + build("java.release"),
                RuntimeFamily.JAVA,
                LambdaRuntimeProps.builder().supportsSnapStart(true).build());
    }

    /// A property of the Maven project.
    private static String build(String property) {
        Properties build = new Properties();
        try (InputStream in = DeployedFunctions.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty(property);
    }
}
