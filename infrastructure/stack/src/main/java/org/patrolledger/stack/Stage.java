package org.patrolledger.stack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;

/// One deployed copy of the system and what tells it from another, read from the CDK's context (`-c
/// stage=prod`).
///
/// @param name `dev` or `prod`, context `stage`, default `dev`
/// @param region the AWS region, context `region`, default `eu-west-2`: the data stays in the
///   United Kingdom
/// @param compliance whether published editions are locked so that nobody at all can remove them
///   before their time, context `lock=compliance`; by default `governance`, which a person with the
///   right to bypass it can
/// @param lockYears years an edition is locked for, context `lock-years`, 1 to 100; 7 in `prod`, as
///   financial records of a grant are kept, and 1 elsewhere
/// @param signingKeys how many signing keys the stage has had, context `signing-keys`, default 1:
///   the last one signs, the ones before it are kept
/// @param tracing whether X-Ray traces the functions, context `tracing`, default false: it costs
///   more than the functions themselves
/// @param requestLogs whether the functions behind the API log every request and not only what went
///   wrong, context `request-logs`, by default in `dev` only: the access log has a line for each
///   already
/// @param originSecrets how many secrets between edge and functions the stage has had, context
///   `origin-secrets`, default 1: the last one is said, the one before it still taken
/// @param site the host name of the site, such as `ledger.example.org`, context `site`; null where
///   CloudFront's own name is used, which is known only after the first deployment
/// @param certificate ARN of a certificate for that name in `us-east-1`, context `certificate`
/// @param publisher who publishes the summaries, as their metadata and pages name it, context
///   `publisher`, default `Patrol Ledger`
/// @param mailDomain the domain that mails come from, context `mail-domain`, default the site's
///   host name; `mail.invalid` where that is not known either, and no mail gets out
/// @param siteHeaders the file of the headers of the site's files, context `site-headers`
/// @param functions the folder of the functions' modules, whose zips are deployed, context
///   `functions`
/// @param restored tables restored from a point in time, to be used instead of the data stack's own
public record Stage(
        String name,
        String region,
        boolean compliance,
        int lockYears,
        int signingKeys,
        boolean tracing,
        boolean requestLogs,
        int originSecrets,
        @Nullable String site,
        @Nullable String certificate,
        String publisher,
        String mailDomain,
        Path siteHeaders,
        Path functions,
        Restored restored) {

    private static final String PRODUCTION = "prod";

    /// Tables to use instead of the data stack's own. Null stands for its own.
    ///
    /// @param submissions a table's name, context `submissions-table`
    /// @param submissionsStream its stream's ARN, context `submissions-stream`; given with the name
    /// @param catalogue a table's name, context `catalogue-table`
    /// @param chains a table's name, context `chains-table`
    /// @param downloads a table's name, context `downloads-table`
    /// @param subscribers a table's name, context `subscribers-table`
    public record Restored(
            @Nullable String submissions,
            @Nullable String submissionsStream,
            @Nullable String catalogue,
            @Nullable String chains,
            @Nullable String downloads,
            @Nullable String subscribers) {

        public Restored {
            if ((submissions == null) != (submissionsStream == null)) {
                throw new IllegalArgumentException(
                        "Give submissions-table and submissions-stream together.");
            }
        }
    }

    public Stage {
        if (!name.matches("dev|prod")) {
            throw new IllegalArgumentException("The stage is dev or prod, not " + name + ".");
        }
        hundred("lock-years", lockYears);
        hundred("origin-secrets", originSecrets);
        if (site != null && !site.matches("[a-z0-9-]+([.][a-z0-9-]+)+")) {
            throw new IllegalArgumentException("site is a host name, not " + site + ".");
        }
        if (certificate != null
                && (site == null || !certificate.startsWith("arn:aws:acm:us-east-1:"))) {
            throw new IllegalArgumentException(
                    "certificate is the ARN of one in us-east-1 for the name given as site.");
        }
        hundred("signing-keys", signingKeys);
    }

    /// A stage from its context; a name the context lacks gives null.
    ///
    /// @throws IllegalArgumentException one sentence that names what is wrong
    static Stage of(UnaryOperator<@Nullable String> context) {
        String name = or(context, "stage", "dev");
        String lock = or(context, "lock", "governance");
        if (!lock.matches("governance|compliance")) {
            throw new IllegalArgumentException("lock is governance or compliance, not " + lock);
        }
        return new Stage(
                name,
                or(context, "region", "eu-west-2"),
                lock.equals("compliance"),
                number(context, "lock-years", name.equals(PRODUCTION) ? 7 : 1),
                number(context, "signing-keys", 1),
                Boolean.parseBoolean(or(context, "tracing", "false")),
                Boolean.parseBoolean(
                        or(context, "request-logs", String.valueOf(!name.equals(PRODUCTION)))),
                number(context, "origin-secrets", 1),
                context.apply("site"),
                context.apply("certificate"),
                or(context, "publisher", "Patrol Ledger"),
                or(context, "mail-domain", or(context, "site", "mail.invalid")),
                Path.of(or(context, "site-headers", "../site/headers.json")),
                Path.of(or(context, "functions", "../../functions")),
                new Restored(
                        context.apply("submissions-table"),
                        context.apply("submissions-stream"),
                        context.apply("catalogue-table"),
                        context.apply("chains-table"),
                        context.apply("downloads-table"),
                        context.apply("subscribers-table")));
    }

    public boolean isProduction() {
        return name.equals(PRODUCTION);
    }

    /// The name of a resource in this stage. In `prod` a function is called what the contract calls
    /// it; elsewhere the stage stands in front, so that two stages can share an account.
    public String named(String resource) {
        return isProduction() ? resource : name + "-" + resource;
    }

    /// How long logs are kept: a year in `prod`, whose logs also outlive their stack, and a month
    /// elsewhere.
    LogGroup.Builder keptLog(LogGroup.Builder log) {
        return isProduction()
                ? log.retention(RetentionDays.ONE_YEAR)
                        .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                : log.retention(RetentionDays.ONE_MONTH).removalPolicy(RemovalPolicy.DESTROY);
    }

    private static void hundred(String name, int number) {
        if (number < 1 || number > 100) {
            throw new IllegalArgumentException(name + " is 1 to 100, not " + number + ".");
        }
    }

    private static int number(UnaryOperator<@Nullable String> context, String name, int otherwise) {
        String text = or(context, name, String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(name + " is a whole number, not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static String or(
            UnaryOperator<@Nullable String> context, String name, String otherwise) {
        return Optional.ofNullable(context.apply(name)).orElse(otherwise);
    }
}
