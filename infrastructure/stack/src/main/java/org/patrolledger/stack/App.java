package org.patrolledger.stack;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/// Writes the templates of one stage: its data in one stack, its service in another, so that the
/// service can be replaced while the data stays where it is; the site in a third, and in a fourth
/// the rules of the edge, which live in another region.
public final class App {

    private App() {}

    public static void main(String[] args) {
        var app = new software.amazon.awscdk.App();
        try {
            describe(app, Stage.of(name -> text(app.getNode().tryGetContext(name))));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /// Adds all stacks of a stage to an app and has every resource checked against the AWS
    /// Solutions rules. A finding is an error of the synthesis: nothing is deployed with one.
    static void describe(software.amazon.awscdk.App app, Stage stage) {
        var data =
                new DataStack(
                        app,
                        stage.named("patrol-ledger-data"),
                        properties(stage, "Patrol Ledger: tables, buckets and keys"),
                        stage);
        var service =
                new ServiceStack(
                        app,
                        stage.named("patrol-ledger-service"),
                        properties(stage, "Patrol Ledger: API, functions, queues and schedules"),
                        stage,
                        data.ledger());
        service.addDependency(data);
        new EdgeStack(
                app,
                stage.named("patrol-ledger-edge"),
                properties(stage, EdgeStack.REGION, "Patrol Ledger: rules of the edge"),
                stage);
        var site =
                new SiteStack(
                        app,
                        stage.named("patrol-ledger-site"),
                        properties(stage, "Patrol Ledger: the site and the way to the API"),
                        stage,
                        service,
                        data.accessLogs(),
                        List.of(data.ledger().summaries(), data.ledger().imports()));
        site.addDependency(service);
        Tags.of(app).add("project", "patrol-ledger");
        Tags.of(app).add("stage", stage.name());
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    }

    private static StackProps properties(Stage stage, String description) {
        return properties(stage, stage.region(), description);
    }

    private static StackProps properties(Stage stage, String region, String description) {
        return StackProps.builder()
                .description(description + " (" + stage.name() + ")")
                .env(Environment.builder().region(region).build())
                .analyticsReporting(false)
                .terminationProtection(stage.isProduction())
                .build();
    }

    /// What the command line gives as text, `cdk.json` may give as a number or a boolean.
    private static @Nullable String text(@Nullable Object context) {
        return context == null ? null : context.toString();
    }
}
