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
import org.patrolledger.lambda.Environment;
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

    private static final FunctionClasses CLASSES = new FunctionClasses();

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
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<FunctionPlan, List<Called>> calls = new EnumMap<>(FunctionPlan.class);
    private volatile Instant now = Instant.EPOCH;

    Rehearsal() throws IOException, GeneralSecurityException {
        ALONE.acquireUninterruptibly();
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        folder = Files.createTempDirectory("rehearsal");
        dynamoDb = EmbeddedDynamoDb.start(0, null);
        s3 =
                EmbeddedS3.startForShortParts(
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
        for (String bucket :
                List.of(
                        environment.summariesBucket(),
                        environment.stagingBucket(),
                        environment.imports().bucket())) {
            clients.s3().createBucket(it -> it.bucket(bucket));
        }
        functions = functions(environment);
    }

    private Functions functions(Environment environment) throws IOException {
        InstantSource clock = () -> now;
        Map<String, RequestStreamHandler> handlers = new HashMap<>();
        for (FunctionPlan plan : FunctionPlan.values()) {
            handlers.put(plan.function(), handler(plan, environment, clock));
        }
        return new Functions(handlers, InvocationLog.open(log()), clock);
    }

    /// A function wired to an environment, of classes that tell what they make.
    static RequestStreamHandler handler(
            FunctionPlan plan, Environment environment, InstantSource clock) {
        try {
            return (RequestStreamHandler)
                    Class.forName(plan.handler(), true, CLASSES)
                            .getConstructor(Environment.class, InstantSource.class)
                            .newInstance(environment, clock);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
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

    /// Deploys the functions anew, with an S3 to which all that is longer goes in parts.
    void useParts(int bytes) throws IOException {
        functions = functions(environmentWith(Map.of("PART_BYTES", String.valueOf(bytes))));
    }

    private void create(CreateTableRequest table) {
        Tables.ensure(clients.dynamoDb(), table);
        clients.dynamoDb().waiter().waitUntilTableExists(it -> it.tableName(table.tableName()));
    }

    /// An environment in which everything is at one address.
    static Environment environmentAt(URI endpoint) {
        String queue = endpoint + "/queue/due";
        Map<String, String> variables = variables(queue, endpoint + "/queue/mail", "submissions");
        variables.put("AWS_ENDPOINT_URL", endpoint.toString());
        return Environment.of(variables);
    }

    /// The environment of the functions, but for some variables.
    Environment environmentWith(Map<String, String> changes) {
        Map<String, String> variables =
                embedded(environment.publishQueue().toString(), mailQueue, "submissions");
        variables.putAll(changes);
        return Environment.of(variables);
    }

    private Environment environmentWith(String queue, String mails, String submissions) {
        return Environment.of(embedded(queue, mails, submissions));
    }

    private Map<String, String> embedded(String queue, String mails, String submissions) {
        Map<String, String> variables = variables(queue, mails, submissions);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL", keys.endpoint().toString());
        return variables;
    }

    private static Map<String, String> variables(String queue, String mails, String submissions) {
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
        return variables;
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
        var called = new Called(event, tape, outcome.getFirst());
        calls.computeIfAbsent(plan, it -> new ArrayList<>()).add(called);
        return called;
    }

    /// Every call of a function so far.
    List<Called> calls(FunctionPlan plan) {
        return List.copyOf(calls.getOrDefault(plan, List.of()));
    }

    /// @param event what a function was called with
    /// @param tape what it called
    /// @param outcome what it answered
    record Called(byte[] event, Recorder.Tape tape, Outcome outcome) {

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
        return http(ApiCall.of(method, target, headers, body));
    }

    Called http(ApiCall made) {
        var called = call(plan(made.route().function()), made.event());
        exchanges.add(new Exchange(made, called.status(), problem(called.answer())));
        return called;
    }

    /// The problem that an answer tells of, such as `not-valid`; empty for none.
    private static String problem(JsonNode answer) {
        boolean isProblem =
                answer.at("/headers/content-type").asText().equals("application/problem+json");
        if (!isProblem) {
            return "";
        }
        String type = Synthesis.parse(answer.get("body").asText()).get("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /// A call of the API, and what was answered.
    ///
    /// @param problem what the answer tells of, empty for none
    record Exchange(ApiCall call, int status, String problem) {}

    /// Every call of the API so far.
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
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
        return take(mailQueue).stream().map(Message::body).toList();
    }

    /// Has a function work off what waits in a queue, one message at a time.
    List<Called> workOff(URI queue, FunctionPlan plan) {
        List<Called> all = new ArrayList<>();
        clients.sqs()
                .receiveMessage(it -> it.queueUrl(queue.toString()).maxNumberOfMessages(10))
                .messages()
                .forEach(message -> {
                    all.add(call(plan, event(message)));
                    clients.sqs()
                            .deleteMessage(it ->
                                    it.queueUrl(queue.toString())
                                            .receiptHandle(message.receiptHandle()));
                });
        return all;
    }

    private List<Message> take(String queue) {
        List<Message> messages =
                clients.sqs()
                        .receiveMessage(it -> it.queueUrl(queue).maxNumberOfMessages(10))
                        .messages();
        messages.forEach(message ->
                clients.sqs()
                        .deleteMessage(
                                it -> it.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages;
    }

    private static byte[] event(Message message) {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.putArray("Records")
                .addObject()
                .put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body());
        return bytes(event);
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
                JsonNode due = Synthesis.parse(message.body());
                published.put(
                        due.path("period").asText() + " " + due.path("operation").asText(),
                        call(FunctionPlan.PUBLISH_SUMMARY, event(message)));
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
