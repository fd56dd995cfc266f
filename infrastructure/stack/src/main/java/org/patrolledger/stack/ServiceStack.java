package org.patrolledger.stack;

import static org.patrolledger.stack.Queues.DeadLetters.UNHEARD;
import static org.patrolledger.stack.Queues.DeadLetters.UNNOTICED;
import static org.patrolledger.stack.Queues.DeadLetters.UNPUBLISHED;
import static org.patrolledger.stack.Queues.DeadLetters.UNSCHEDULED;
import static org.patrolledger.stack.Queues.DeadLetters.UNSENT;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableAttributes;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.DlqDestinationConfig;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.constructs.Construct;

/// The API, functions, queues, schedules and alarms of a stage. Nothing here is a record of
/// anything: it can be deleted and deployed anew, and the ledger is what it was.
final class ServiceStack extends Stack {

    /// Changes noticed within this time go into one run of a summary.
    private static final Duration NOTICE_DELAY = Duration.minutes(1);

    /// Calls that send mails at once. One mail takes a call up to half a second, so fewer of them
    /// would not reach the rate.
    private static final int MAIL_SENDERS = 5;

    /// Of each of them: ten mails a second in all. A new account in production may send 14.
    private static final int MAILS_A_SECOND = 2;

    private final String apiHost;
    private final OriginSecrets originSecrets;
    private final LedgerData ledger;
    private final Queues queues;
    private final DeployedFunctions functions;

    ServiceStack(
            Construct scope, String id, StackProps properties, Stage stage, LedgerData deployed) {
        super(scope, id, properties);
        var issuer =
                CfnParameter.Builder.create(this, "JwtIssuer")
                        .description("The iss of accepted tokens: an OpenID Connect issuer")
                        .allowedPattern("https://\\S+")
                        .build();
        var audience =
                CfnParameter.Builder.create(this, "JwtAudience")
                        .description("The aud (or client_id) of accepted tokens")
                        .minLength(1)
                        .build();
        var scopePrefix =
                CfnParameter.Builder.create(this, "ScopePrefix")
                        .description(
                                "What stands before the scopes in a token, such as patrol-ledger/")
                        .defaultValue("")
                        .allowedPattern("[!-~]{0,100}")
                        .build();
        originSecrets = new OriginSecrets(this, stage);
        ledger = restored(deployed, stage.restored());
        queues = new Queues(this, stage);
        var mail = new MailDelivery(this, stage, queues.of(FunctionPlan.NOTE_MAIL_EVENT));
        var grants = new Permissions(this, ledger, queues, mail);
        functions =
                new DeployedFunctions(
                        this,
                        stage,
                        environment(stage, mail, scopePrefix.getValueAsString()),
                        grants,
                        plan -> eventSource(plan, grants));
        var api =
                new Gateway(
                        this,
                        stage,
                        functions,
                        issuer.getValueAsString(),
                        audience.getValueAsString());
        apiHost = api.host();
        var schedules = new Timetable(this, stage, functions, queues.of(UNSCHEDULED));
        keepWhatIsNotScheduled("NotScheduled", FunctionPlan.SCHEDULE_SUMMARIES);
        keepWhatIsNotScheduled("DigestNotScheduled", FunctionPlan.SCHEDULE_DIGESTS);
        // A summary has the whole of a call's time to itself. Monday brings every operation at
        // once: ten at a time are through in minutes and leave the account's concurrency to the
        // forms; a reservation for this would be refused by accounts with a small limit.
        workOff("DueSource", FunctionPlan.PUBLISH_SUMMARY, 1, 10);
        // Fifty mails, in half a minute: together the senders keep below the account's rate.
        workOff("MailSource", FunctionPlan.SEND_DIGEST, 1, MAIL_SENDERS);
        workOff("ImportSource", FunctionPlan.IMPORT_SUBMISSIONS, 1, 5);
        workOff("ArchiveSource", FunctionPlan.MAKE_ARCHIVE, 1, 5);
        workOff("MailEventSource", FunctionPlan.NOTE_MAIL_EVENT, 10, 5);
        noticeChanges();
        var alarms = new Alarms(this, stage, functions, queues, api, ledger);
        new Canaries(this, stage, functions, alarms.byFunction());
        var board = new Board(this, stage, functions, queues, api, alarms.all());
        output("ApiUrl", api.url(), "Where forms are posted and summaries read");
        output("AlarmTopic", alarms.topic().getTopicArn(), "Subscribe those on duty to it");
        output("Dashboard", board.name(), "CloudWatch dashboard");
        output(
                "DueQueue",
                queues.of(FunctionPlan.PUBLISH_SUMMARY).getQueueUrl(),
                "Summaries waiting to be published");
        output("UnpublishedQueue", queues.of(UNPUBLISHED).getQueueUrl(), "Dead letters of it");
        output("UnnoticedQueue", queues.of(UNNOTICED).getQueueUrl(), "Dead letters of the stream");
        output(
                "UnscheduledQueue",
                queues.of(UNSCHEDULED).getQueueUrl(),
                "Dead letters of schedules");
        output("UnsentQueue", queues.of(UNSENT).getQueueUrl(), "Dead letters of mails");
        output("UnheardQueue", queues.of(UNHEARD).getQueueUrl(), "Dead letters of mails' events");
        output("ScheduleGroup", schedules.group(), "The weekly and the monthly schedule");
    }

    /// The host name of the API, which answers only what comes by way of the edge.
    String apiHost() {
        return apiHost;
    }

    /// What the edge says to the functions.
    String originSecret() {
        return originSecrets.newest();
    }

    /// One environment for all, checked whole by each function when it starts; what a function may
    /// do with it is for its role to say.
    private Map<String, String> environment(Stage stage, MailDelivery mail, String scopePrefix) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("SUBMISSIONS_TABLE", ledger.submissions().getTableName());
        variables.put("CATALOGUE_TABLE", ledger.catalogue().getTableName());
        variables.put("CHAINS_TABLE", ledger.chains().getTableName());
        variables.put("DOWNLOADS_TABLE", ledger.downloads().getTableName());
        variables.put("SUMMARIES_BUCKET", ledger.summaries().getBucketName());
        variables.put("STAGING_BUCKET", ledger.staging().getBucketName());
        variables.put("PUBLISH_QUEUE_URL", queues.of(FunctionPlan.PUBLISH_SUMMARY).getQueueUrl());
        variables.put("SIGNING_KEY", ledger.signingKey().getKeyArn());
        variables.put("NOTICE_DELAY_SECONDS", NOTICE_DELAY.toSeconds().toString());
        variables.put(
                "CATALOGUE_SECONDS", DeployedFunctions.CATALOGUE_LIFETIME.toSeconds().toString());
        variables.put("PUBLISHER", stage.publisher());
        variables.put("IMPORTS_BUCKET", ledger.imports().getBucketName());
        variables.put("IMPORT_QUEUE_URL", queues.of(FunctionPlan.IMPORT_SUBMISSIONS).getQueueUrl());
        variables.put("ARCHIVES_QUEUE_URL", queues.of(FunctionPlan.MAKE_ARCHIVE).getQueueUrl());
        variables.put("SUBSCRIBERS_TABLE", ledger.subscribers().getTableName());
        variables.put("MAILINGS_TABLE", ledger.mailings().getTableName());
        variables.put("MAIL_QUEUE_URL", queues.of(FunctionPlan.SEND_DIGEST).getQueueUrl());
        variables.put("ADDRESS_KEY", ledger.addressKey().getKeyArn());
        variables.put("ADDRESS_MAC_KEY", ledger.addressMacKey().getKeyArn());
        variables.put("MAIL_FROM", stage.publisher() + " <weekly@" + stage.mailDomain() + ">");
        variables.put("MAIL_REPLY_TO", "replies@" + stage.mailDomain());
        variables.put("MAIL_TITLE", stage.publisher());
        variables.put(
                "SITE_URL",
                "https://" + Objects.requireNonNullElse(stage.site(), stage.mailDomain()));
        variables.put("SES_CONFIGURATION_SET", mail.configurationSet());
        variables.put("MAIL_RATE", String.valueOf(MAILS_A_SECOND));
        variables.put("SCOPE_PREFIX", scopePrefix);
        variables.put("ORIGIN_SECRET", originSecrets.accepted());
        return variables;
    }

    /// What the roles need beside their function's own calls: in the role's name Lambda polls the
    /// queue and the stream, and puts aside what it gives up on.
    private List<PolicyStatement> eventSource(FunctionPlan plan, Permissions grants) {
        return switch (plan.trigger()) {
            case REQUEST -> List.of();
            case SCHEDULE ->
                    List.of(
                            Permissions.allow(
                                    queues.of(UNSCHEDULED).getQueueArn(), "sqs:SendMessage"));
            case QUEUE ->
                    List.of(
                            Permissions.allow(
                                    queues.of(plan).getQueueArn(),
                                    "sqs:DeleteMessage",
                                    "sqs:GetQueueAttributes",
                                    "sqs:ReceiveMessage"));
            case STREAM ->
                    List.of(
                            Permissions.allow(
                                    Objects.requireNonNull(
                                            ledger.submissions().getTableStreamArn()),
                                    "dynamodb:DescribeStream",
                                    "dynamodb:GetRecords",
                                    "dynamodb:GetShardIterator",
                                    "dynamodb:ListStreams"),
                            grants.keyUse("dynamodb", Set.of("kms:Decrypt")),
                            Permissions.allow(
                                    queues.of(UNNOTICED).getQueueArn(), "sqs:SendMessage"));
        };
    }

    /// The scheduler hands its event over and knows no more: whether the function succeeds is
    /// between Lambda and the function. Without this a Monday on which storage is away for some
    /// minutes would leave no trace but an error count.
    private void keepWhatIsNotScheduled(String id, FunctionPlan plan) {
        var alias = functions.alias(plan);
        var function = functions.function(plan);
        CfnEventInvokeConfig.Builder.create(this, id)
                .functionName(function.getFunctionName())
                .qualifier(alias.getAliasName())
                .maximumRetryAttempts(2)
                .maximumEventAgeInSeconds(Timetable.LATEST.toSeconds())
                .destinationConfig(
                        CfnEventInvokeConfig.DestinationConfigProperty.builder()
                                .onFailure(
                                        CfnEventInvokeConfig.OnFailureProperty.builder()
                                                .destination(queues.of(UNSCHEDULED).getQueueArn())
                                                .build())
                                .build())
                .build()
                .getNode()
                .addDependency(alias);
    }

    /// @param batch messages that a call takes at the most
    /// @param concurrency calls at once, at the most
    private void workOff(String id, FunctionPlan plan, int batch, int concurrency) {
        EventSourceMapping.Builder.create(this, id)
                .target(functions.alias(plan))
                .eventSourceArn(queues.of(plan).getQueueArn())
                .batchSize(batch)
                .reportBatchItemFailures(true)
                .maxConcurrency(concurrency)
                .build();
    }

    private void noticeChanges() {
        var unnoticed =
                DlqDestinationConfig.builder()
                        .destination(queues.of(UNNOTICED).getQueueArn())
                        .build();
        EventSourceMapping.Builder.create(this, "ChangeSource")
                .target(functions.alias(FunctionPlan.NOTICE_CHANGE))
                .eventSourceArn(ledger.submissions().getTableStreamArn())
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .batchSize(2_500)
                // Every form passes here, and most are for a period that nobody has published. What
                // is paid is the call: one in five minutes for all of them costs a tenth of one in
                // half a minute, and late reports, which come in bursts, make one message instead
                // of many.
                .maxBatchingWindow(Duration.minutes(5))
                .reportBatchItemFailures(true)
                .bisectBatchOnError(true)
                .retryAttempts(8)
                .maxRecordAge(Duration.hours(20))
                // As the library's own destination, without the permissions it would add to those
                // of the plan.
                .onFailure((source, function) -> unnoticed)
                .build();
    }

    /// The deployed tables, or the restored ones the runbook has put in their place.
    private LedgerData restored(LedgerData deployed, Stage.Restored restored) {
        return new LedgerData(
                restored(
                        "RestoredSubmissions",
                        restored.submissions(),
                        restored.submissionsStream(),
                        deployed.submissions()),
                restored("RestoredCatalogue", restored.catalogue(), null, deployed.catalogue()),
                restored("RestoredChains", restored.chains(), null, deployed.chains()),
                restored("RestoredDownloads", restored.downloads(), null, deployed.downloads()),
                restored(
                        "RestoredSubscribers",
                        restored.subscribers(),
                        null,
                        deployed.subscribers()),
                deployed.mailings(),
                deployed.summaries(),
                deployed.staging(),
                deployed.imports(),
                deployed.dataKey(),
                deployed.signingKey(),
                deployed.addressKey(),
                deployed.addressMacKey());
    }

    private ITable restored(
            String id, @Nullable String name, @Nullable String stream, ITable deployed) {
        if (name == null) {
            return deployed;
        }
        var attributes = TableAttributes.builder().tableName(name);
        if (stream != null) {
            attributes.tableStreamArn(stream);
        }
        return Table.fromTableAttributes(this, id, attributes.build());
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
