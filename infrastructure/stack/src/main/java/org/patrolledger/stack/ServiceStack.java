package org.patrolledger.stack;

import java.util.EnumMap;
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
import software.amazon.awscdk.services.lambda.IEventSourceDlq;
import software.amazon.awscdk.services.lambda.IEventSourceMapping;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.sqs.IQueue;
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
        var ledger = restored(deployed, stage.restored());
        var queues = new Queues(this, stage);
        var mail = new MailDelivery(this, stage, queues.mailEvents());
        var grants = new Permissions(this, ledger, queues, mail);
        var functions =
                new DeployedFunctions(
                        this,
                        stage,
                        environment(stage, ledger, queues, mail, scopePrefix.getValueAsString()),
                        grants,
                        eventSources(ledger, queues, grants));
        var api =
                new Gateway(
                        this,
                        stage,
                        functions,
                        issuer.getValueAsString(),
                        audience.getValueAsString());
        apiHost = api.host();
        var schedules = new Timetable(this, stage, functions, queues.unscheduled());
        keepWhatIsNotScheduled("NotScheduled", FunctionPlan.SCHEDULE_SUMMARIES, functions, queues);
        keepWhatIsNotScheduled(
                "DigestNotScheduled", FunctionPlan.SCHEDULE_DIGESTS, functions, queues);
        publishWhatIsDue(functions, queues);
        workOffQueues(functions, queues);
        noticeChanges(functions, ledger, queues);
        var alarms = new Alarms(this, stage, functions, queues, api, ledger);
        new Canaries(this, stage, functions, alarms.byFunction());
        var board = new Board(this, stage, functions, queues, api, alarms.all());
        output("ApiUrl", api.url(), "Where forms are posted and summaries read");
        output("AlarmTopic", alarms.topic().getTopicArn(), "Subscribe those on duty to it");
        output("Dashboard", board.name(), "CloudWatch dashboard");
        output("DueQueue", queues.due().getQueueUrl(), "Summaries waiting to be published");
        output("UnpublishedQueue", queues.unpublished().getQueueUrl(), "Dead letters of it");
        output("UnnoticedQueue", queues.unnoticed().getQueueUrl(), "Dead letters of the stream");
        output("UnscheduledQueue", queues.unscheduled().getQueueUrl(), "Dead letters of schedules");
        output("UnsentQueue", queues.unsent().getQueueUrl(), "Dead letters of mails");
        output("UnheardQueue", queues.unheard().getQueueUrl(), "Dead letters of mails' events");
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
    private Map<String, String> environment(
            Stage stage, LedgerData ledger, Queues queues, MailDelivery mail, String scopePrefix) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("SUBMISSIONS_TABLE", ledger.submissions().getTableName());
        variables.put("CATALOGUE_TABLE", ledger.catalogue().getTableName());
        variables.put("CHAINS_TABLE", ledger.chains().getTableName());
        variables.put("DOWNLOADS_TABLE", ledger.downloads().getTableName());
        variables.put("SUMMARIES_BUCKET", ledger.summaries().getBucketName());
        variables.put("STAGING_BUCKET", ledger.staging().getBucketName());
        variables.put("PUBLISH_QUEUE_URL", queues.due().getQueueUrl());
        variables.put("SIGNING_KEY", ledger.signingKey().getKeyArn());
        variables.put("NOTICE_DELAY_SECONDS", NOTICE_DELAY.toSeconds().toString());
        variables.put(
                "CATALOGUE_SECONDS", DeployedFunctions.CATALOGUE_LIFETIME.toSeconds().toString());
        variables.put("PUBLISHER", stage.publisher());
        variables.put("IMPORTS_BUCKET", ledger.imports().getBucketName());
        variables.put("IMPORT_QUEUE_URL", queues.imports().getQueueUrl());
        variables.put("ARCHIVES_QUEUE_URL", queues.archives().getQueueUrl());
        variables.put("SUBSCRIBERS_TABLE", ledger.subscribers().getTableName());
        variables.put("MAILINGS_TABLE", ledger.mailings().getTableName());
        variables.put("MAIL_QUEUE_URL", queues.mail().getQueueUrl());
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
    private static Map<FunctionPlan, List<PolicyStatement>> eventSources(
            LedgerData ledger, Queues queues, Permissions grants) {
        String stream = Objects.requireNonNull(ledger.submissions().getTableStreamArn());
        Map<FunctionPlan, List<PolicyStatement>> statements = new EnumMap<>(FunctionPlan.class);
        var unscheduled =
                Permissions.allow(List.of("sqs:SendMessage"), queues.unscheduled().getQueueArn())
                        .build();
        statements.put(FunctionPlan.SCHEDULE_SUMMARIES, List.of(unscheduled));
        statements.put(FunctionPlan.SCHEDULE_DIGESTS, List.of(unscheduled));
        statements.put(FunctionPlan.PUBLISH_SUMMARY, List.of(polling(queues.due())));
        statements.put(FunctionPlan.SEND_DIGEST, List.of(polling(queues.mail())));
        statements.put(FunctionPlan.IMPORT_SUBMISSIONS, List.of(polling(queues.imports())));
        statements.put(FunctionPlan.MAKE_ARCHIVE, List.of(polling(queues.archives())));
        statements.put(FunctionPlan.NOTE_MAIL_EVENT, List.of(polling(queues.mailEvents())));
        statements.put(
                FunctionPlan.NOTICE_CHANGE,
                List.of(
                        Permissions.allow(
                                        List.of(
                                                "dynamodb:DescribeStream",
                                                "dynamodb:GetRecords",
                                                "dynamodb:GetShardIterator",
                                                "dynamodb:ListStreams"),
                                        stream)
                                .build(),
                        grants.keyUse("dynamodb", Set.of("kms:Decrypt")),
                        Permissions.allow(
                                        List.of("sqs:SendMessage"),
                                        queues.unnoticed().getQueueArn())
                                .build()));
        return statements;
    }

    private static PolicyStatement polling(IQueue queue) {
        return Permissions.allow(
                        List.of(
                                "sqs:DeleteMessage",
                                "sqs:GetQueueAttributes",
                                "sqs:ReceiveMessage"),
                        queue.getQueueArn())
                .build();
    }

    /// The scheduler hands its event over and knows no more: whether the function succeeds is
    /// between Lambda and the function. Without this a Monday on which storage is away for some
    /// minutes would leave no trace but an error count.
    private void keepWhatIsNotScheduled(
            String id, FunctionPlan plan, DeployedFunctions functions, Queues queues) {
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
                                                .destination(queues.unscheduled().getQueueArn())
                                                .build())
                                .build())
                .build()
                .getNode()
                .addDependency(alias);
    }

    private void publishWhatIsDue(DeployedFunctions functions, Queues queues) {
        EventSourceMapping.Builder.create(this, "DueSource")
                .target(functions.alias(FunctionPlan.PUBLISH_SUMMARY))
                .eventSourceArn(queues.due().getQueueArn())
                // A summary has the whole of a call's time to itself.
                .batchSize(1)
                .reportBatchItemFailures(true)
                // Monday brings every operation at once. Ten at a time are through in minutes and
                // leave the account's concurrency to the forms; a reservation for this would be
                // refused by accounts with a small limit.
                .maxConcurrency(10)
                .build();
    }

    private void workOffQueues(DeployedFunctions functions, Queues queues) {
        EventSourceMapping.Builder.create(this, "MailSource")
                .target(functions.alias(FunctionPlan.SEND_DIGEST))
                .eventSourceArn(queues.mail().getQueueArn())
                // Fifty mails, in half a minute: together the senders keep below the account's
                // rate.
                .batchSize(1)
                .reportBatchItemFailures(true)
                .maxConcurrency(MAIL_SENDERS)
                .build();
        EventSourceMapping.Builder.create(this, "ImportSource")
                .target(functions.alias(FunctionPlan.IMPORT_SUBMISSIONS))
                .eventSourceArn(queues.imports().getQueueArn())
                .batchSize(1)
                .reportBatchItemFailures(true)
                .maxConcurrency(5)
                .build();
        EventSourceMapping.Builder.create(this, "ArchiveSource")
                .target(functions.alias(FunctionPlan.MAKE_ARCHIVE))
                .eventSourceArn(queues.archives().getQueueArn())
                .batchSize(1)
                .reportBatchItemFailures(true)
                .maxConcurrency(5)
                .build();
        EventSourceMapping.Builder.create(this, "MailEventSource")
                .target(functions.alias(FunctionPlan.NOTE_MAIL_EVENT))
                .eventSourceArn(queues.mailEvents().getQueueArn())
                .batchSize(10)
                .reportBatchItemFailures(true)
                .maxConcurrency(5)
                .build();
    }

    private void noticeChanges(DeployedFunctions functions, LedgerData ledger, Queues queues) {
        EventSourceMapping.Builder.create(this, "ChangeSource")
                .target(functions.alias(FunctionPlan.NOTICE_CHANGE))
                .eventSourceArn(ledger.submissions().getTableStreamArn())
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .batchSize(2_500)
                // Every form passes here, and most are for a period that nobody has published. What
                // is
                // paid is the call: one in five minutes for all of them costs a tenth of one in
                // half a minute, and late reports, which come in bursts, make one message instead
                // of many.
                .maxBatchingWindow(Duration.minutes(5))
                .reportBatchItemFailures(true)
                .bisectBatchOnError(true)
                .retryAttempts(8)
                .maxRecordAge(Duration.hours(20))
                .onFailure(destination(queues.unnoticed()))
                .build();
    }

    /// As the library's own, without the permissions it would add to those of the plan.
    private static IEventSourceDlq destination(IQueue queue) {
        var destination = DlqDestinationConfig.builder().destination(queue.getQueueArn()).build();
        return new IEventSourceDlq() {
            @Override
            public DlqDestinationConfig bind(IEventSourceMapping source, IFunction function) {
                return destination;
            }
        };
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
