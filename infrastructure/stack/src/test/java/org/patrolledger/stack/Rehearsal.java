package org.patrolledger.stack;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.patrolledger.functions.downloadsummary.DownloadSummary;
import org.patrolledger.functions.importsubmissions.ImportSubmissions;
import org.patrolledger.functions.maintaincatalogue.MaintainCatalogue;
import org.patrolledger.functions.makearchive.MakeArchive;
import org.patrolledger.functions.manageimport.ManageImport;
import org.patrolledger.functions.managesubscription.ManageSubscription;
import org.patrolledger.functions.notemailevent.NoteMailEvent;
import org.patrolledger.functions.noticechange.NoticeChange;
import org.patrolledger.functions.publishsummary.PublishSummary;
import org.patrolledger.functions.readcoverage.ReadCoverage;
import org.patrolledger.functions.readsubmission.ReadSubmission;
import org.patrolledger.functions.receivesubmission.ReceiveSubmission;
import org.patrolledger.functions.revisesubmission.ReviseSubmission;
import org.patrolledger.functions.scheduledigests.ScheduleDigests;
import org.patrolledger.functions.schedulesummaries.ScheduleSummaries;
import org.patrolledger.functions.senddigest.SendDigest;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.EmbeddedS3;
import org.patrolledger.local.embedded.EmbeddedSqs;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.InvocationLog;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import org.patrolledger.storage.Tables;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.sqs.model.Message;

/// The functions as they are deployed, on embedded servers of the protocols they speak, called one
/// at a time, so that what is called meanwhile is theirs.
final class Rehearsal implements AutoCloseable {

    private static final String SIGNING_KEY =
            "arn:aws:kms:eu-west-2:" + LocalCredentials.ACCOUNT + ":key/rehearsal";

    /// The servers tell of every request. Held here, for the JDK forgets loggers nobody holds.
    private static final List<Logger> QUIET =
            Stream.of("software.amazon.dynamodb", "org.gaul", "org.elasticmq", "org.eclipse.jetty")
                    .map(Logger::getLogger)
                    .toList();

    /// The recorder hears every client of the process: one rehearsal at a time.
    private static final Semaphore ALONE = new Semaphore(1);

    private final EmbeddedDynamoDb dynamoDb;
    private final EmbeddedS3 s3;
    private final EmbeddedSqs sqs;
    private final KeyService keys;
    private final Environment environment;
    private final Clients clients;
    private final Path folder;
    private final String mailQueue;
    private volatile Functions functions;
    private final Map<FunctionPlan, List<Recorder.Tape>> tapes = new EnumMap<>(FunctionPlan.class);
    private volatile Instant now = Instant.EPOCH;

    Rehearsal() throws IOException, GeneralSecurityException {
        ALONE.acquireUninterruptibly();
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        folder = Files.createTempDirectory("rehearsal");
        dynamoDb = EmbeddedDynamoDb.start(0, null);
        s3 =
                EmbeddedS3.start(
                        0, Files.createDirectory(folder.resolve("s3")), LocalCredentials.LOCAL);
        sqs = EmbeddedSqs.start(0, null);
        keys = KeyService.start();
        String none = "http://127.0.0.1/none";
        clients = new Clients(environmentWith(none, none, "submissions"));
        String queue = clients.sqs().createQueue(it -> it.queueName("due")).queueUrl();
        clients.sqs().createQueue(it -> it.queueName("imports"));
        clients.sqs().createQueue(it -> it.queueName("archives"));
        mailQueue = clients.sqs().createQueue(it -> it.queueName("mail")).queueUrl();
        environment = environmentWith(queue, mailQueue, "submissions");
        Tables.all(environment).forEach(this::create);
        Tables.ofMail(environment.mail()).forEach(this::create);
        for (String bucket : List.of(environment.summariesBucket(), environment.stagingBucket())) {
            clients.s3().createBucket(it -> it.bucket(bucket));
        }
        functions = functions(environment);
    }

    private Functions functions(Environment environment) throws IOException {
        InstantSource clock = () -> now;
        Map<String, RequestStreamHandler> handlers = new HashMap<>();
        handlers.put("receive-submission", new ReceiveSubmission(environment, clock));
        handlers.put("revise-submission", new ReviseSubmission(environment, clock));
        handlers.put("read-submission", new ReadSubmission(environment, clock));
        handlers.put("schedule-summaries", new ScheduleSummaries(environment, clock));
        handlers.put("publish-summary", new PublishSummary(environment, clock));
        handlers.put("notice-change", new NoticeChange(environment, clock));
        handlers.put("make-archive", new MakeArchive(environment, clock));
        handlers.put("manage-import", new ManageImport(environment, clock));
        handlers.put("import-submissions", new ImportSubmissions(environment, clock));
        handlers.put("read-coverage", new ReadCoverage(environment, clock));
        handlers.put("manage-subscription", new ManageSubscription(environment, clock));
        handlers.put("schedule-digests", new ScheduleDigests(environment, clock));
        handlers.put("send-digest", new SendDigest(environment, clock));
        handlers.put("note-mail-event", new NoteMailEvent(environment, clock));
        handlers.put("download-summary", new DownloadSummary(environment, clock));
        handlers.put("maintain-catalogue", new MaintainCatalogue(environment, clock));
        return new Functions(handlers, InvocationLog.open(log()), clock);
    }

    /// Makes a table of what the submissions are now, as a restore to this moment would.
    void copySubmissions(String restored) {
        create(Tables.submissions(restored));
        clients.dynamoDb()
                .scanPaginator(it -> it.tableName(environment.submissionsTable()))
                .items()
                .forEach(item ->
                        clients.dynamoDb().putItem(it -> it.tableName(restored).item(item)));
    }

    /// Deploys the functions anew, with another table for the submissions.
    void useSubmissions(String table) throws IOException {
        functions =
                functions(environmentWith(environment.publishQueue().toString(), mailQueue, table));
    }

    private void create(CreateTableRequest table) {
        Tables.ensure(clients.dynamoDb(), table);
        clients.dynamoDb().waiter().waitUntilTableExists(it -> it.tableName(table.tableName()));
    }

    private Environment environmentWith(String queue, String mails, String submissions) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-west-2");
        variables.put("SUBMISSIONS_TABLE", submissions);
        variables.put("CATALOGUE_TABLE", "catalogue");
        variables.put("CHAINS_TABLE", "chains");
        variables.put("DOWNLOADS_TABLE", "downloads");
        variables.put("SUMMARIES_BUCKET", "summaries");
        variables.put("STAGING_BUCKET", "staging");
        variables.put("PUBLISH_QUEUE_URL", queue);
        variables.put("SIGNING_KEY", SIGNING_KEY);
        variables.put("IMPORTS_BUCKET", "imports");
        variables.put("IMPORT_QUEUE_URL", queue.replaceAll("due$", "imports"));
        variables.put("ARCHIVES_QUEUE_URL", queue.replaceAll("due$", "archives"));
        variables.put("SUBSCRIBERS_TABLE", "subscribers");
        variables.put("MAILINGS_TABLE", "mailings");
        variables.put("MAIL_QUEUE_URL", mails);
        variables.put("ADDRESS_KEY", SIGNING_KEY.replace("rehearsal", "addresses"));
        variables.put("ADDRESS_MAC_KEY", SIGNING_KEY.replace("rehearsal", "macs"));
        variables.put("MAIL_FROM", "Patrol Ledger <weekly@example.org>");
        variables.put("MAIL_REPLY_TO", "replies@example.org");
        variables.put("MAIL_TITLE", "Patrols");
        variables.put("PUBLISHER", "A police force");
        variables.put("SITE_URL", "https://example.org");
        variables.put("SES_CONFIGURATION_SET", "rehearsal");
        variables.put("MAIL_RATE", "100");
        variables.put("NOTICE_DELAY_SECONDS", "0");
        variables.put("CATALOGUE_SECONDS", "0");
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL", keys.endpoint().toString());
        return Environment.of(variables);
    }

    Environment environment() {
        return environment;
    }

    KeyService keys() {
        return keys;
    }

    /// What the functions log, as CloudWatch would take it.
    Path log() {
        return folder.resolve("functions.log");
    }

    /// Everything a function called so far.
    List<Recorder.Tape> tapes(FunctionPlan plan) {
        return tapes.getOrDefault(plan, List.of());
    }

    /// Moves the functions' clock.
    void at(String time) {
        now = Instant.parse(time);
    }

    /// Calls a function.
    ///
    /// @return what it called meanwhile, and what it answered
    Called call(FunctionPlan plan, byte[] event) {
        List<Outcome> outcome = new ArrayList<>();
        var tape = Recorder.during(() -> outcome.add(functions.invoke(plan.function(), event)));
        tapes.computeIfAbsent(plan, it -> new ArrayList<>()).add(tape);
        return new Called(tape, outcome.getFirst());
    }

    /// @param tape what a function called
    /// @param outcome what it answered
    record Called(Recorder.Tape tape, Outcome outcome) {

        /// What it answered, as JSON.
        JsonNode answer() {
            return switch (outcome) {
                case Outcome.Returned(byte[] payload) ->
                        Synthesis.parse(new String(payload, StandardCharsets.UTF_8));
                case Outcome.Failed(Throwable cause) -> throw new AssertionError(cause);
            };
        }

        int status() {
            return answer().get("statusCode").asInt();
        }
    }

    /// Calls the function of a route as API Gateway does, with every scope there is.
    Called http(String method, String target, Map<String, String> headers, String body) {
        URI uri = URI.create(target);
        var match = Routes.find(method, uri.getPath()).orElseThrow();
        Route route = match.route();
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", route.key()).put("rawPath", uri.getPath());
        event.put("rawQueryString", uri.getQuery() == null ? "" : uri.getQuery());
        ObjectNode all = event.putObject("headers");
        all.put("content-type", "application/json");
        headers.forEach(all::put);
        if (uri.getQuery() != null) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            for (String parameter : uri.getQuery().split("&")) {
                parameters.put(
                        parameter.substring(0, parameter.indexOf('=')),
                        parameter.substring(parameter.indexOf('=') + 1));
            }
        }
        ObjectNode context = event.putObject("requestContext");
        context.putObject("http").put("method", method).put("path", uri.getPath());
        ObjectNode claims = context.putObject("authorizer").putObject("jwt").putObject("claims");
        claims.put("sub", "rehearsal").put("organisation", "essex-police");
        claims.put(
                "scope",
                String.join(" ", Stream.of(Scope.values()).map(Scope::text).sorted().toList()));
        ObjectNode parameters = event.putObject("pathParameters");
        new TreeMap<>(match.parameters()).forEach(parameters::put);
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", false);
        return call(plan(route.function()), bytes(event));
    }

    /// The ports as the functions have them, for what a test sees to itself.
    Adapters adapters() {
        return new Adapters(environment, clients);
    }

    InstantSource clock() {
        return () -> now;
    }

    /// Hands one message to a function, as a queue does.
    Called deliver(FunctionPlan plan, String body) {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.putArray("Records").addObject().put("messageId", "by-hand").put("body", body);
        return call(plan, bytes(event));
    }

    /// The messages that wait in the queue of mails, which are gone from it then.
    List<String> takeMails() {
        List<Message> messages =
                clients.sqs()
                        .receiveMessage(it -> it.queueUrl(mailQueue).maxNumberOfMessages(10))
                        .messages();
        messages.forEach(message ->
                clients.sqs()
                        .deleteMessage(it ->
                                it.queueUrl(mailQueue).receiptHandle(message.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }

    /// Takes what is due from the queue and publishes it, one message at a time.
    ///
    /// @return by summary, what publishing it called
    Map<String, Called> publishWhatIsDue() {
        Map<String, Called> published = new TreeMap<>();
        while (true) {
            List<Message> messages =
                    clients.sqs()
                            .receiveMessage(it ->
                                    it.queueUrl(environment.publishQueue().toString())
                                            .maxNumberOfMessages(10))
                            .messages();
            if (messages.isEmpty()) {
                return published;
            }
            for (Message message : messages) {
                ObjectNode event = Synthesis.JSON.createObjectNode();
                event.putArray("Records")
                        .addObject()
                        .put("messageId", message.messageId())
                        .put("receiptHandle", message.receiptHandle())
                        .put("body", message.body());
                JsonNode due = Synthesis.parse(message.body());
                published.put(
                        due.path("period").asText() + " " + due.path("operation").asText(),
                        call(FunctionPlan.PUBLISH_SUMMARY, bytes(event)));
                clients.sqs()
                        .deleteMessage(it ->
                                it.queueUrl(environment.publishQueue().toString())
                                        .receiptHandle(message.receiptHandle()));
            }
        }
    }

    /// Tells `notice-change` of every revision of a submission, as the stream would.
    Called notice(String submissionId) {
        var revisions =
                clients.dynamoDb()
                        .query(it ->
                                it.tableName(environment.submissionsTable())
                                        .keyConditionExpression("submissionId = :id")
                                        .expressionAttributeValues(
                                                Map.of(":id", AttributeValue.fromS(submissionId))))
                        .items();
        ObjectNode event = Synthesis.JSON.createObjectNode();
        var records = event.putArray("Records");
        for (Map<String, AttributeValue> revision : revisions) {
            ObjectNode change = records.addObject().putObject("dynamodb");
            change.put("SequenceNumber", String.valueOf(records.size()));
            ObjectNode image = change.putObject("NewImage");
            revision.forEach((name, value) -> {
                if (value.s() != null) {
                    image.putObject(name).put("S", value.s());
                }
            });
        }
        return call(FunctionPlan.NOTICE_CHANGE, bytes(event));
    }

    static FunctionPlan plan(String function) {
        return Stream.of(FunctionPlan.values())
                .filter(plan -> plan.function().equals(function))
                .findFirst()
                .orElseThrow();
    }

    static byte[] bytes(JsonNode json) {
        try {
            return Synthesis.JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ALONE.release();
        keys.close();
        sqs.close();
        s3.close();
        dynamoDb.close();
    }
}
