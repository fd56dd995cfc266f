package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.local.embedded.invoke.Outcome;

/// The part of the walk that brings each function to the outcomes it does not come to when all goes
/// well. [OutcomesTest] says what is missing.
final class OutcomeWalk {

    private static final String HEADS =
            "submissionId,kind,operation,place,organisation,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method\n";
    private static final String ROW =
            "5f0c00bb-7a51-4c1e-9d2b-3b1e0000cc%1$s,engagement,grip,southend-seafront,essex-police,2023-03-03T%1$s:00:00Z,2023-03-03T%2$s:00:00Z,foot-patrol,2,5,counted\n";

    private final Rehearsal functions;
    private final List<String> unlike = new ArrayList<>();

    OutcomeWalk(Rehearsal functions) {
        this.functions = functions;
    }

    void walk() {
        catalogue();
        intake();
        corrections();
        archives();
        imports();
        publications();
        changes();
        mails();
        schedules();
        new RefusalWalk(functions).walk();
        assertThat(unlike).isEmpty();
    }

    private void intake() {
        var accepted = good("POST /engagements");
        var foreign = accepted.of("open-road").body(changed(accepted, "organisation", "open-road"));
        expect(foreign, 409);
        expect(accepted.of("open-road"), 403);
        var incident = good("POST /incidents");
        expect(incident, 200);
        expect(incident.body(changed(incident, "note", "Written once more.")), 409);
    }

    private void corrections() {
        var corrected = good("PUT /submissions/{id}");
        expect(corrected.of("open-road"), 403);
        String at = corrected.target();
        String revision = revision(at);
        var next =
                corrected
                        .header("if-match", revision)
                        .body(changed(corrected, "reason", "Looked up once more."));
        next = next.body(changed(next, "place", "southend-high-street"));
        // Somebody else is first, or so it seems; then nobody is.
        var won = next;
        assertThat(Recorder.striking(Strokes.rival(), () -> functions.http(won)).status())
                .isEqualTo(200);
        // Its answer got lost, and others have corrected the submission since.
        var after = won.header("if-match", revision(at));
        expect(after.body(changed(won, "place", "southend-seafront")), 200);
        expect(won, 200);
        // As it is already.
        expect(
                won.header("if-match", revision(at))
                        .body(changed(won, "place", "southend-seafront")),
                200);
        var withdrawal =
                ApiCall.of("DELETE", at + "?reason=Twice.", Map.of("if-match", revision(at)), "");
        expect(withdrawal.of("open-road"), 403);
        expect(withdrawal.target(at), 422);
        expect(withdrawal, 200);
        String now = revision(at);
        expect(won.header("if-match", now).body(changed(won, "nothing", "of the kind")), 422);
    }

    private void catalogue() {
        var trust = new ApiCall.Caller("planner", Optional.of("rehearsal-trust"), scopes());
        String name = "{\"name\": \"Rehearsal Trust\"}";
        String road = "{\"name\": \"Open Road\"}";
        expect(created("/catalogue/organisations/open-road", road).of("open-road"), 201);
        String address = "/catalogue/organisations/rehearsal-trust";
        expect(created(address, name).by(trust), 201);
        expect(replaced(address, "1", name).by(trust), 200);
        expect(replaced(address, "2", name), 403);
        for (JsonNode each : body(get("/catalogue")).get("organisations")) {
            if (each.get("id").asText().equals("essex-police")) {
                String own = "{\"name\": \"Essex Police Force\"}";
                String current = each.get("revision").asText();
                expect(replaced("/catalogue/organisations/essex-police", current, own), 200);
            }
        }
        String place = "{\"name\": \"Rehearsal Square\", \"district\": \"E07000071\"}";
        expect(created("/catalogue/places/rehearsal-square", place), 201);
        expect(replaced("/catalogue/places/rehearsal-square", "1", place), 200);
        expect(replaced("/catalogue/places/southend-seafront", "1", place).of("open-road"), 403);
        expect(replaced("/catalogue/places/rehearsal-square", "2", "{\"name\": \"\"}"), 422);
        expect(replaced(address, "2", "{\"name\": \"\"}").by(trust), 422);
        // What nobody used may be taken away, unless that cannot be found out: then it is given
        // back.
        String grip = "/catalogue/operations/grip";
        ObjectNode operation = operation();
        expect(replaced(grip, revisionOfGrip(), operation.toString()).of("open-road"), 403);
        ObjectNode larger = operation.deepCopy();
        larger.withArray("places")
                .addObject()
                .put("id", "rehearsal-square")
                .put("name", "Rehearsal Square")
                .put("district", "E07000071")
                .put("validFrom", "2000-01-01");
        expect(replaced(grip, revisionOfGrip(), larger.toString()), 200);
        // One submission lay there, and was moved away again.
        var corrected = good("PUT /submissions/{id}");
        for (String there : List.of("rehearsal-square", "southend-seafront")) {
            var moved = corrected.header("if-match", revision(corrected.target()));
            expect(moved.body(changed(corrected, "place", there)), 200);
        }
        var smaller = replaced(grip, revisionOfGrip(), operation.toString());
        assertThat(Recorder.striking(Strokes.unknownUse(), () -> functions.http(smaller)).status())
                .isEqualTo(503);
        assertThat(operation().get("places")).hasSameSizeAs(larger.get("places"));
        expect(replaced(grip, revisionOfGrip(), operation.toString()), 200);
        expect(get("/catalogue?operation=grip"), 200);
        expect(get("/catalogue?operation=Not-A-Slug"), 422);
        expect(get(grip + "/revisions"), 200);
    }

    private void archives() {
        String archive = "/summaries/monthly/2023-02/archive.zip";
        functions.workOff(queue("archives"), FunctionPlan.MAKE_ARCHIVE);
        expect(get(archive), 303);
        expect(get(archive).header("accept", "application/json"), 200);
        deliver(FunctionPlan.MAKE_ARCHIVE, "{\"kind\": \"monthly\", \"period\": \"2023-02\"}");
        deliver(FunctionPlan.MAKE_ARCHIVE, "{\"kind\": \"monthly\", \"period\": \"2019-02\"}");
        fail(FunctionPlan.MAKE_ARCHIVE, "nonsense");
        expect(get("/summaries/weekly/2023-W09/archive.zip"), 202);
        away(() -> functions.workOff(queue("archives"), FunctionPlan.MAKE_ARCHIVE));
        String week = "/summaries/weekly/2023-W09";
        expect(get(week + "/grip/summary.csv").header("accept", "application/json"), 200);
        expect(get("/summaries/weekly"), 200);
        expect(get(week + "?next=nowhere"), 422);
        expect(get("/heads"), 200);
        expect(get("/notices"), 200);
        expect(get(week + "/grip/lineage.jsonl").by(reader("summaries.read")), 403);
        expect(get(week + "/grip").by(reader("audit.read")), 403);
        var newest = get(week + "/grip");
        expect(newest.header("if-none-match", revision(newest.target())), 304);
        expect(get(week + "/grip?asAt=never"), 422);
        expect(get("/coverage/grip?from=2023-02-27"), 422);
    }

    private void imports() {
        String good = ROW.formatted("08", "09") + ROW.formatted("09", "10");
        var id = announced(good);
        expect(get("/imports/" + id), 200);
        expect(get("/imports/template?operation=grip"), 200);
        expect(get("/imports/template?operation=nowhere-known"), 404);
        expect(get("/imports/template"), 422);
        expect(commit(id, "sha256:" + "0".repeat(64), "good"), 409);
        checked(id);
        expect(commit(id, "sha256:" + "0".repeat(64), "good"), 412);
        // The commit is written down and its message is lost, until the client asks again.
        var commit = commit(id, report(id), "all");
        var unsent = Recorder.striking(Strokes::unsendable, () -> functions.http(commit));
        assertThat(unsent.status()).isEqualTo(503);
        expect(commit, 202);
        assertThat(functions.workOff(queue("imports"), FunctionPlan.IMPORT_SUBMISSIONS)).hasSize(1);
        expect(commit(id, report(id), "all"), 202);
        expect(check(id), 409);
        JsonNode committed = body(get("/imports/" + id));
        assertThat(committed.get("state").asText()).isEqualTo("committed");
        assertThat(committed.at("/result/taken").asInt()).as(committed.toString()).isEqualTo(2);

        // The file again, with a row that changed, one that is faulty and one whose place ends.
        var faulty = announced(good.replace(",5,", ",6,") + ROW.formatted("11", "10"));
        checked(faulty);
        expect(commit(faulty, report(faulty), "all"), 409);
        expect(get("/imports/" + faulty), 200);
        expect(commit(faulty, report(faulty), "good"), 202);
        // All rows are taken and that cannot be noted, and before the message comes again somebody
        // corrects one of them once more.
        var tried =
                Recorder.striking(
                                Strokes::unwritable,
                                () ->
                                        functions.workOff(
                                                queue("imports"), FunctionPlan.IMPORT_SUBMISSIONS))
                        .getFirst();
        assertThat(tried.answer().get("batchItemFailures")).hasSize(1);
        String at = "/submissions/" + imported();
        ObjectNode row = (ObjectNode) body(get(at)).get("submission");
        row.put("note", "Looked up.").put("reason", "Looked up in the notebook.");
        expect(ApiCall.of("PUT", at, Map.of("if-match", revision(at)), row.toString()), 200);
        assertThat(functions.call(FunctionPlan.IMPORT_SUBMISSIONS, tried.event()).answer())
                .isEqualTo(Synthesis.parse("{\"batchItemFailures\": []}"));
        assertThat(body(get("/imports/" + faulty)).get("state").asText()).isEqualTo("committed");

        // Not the file that was announced.
        var other = announced("");
        expect(check(other), 202);
        functions.workOff(queue("imports"), FunctionPlan.IMPORT_SUBMISSIONS);
        assertThat(body(get("/imports/" + other)).get("state").asText()).isEqualTo("refused");
        expect(good("POST /imports").by(new ApiCall.Caller("x", Optional.empty(), scopes())), 403);
        expect(get("/imports/" + id).of("open-road"), 404);
    }

    /// The submission that the first row became.
    private String imported() {
        String day = "&from=2023-03-03&to=2023-03-03&place=southend-seafront";
        for (JsonNode each : body(get("/submissions?operation=grip" + day)).get("submissions")) {
            if (each.path("startedAt").asText().startsWith("2023-03-03T08:00:00")) {
                return each.at("/receipt/submissionId").asText();
            }
        }
        throw new AssertionError("the row was not taken");
    }

    /// An announced import, whose file is uploaded unless it is empty.
    private String announced(String rows) {
        byte[] content = (HEADS + rows).getBytes(StandardCharsets.UTF_8);
        ObjectNode request = Synthesis.JSON.createObjectNode();
        request.putObject("mapping").put("preset", "patrol-ledger-csv");
        request.put("fileName", "rows.csv").put("bytes", content.length);
        request.put("sha256", Digest.of(content).hex());
        JsonNode made = body(ApiCall.of("POST", "/imports", Map.of(), request.toString()));
        if (!rows.isEmpty()) {
            upload(made.get("upload"), content);
        }
        return made.get("id").asText();
    }

    private static void upload(JsonNode upload, byte[] content) {
        try (var client = HttpClient.newHttpClient()) {
            var put =
                    HttpRequest.newBuilder(URI.create(upload.get("url").asText()))
                            .PUT(BodyPublishers.ofByteArray(content));
            upload.get("headers")
                    .properties()
                    .forEach(it -> put.header(it.getKey(), it.getValue().asText()));
            assertThat(client.send(put.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApiCall check(String id) {
        return ApiCall.of("POST", "/imports/" + id + "/check", Map.of(), "");
    }

    private static ApiCall commit(String id, String report, String rows) {
        return ApiCall.of(
                "POST",
                "/imports/" + id + "/commit",
                Map.of("if-match", "\"" + report + "\""),
                "{\"rows\": \"" + rows + "\"}");
    }

    private void checked(String id) {
        expect(check(id), 202);
        assertThat(functions.workOff(queue("imports"), FunctionPlan.IMPORT_SUBMISSIONS)).hasSize(1);
        assertThat(body(get("/imports/" + id)).get("state").asText()).isEqualTo("checked");
    }

    private String report(String id) {
        return body(get("/imports/" + id)).get("report").asText();
    }

    private void publications() {
        deliver(
                FunctionPlan.PUBLISH_SUMMARY,
                "{\"operation\": \"nowhere-known\", \"period\": \"2023-W09\"}");
        // Before its time, and when the operation was not active.
        for (String period : List.of("2023-03", "2020-W01")) {
            functions.deliver(
                    FunctionPlan.PUBLISH_SUMMARY,
                    "{\"operation\": \"grip\", \"period\": \"" + period + "\"}");
        }
        fail(FunctionPlan.PUBLISH_SUMMARY, "nonsense");
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.put("kind", "weekly").put("from", "2023-W08").put("to", "2023-W08");
        functions.call(FunctionPlan.SCHEDULE_SUMMARIES, Rehearsal.bytes(event)).answer();
        away(functions::publishWhatIsDue);
    }

    private void changes() {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        ObjectNode change = event.putArray("Records").addObject().putObject("dynamodb");
        change.put("SequenceNumber", "1").putObject("NewImage").putObject("body").put("S", "{}");
        var unread = functions.call(FunctionPlan.NOTICE_CHANGE, Rehearsal.bytes(event));
        assertThat(unread.answer().get("batchItemFailures")).hasSize(1);
        String corrected = good("PUT /submissions/{id}").target();
        String id = corrected.substring(corrected.lastIndexOf('/') + 1);
        var lost = Recorder.striking(Strokes::unsendable, () -> functions.notice(id));
        assertThat(lost.outcome()).isInstanceOf(Outcome.Failed.class);
    }

    private void mails() {
        fail(FunctionPlan.SEND_DIGEST, "nonsense");
        fail(FunctionPlan.NOTE_MAIL_EVENT, "nonsense");
        deliver(FunctionPlan.NOTE_MAIL_EVENT, "{\"event\": \"Open\", \"messageId\": \"1\"}");
        String task =
                functions.calls(FunctionPlan.SEND_DIGEST).stream()
                        .map(it -> Synthesis.parse(new String(it.event(), StandardCharsets.UTF_8)))
                        .map(it -> it.at("/Records/0/body").asText())
                        .filter(it -> it.startsWith("{"))
                        .findFirst()
                        .orElseThrow();
        away(() -> functions.deliver(FunctionPlan.SEND_DIGEST, task));
        functions.takeMails();
        // One of those who signed up looks what is held, and leaves.
        var leaver = LinkToken.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3});
        expect(get("/digest/u/" + leaver.value()), 200);
        expect(ApiCall.of("POST", "/digest/u/" + leaver.value(), Map.of(), ""), 200);
        // Such as no person sends: the field that people do not see is filled in.
        var trapped = good("POST /digest/subscriptions");
        functions.http(trapped.body(trapped.body() + "&website=x"));
    }

    private void schedules() {
        for (String event :
                List.of(
                        "{\"kind\": \"weekly\", \"scheduledAt\": \"2023-03-06T06:30:00Z\"}",
                        "{\"kind\": \"nothing\"}")) {
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            var called = away(() -> functions.call(FunctionPlan.SCHEDULE_SUMMARIES, bytes));
            assertThat(called.outcome()).isInstanceOf(Outcome.Failed.class);
        }
        byte[] digest =
                "{\"kind\": \"digest\", \"scheduledAt\": \"2023-03-06T08:00:00Z\"}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(away(() -> functions.call(FunctionPlan.SCHEDULE_DIGESTS, digest)).outcome())
                .isInstanceOf(Outcome.Failed.class);
    }

    private static <T> T away(Supplier<T> part) {
        return Recorder.striking(Strokes::away, part);
    }

    private void deliver(FunctionPlan plan, String body) {
        assertThat(functions.deliver(plan, body).answer().get("batchItemFailures"))
                .as(body)
                .isEmpty();
    }

    private void fail(FunctionPlan plan, String body) {
        assertThat(functions.deliver(plan, body).answer().get("batchItemFailures"))
                .as(body)
                .hasSize(1);
    }

    private URI queue(String name) {
        return switch (name) {
            case "archives" -> functions.environment().archives();
            case "imports" -> functions.environment().imports().queue();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private JsonNode body(ApiCall call) {
        var called = functions.http(call);
        assertThat(called.status()).as(call.target() + " " + called.answer()).isLessThan(300);
        return Synthesis.parse(called.answer().get("body").asText());
    }

    private String revision(String address) {
        return functions.http(get(address)).answer().at("/headers/etag").asText();
    }

    private ObjectNode operation() {
        for (JsonNode each : body(get("/catalogue")).get("operations")) {
            if (each.get("id").asText().equals("grip")) {
                return ((ObjectNode) each).deepCopy();
            }
        }
        throw new AssertionError("no such operation");
    }

    private String revisionOfGrip() {
        return operation().get("revision").asText();
    }

    private static ApiCall get(String target) {
        return ApiCall.of("GET", target, Map.of(), "");
    }

    private static ApiCall created(String address, String body) {
        return ApiCall.of("PUT", address, Map.of("if-none-match", "*"), body);
    }

    private static ApiCall replaced(String address, String revision, String body) {
        return ApiCall.of("PUT", address, Map.of("if-match", "\"" + revision + "\""), body);
    }

    private static String scopes() {
        return ApiCall.Caller.EVERYTHING.scopes();
    }

    private static ApiCall.Caller reader(String scope) {
        return new ApiCall.Caller("reader", Optional.of("essex-police"), scope);
    }

    private static String changed(ApiCall call, String field, String value) {
        return ((ObjectNode) Synthesis.parse(call.body())).put(field, value).toString();
    }

    private void expect(ApiCall call, int status) {
        var called = functions.http(call);
        if (called.status() != status) {
            unlike.add(call.method() + " " + call.target() + " " + called.answer());
        }
    }

    private ApiCall good(String route) {
        return RefusalWalk.good(functions, route);
    }
}
