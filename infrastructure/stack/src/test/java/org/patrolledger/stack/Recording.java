package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// One walk through everything the functions do, from an empty catalogue to a downloaded archive,
/// recorded: what each calls, and what that consumes. Made once for all tests.
final class Recording {

    private static final Path SCENARIO = Path.of("..", "..", "events", "scenarios", "grip");

    /// A week of Operation Grip is enough of its forms; it lies in February and March.
    private static final String WEEK = "2023-W09";

    private static final String ITS_FIRST_DAY = "2023-02-27";
    private static final Recording WALK = new Recording();

    private final Map<FunctionPlan, Set<Permission>> used = new EnumMap<>(FunctionPlan.class);
    private final Map<FunctionPlan, Rehearsal.Called> pinged = new EnumMap<>(FunctionPlan.class);
    private final Map<String, Units> units = new TreeMap<>();
    private final List<String> log;
    private final List<SdkRequest> locked;
    private final List<Rehearsal.Exchange> exchanges;
    private final Map<FunctionPlan, List<Rehearsal.Called>> calls =
            new EnumMap<>(FunctionPlan.class);
    private int forms;
    private int placeDays;
    private int formBytes;
    private int loggedBytes;

    private Recording() {
        try (var rehearsal = new Rehearsal()) {
            walk(rehearsal);
            locked = written(rehearsal);
            exchanges = rehearsal.exchanges();
            for (FunctionPlan plan : FunctionPlan.values()) {
                calls.put(plan, rehearsal.calls(plan));
            }
            for (FunctionPlan plan : FunctionPlan.values()) {
                byte[] ping = Timetable.PING.getBytes(StandardCharsets.UTF_8);
                pinged.put(plan, rehearsal.call(plan, ping));
            }
            for (FunctionPlan plan : FunctionPlan.values()) {
                Set<Permission> permissions = new TreeSet<>();
                rehearsal
                        .tapes(plan)
                        .forEach(tape ->
                                permissions.addAll(
                                        Calls.permissions(tape, rehearsal.environment())));
                used.put(plan, permissions);
            }
            // What Lambda itself says of a call that failed is no JSON.
            log =
                    Files.readAllLines(rehearsal.log()).stream()
                            .filter(line -> line.startsWith("{"))
                            .toList();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Recording walk() {
        return WALK;
    }

    /// What a function was seen to do.
    Set<Permission> used(FunctionPlan plan) {
        return used.get(plan);
    }

    /// Every call of the API, and what was answered.
    List<Rehearsal.Exchange> exchanges() {
        return exchanges;
    }

    /// Every call of a function.
    List<Rehearsal.Called> calls(FunctionPlan plan) {
        return calls.get(plan);
    }

    /// What a function did when it was pinged.
    Rehearsal.Called pinged(FunctionPlan plan) {
        return pinged.get(plan);
    }

    /// What a step of the walk consumed.
    Units units(String step) {
        return units.get(step);
    }

    /// What the functions logged.
    List<String> log() {
        return log;
    }

    /// Every request that wrote into the bucket of summaries, of an upload in parts its beginning.
    List<SdkRequest> locked() {
        return locked;
    }

    private static List<SdkRequest> written(Rehearsal rehearsal) {
        String bucket = rehearsal.environment().summariesBucket();
        return Stream.of(FunctionPlan.values())
                .flatMap(plan -> rehearsal.tapes(plan).stream())
                .flatMap(tape -> tape.requests().stream())
                .filter(request ->
                        switch (request) {
                            case PutObjectRequest put -> put.bucket().equals(bucket);
                            case CopyObjectRequest copy -> copy.destinationBucket().equals(bucket);
                            case CreateMultipartUploadRequest create ->
                                    create.bucket().equals(bucket);
                            default -> false;
                        })
                .toList();
    }

    int forms() {
        return forms;
    }

    /// On how many days of places that no form before them lay on.
    int placeDays() {
        return placeDays;
    }

    /// Bytes that the forms are as items of the table.
    int formBytes() {
        return formBytes;
    }

    /// Bytes of an operation in the catalogue, on the average of the scenarios.
    double operationBytes() {
        try (Stream<Path> scenarios = Files.list(SCENARIO.resolveSibling("."))) {
            return scenarios
                    .map(scenario -> scenario.resolve("operation.json"))
                    .filter(Files::isRegularFile)
                    .mapToLong(operation -> {
                        try {
                            return Synthesis.parse(Files.readString(operation)).toString().length();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .average()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes that the functions logged while they took the forms in.
    int loggedBytes() {
        return loggedBytes;
    }

    private void walk(Rehearsal functions) throws IOException, GeneralSecurityException {
        fillCatalogue(functions);
        List<JsonNode> grip = takeForms(functions);
        publishProvisional(functions);
        correct(functions, grip);
        read(functions, grip.getFirst());
        publishFinal(functions);
        download(functions);
        String days = "/coverage/grip?from=2023-02-27&to=2023-03-05";
        assertThat(functions.http("GET", days, Map.of(), "").status()).isEqualTo(200);
        assertThat(functions.http("GET", days, Map.of(), "").status()).isEqualTo(200);
        assertThat(
                        functions
                                .http(
                                        "GET",
                                        "/submissions?operation=grip&from=2023-02-27&to=2023-03-05",
                                        Map.of(),
                                        "")
                                .status())
                .isEqualTo(200);
        refuse(functions);
        new MailWalk(functions, WEEK, units).walk();
        forget(functions);
        lose(functions);
        new OutcomeWalk(functions).walk();
        new PartsWalk(functions, WEEK).walk();
    }

    private void fillCatalogue(Rehearsal functions) throws IOException {
        functions.at("2023-03-06T06:10:00Z");
        String path = "/catalogue/operations/grip";
        String body = Files.readString(SCENARIO.resolve("operation.json"));
        assertThat(functions.http("PUT", path, Map.of("if-none-match", "*"), body).status())
                .isEqualTo(201);
        assertThat(functions.http("PUT", path, Map.of("if-match", "\"1\""), body).status())
                .isEqualTo(200);
        assertThat(functions.http("GET", "/catalogue", Map.of(), "").status()).isEqualTo(200);
    }

    private List<JsonNode> takeForms(Rehearsal functions) throws IOException {
        List<JsonNode> submissions = new ArrayList<>();
        Units total = Units.NONE;
        Set<List<AttributeValue>> used = new HashSet<>();
        long loggedBefore = Files.size(functions.log());
        for (String line : Files.readAllLines(SCENARIO.resolve("submissions.jsonl"))) {
            JsonNode form = Synthesis.parse(line);
            JsonNode submission = form.get("submission");
            if (submission
                            .findPath("startedAt")
                            .asText(submission.findPath("occurredAt").asText())
                            .compareTo(ITS_FIRST_DAY)
                    < 0) {
                continue;
            }
            var taken = post(functions, form.get("kind").asText(), submission);
            assertThat(taken.status()).as(line).isEqualTo(201);
            Units consumed = Units.of(taken.tape());
            items(taken.tape())
                    .forEach(item -> used.add(List.of(item.get("place"), item.get("day"))));
            if (submissions.isEmpty()) {
                units.put("first form", consumed);
            } else if (consumed.writes() > 0) { // 0 where the SDK met a put of its own
                total = total.plus(consumed);
                forms++;
                formBytes += bytes(taken.tape());
            }
            submissions.add(submission);
        }
        units.put("forms", total);
        placeDays = used.size() - 1;
        loggedBytes = Math.toIntExact(Files.size(functions.log()) - loggedBefore);
        JsonNode first = submissions.getFirst();
        var repeated = post(functions, "engagement", first);
        assertThat(repeated.status()).isEqualTo(200);
        ObjectNode other = first.deepCopy();
        other.put("activity", "vehicle-patrol");
        assertThat(post(functions, "engagement", other).status()).isEqualTo(409);
        return submissions;
    }

    /// What the items of a tape's puts weigh: names and values, as DynamoDB counts them.
    private static int bytes(Recorder.Tape tape) {
        return items(tape)
                .flatMap(item -> item.entrySet().stream())
                .mapToInt(attribute -> attribute.getKey().length() + length(attribute.getValue()))
                .sum();
    }

    private static Stream<Map<String, AttributeValue>> items(Recorder.Tape tape) {
        return tape.requests().stream()
                .filter(PutItemRequest.class::isInstance)
                .map(put -> ((PutItemRequest) put).item());
    }

    private static int length(AttributeValue value) {
        if (value.s() != null) {
            return value.s().getBytes(StandardCharsets.UTF_8).length;
        }
        // Otherwise a number or a truth value of ours.
        return value.b() != null ? value.b().asByteArray().length : 2;
    }

    private static Rehearsal.Called post(Rehearsal functions, String kind, JsonNode submission) {
        return functions.http("POST", "/" + kind + "s", Map.of(), submission.toString());
    }

    private void publishProvisional(Rehearsal functions) {
        functions.at("2023-03-06T06:30:00Z");
        units.put("schedule", schedule(functions, "weekly", "2023-03-06T06:30:00Z"));
        Map<String, Rehearsal.Called> weekly = functions.publishWhatIsDue();
        units.put("weekly edition", Units.of(weekly.get(WEEK + " grip").tape()));
        schedule(functions, "monthly", "2023-03-01T07:00:00Z");
        Map<String, Rehearsal.Called> monthly = functions.publishWhatIsDue();
        units.put("monthly edition", Units.of(monthly.get("2023-02 grip").tape()));
        assertThat(weekly).containsKeys(WEEK + " grip", WEEK + " all-operations");
        units.put("unchanged", Units.of(backfill(functions, WEEK).tape()));
    }

    /// One form is withdrawn and another one moved to another place, after both were published.
    private void correct(Rehearsal functions, List<JsonNode> submissions) {
        functions.at("2023-03-07T10:00:00Z");
        String withdrawn = submissions.getLast().get("submissionId").asText();
        var gone =
                functions.http(
                        "DELETE",
                        "/submissions/" + withdrawn + "?reason=Entered-twice.",
                        Map.of("if-match", "\"1\""),
                        "");
        assertThat(gone.status()).isEqualTo(200);
        units.put("withdrawal", Units.of(gone.tape()));
        ObjectNode revised = submissions.get(submissions.size() - 2).deepCopy();
        revised.put("place", "southend-seafront").put("reason", "It was the seafront.");
        units.put("correction", Units.of(put(functions, revised, 1).tape()));
        units.put("notice", Units.of(notice(functions, revised).tape()));
        // Once more, with a copy of the catalogue at hand.
        put(functions, revised, 2);
        notice(functions, revised);
        var again = functions.publishWhatIsDue();
        assertThat(again).containsKey(WEEK + " grip");
        units.put("corrected edition", Units.of(again.get(WEEK + " grip").tape()));
    }

    private static Rehearsal.Called put(Rehearsal functions, JsonNode revised, int revision) {
        var corrected =
                functions.http(
                        "PUT",
                        "/submissions/" + revised.get("submissionId").asText(),
                        Map.of("if-match", "\"" + revision + "\""),
                        revised.toString());
        assertThat(corrected.status()).as(corrected.answer().toString()).isEqualTo(200);
        return corrected;
    }

    private static Rehearsal.Called notice(Rehearsal functions, JsonNode revised) {
        var noticed = functions.notice(revised.get("submissionId").asText());
        assertThat(noticed.answer().get("batchItemFailures")).isEmpty();
        return noticed;
    }

    private void read(Rehearsal functions, JsonNode submission) {
        String path = "/submissions/" + submission.get("submissionId").asText();
        var current = functions.http("GET", path, Map.of(), "");
        assertThat(current.status()).isEqualTo(200);
        units.put("reading", Units.of(current.tape()));
        assertThat(functions.http("GET", path + "/revisions", Map.of(), "").status())
                .isEqualTo(200);
        assertThat(
                        functions
                                .http(
                                        "GET",
                                        "/submissions/00000000-0000-4000-8000-000000000000",
                                        Map.of(),
                                        "")
                                .status())
                .isEqualTo(404);
    }

    private void publishFinal(Rehearsal functions) {
        functions.at("2023-03-20T07:30:00Z");
        schedule(functions, "weekly", "2023-03-20T06:30:00Z");
        schedule(functions, "final", "2023-03-20T07:30:00Z");
        assertThat(functions.publishWhatIsDue()).containsKey(WEEK + " grip");
    }

    private void download(Rehearsal functions) {
        String week = "/summaries/weekly/" + WEEK;
        assertThat(functions.http("GET", week, Map.of(), "").status()).isEqualTo(200);
        assertThat(functions.http("GET", week + "/grip", Map.of(), "").status()).isEqualTo(200);
        assertThat(
                        functions
                                .http("GET", week + "/grip?asAt=2023-03-06T12:00:00Z", Map.of(), "")
                                .status())
                .isEqualTo(200);
        var file = functions.http("GET", week + "/grip/summary.csv?edition=1", Map.of(), "");
        assertThat(file.status()).isEqualTo(303);
        units.put("download", Units.of(file.tape()));
        assertThat(functions.http("GET", week + "/grip/editions", Map.of(), "").status())
                .isEqualTo(200);
        assertThat(
                        functions
                                .http("GET", "/summaries/monthly/2023-02/archive.zip", Map.of(), "")
                                .status())
                .isIn(202, 303);
        assertThat(
                        functions
                                .http(
                                        "GET",
                                        "/downloads?from=2023-03-19T00:00:00Z&to=2023-03-21T00:00:00Z",
                                        Map.of(),
                                        "")
                                .status())
                .isEqualTo(200);
        // Nothing is published for these: what is missing has to be told from what is forbidden.
        assertThat(functions.http("GET", "/summaries/weekly/2022-W01/grip", Map.of(), "").status())
                .isEqualTo(404);
        assertThat(
                        functions
                                .http("GET", "/summaries/monthly/2022-01/archive.zip", Map.of(), "")
                                .status())
                .isEqualTo(404);
    }

    /// What is wrong in ways for which storage is asked: an unknown place, another operation, a
    /// time to come, an id of another's, a revision that is not the current one.
    private static void refuse(Rehearsal functions) throws IOException {
        ObjectNode form = (ObjectNode) aForm();
        for (String field : List.of("place", "operation", "organisation")) {
            String id = "5f0c00bb-7a51-4c1e-9d2b-3b1e0000bbb" + field.length() % 10;
            ObjectNode wrong = form.deepCopy().put("submissionId", id).put(field, "nowhere-known");
            assertThat(post(functions, "engagement", wrong).status()).isIn(403, 422);
        }
        ObjectNode future = form.deepCopy();
        future.put("submissionId", "5f0c00bb-7a51-4c1e-9d2b-3b1e0000bbbb");
        future.put("startedAt", "2090-01-01T10:00:00Z").put("endedAt", "2090-01-01T11:00:00Z");
        assertThat(post(functions, "engagement", future).status()).isEqualTo(422);
        assertThat(functions.http("POST", "/engagements", Map.of(), "{").status()).isEqualTo(400);
        assertThat(functions.http("POST", "/engagements", Map.of(), "{}").status()).isIn(403, 422);
        String path = "/submissions/" + form.get("submissionId").asText();
        String reason = "Counted again, by the notebook.";
        String body = form.deepCopy().put("reason", reason).toString();
        assertThat(functions.http("PUT", path, Map.of(), body).status()).isEqualTo(428);
        var stale = Map.of("if-match", "\"7\"");
        assertThat(functions.http("PUT", path, stale, body).status()).isEqualTo(412);
        String delete = path + "?reason=Entered-twice.";
        assertThat(functions.http("DELETE", delete, stale, "").status()).isEqualTo(412);
        String none = "/submissions/00000000-0000-4000-8000-000000000000";
        assertThat(functions.http("DELETE", none + "?reason=Twice-entered.", stale, "").status())
                .isEqualTo(404);
    }

    /// The first form of the walk's week.
    private static JsonNode aForm() throws IOException {
        for (String line : Files.readAllLines(SCENARIO.resolve("submissions.jsonl"))) {
            JsonNode submission = Synthesis.parse(line).get("submission");
            if (submission.path("startedAt").asText().compareTo(ITS_FIRST_DAY) > 0) {
                return submission;
            }
        }
        throw new AssertionError("no form in that week");
    }

    /// A place that submissions used is to vanish from the catalogue.
    private void forget(Rehearsal functions) throws IOException {
        ObjectNode operation =
                (ObjectNode) Synthesis.parse(Files.readString(SCENARIO.resolve("operation.json")));
        operation.withArray("shifts").removeAll();
        operation.withArray("places").remove(0);
        var refused =
                functions.http(
                        "PUT",
                        "/catalogue/operations/grip",
                        Map.of("if-match", "\"2\""),
                        operation.toString());
        assertThat(refused.status()).as(refused.answer().toString()).isEqualTo(422);
    }

    /// The key does not sign: the message goes back to the queue, and the log says why.
    private void lose(Rehearsal functions) {
        functions.keys().disabled(true);
        var refused = backfill(functions, "2023-W06");
        assertThat(refused.answer().get("batchItemFailures")).hasSize(1);
        functions.keys().disabled(false);
    }

    private Units schedule(Rehearsal functions, String kind, String scheduledAt) {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.put("kind", kind).put("scheduledAt", scheduledAt);
        var called = functions.call(FunctionPlan.SCHEDULE_SUMMARIES, Rehearsal.bytes(event));
        called.answer();
        return Units.of(called.tape());
    }

    private static Rehearsal.Called backfill(Rehearsal functions, String week) {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.put("kind", "weekly").put("period", week).put("operation", "grip");
        functions.call(FunctionPlan.SCHEDULE_SUMMARIES, Rehearsal.bytes(event)).answer();
        return functions.publishWhatIsDue().get(week + " grip");
    }
}
