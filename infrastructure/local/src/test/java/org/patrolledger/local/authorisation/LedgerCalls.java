package org.patrolledger.local.authorisation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.patrolledger.local.Stack;
import org.patrolledger.local.authorisation.AuthorisationTable.Row;
import org.patrolledger.local.json.JsonTree;

/// A call for each row of the table, such as its rightful caller would make it: what it needs is
/// made anew for every caller, so that one's success does not decide another's answer.
final class LedgerCalls {
    private static final String OPERATION =
            """
            {"name": "Operation Grip", "activeFrom": "2021-04-01", "activeUntil": null,
             "organisations": ["essex-police"],
             "places": [{"id": "southend-high-street", "name": "Southend High Street",
                         "district": "E06000033", "validFrom": "2021-04-01", "validUntil": null}],
             "shifts": [{"place": "southend-high-street", "days": ["FRI"], "from": "18:00", "to": "02:00"}]}
            """;
    private static final String WEEK = "/summaries/weekly/2023-W05";
    private static final String ARCHIVE = WEEK + "/archive.zip";
    private static final String DAYS = "from=2023-02-01&to=2023-02-07";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Stack stack;
    private final String writer;
    private final String administrator;
    private final String auditor;

    /// @param writer, administrator, auditor tokens of the organisation that everything belongs to
    LedgerCalls(Stack stack, String writer, String administrator, String auditor) {
        this.stack = stack;
        this.writer = writer;
        this.administrator = administrator;
        this.auditor = auditor;
    }

    /// A call, without a token.
    record Call(String method, String path, String body, Map<String, String> headers) {
        static Call get(String path) {
            return new Call("GET", path, "", Map.of());
        }

        static Call json(String method, String path, String body, String... header) {
            var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
            if (header.length > 0) {
                headers.put(header[0], header[1]);
            }
            return new Call(method, path, body, headers);
        }

        Call as(String other) {
            return new Call(other, path, body, headers);
        }
    }

    /// Makes a call; something that is not there yet is made first.
    @FunctionalInterface
    interface Preparation {
        Call prepare() throws Exception;
    }

    HttpResponse<String> send(Call call, String token) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(stack.uri().resolve(call.path()))
                        .method(
                                call.method(),
                                call.body().isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode made(Call call, String token, int status) throws Exception {
        var answer = send(call, token);
        if (answer.statusCode() != status) {
            throw new AssertionError(call + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonTree.read(answer.body().getBytes(UTF_8));
    }

    /// The operation, with its one place and its organisation.
    void makeOperation() throws Exception {
        made(
                Call.json("PUT", "/catalogue/operations/grip", OPERATION, "If-None-Match", "*"),
                administrator,
                201);
    }

    /// The archive of all that is published of the week: how soon it is there, once somebody has
    /// asked for it, is chance.
    private Call readyArchive() throws Exception {
        stack.settle();
        send(Call.get(ARCHIVE), auditor);
        stack.settle();
        return Call.get(ARCHIVE);
    }

    /// A report of Friday night.
    String makeSubmission() throws Exception {
        var id = UUID.randomUUID().toString();
        made(Call.json("POST", "/engagements", engagement(id, "")), writer, 201);
        return id;
    }

    private static String engagement(String id, String more) {
        return """
        {"submissionId": "%s", "operation": "grip", "place": "southend-high-street",
         "organisation": "essex-police", "startedAt": "2023-02-03T19:00:00Z",
         "endedAt": "2023-02-03T20:00:00Z", "activity": "foot-patrol", "staff": {"officer": 2},
         "peopleEngaged": {"count": 5, "method": "counted"}%s}\
        """
                .formatted(id, more);
    }

    private static String incident() {
        return """
        {"submissionId": "%s", "operation": "grip", "place": "southend-high-street",
         "organisation": "essex-police", "occurredAt": "2023-02-03T20:00:00Z", "category": "drugs"}\
        """
                .formatted(UUID.randomUUID());
    }

    private String revision(String list, String id) throws Exception {
        for (var it : made(Call.get("/catalogue"), writer, 200).path(list)) {
            if (it.path("id").asText().equals(id)) {
                return "\"" + it.path("revision").asInt() + "\"";
            }
        }
        throw new AssertionError(id + " is not in the catalogue");
    }

    private String announced() throws Exception {
        return made(announcement(), writer, 201).path("id").asText();
    }

    private static Call announcement() {
        return Call.json(
                "POST",
                "/imports",
                "{\"mapping\": {\"preset\": \"patrol-ledger-csv\"}, \"fileName\": \"patrols.csv\", \"bytes\": 10, \"sha256\": \"%s\"}"
                        .formatted("0".repeat(64)));
    }

    /// Every row's call.
    Map<Row, Preparation> all() {
        var calls = new LinkedHashMap<Row, Preparation>();
        submissions(calls);
        summaries(calls);
        catalogue(calls);
        imports(calls);
        open(calls);
        return calls;
    }

    private static void add(
            Map<Row, Preparation> calls, String call, String asks, Preparation preparation) {
        calls.put(new Row(call, asks), preparation);
    }

    private void submissions(Map<Row, Preparation> calls) {
        add(
                calls,
                "POST /engagements",
                "one of essex-police",
                () ->
                        Call.json(
                                "POST",
                                "/engagements",
                                engagement(UUID.randomUUID().toString(), "")));
        add(
                calls,
                "POST /incidents",
                "one of essex-police",
                () -> Call.json("POST", "/incidents", incident()));
        add(
                calls,
                "GET /submissions",
                "those that the caller may see",
                () -> Call.get("/submissions?operation=grip&" + DAYS));
        add(
                calls,
                "GET /submissions",
                "those of essex-police",
                () -> Call.get("/submissions?operation=grip&organisation=essex-police&" + DAYS));
        add(
                calls,
                "GET /submissions/{id}",
                "one of essex-police",
                () -> Call.get("/submissions/" + makeSubmission()));
        add(
                calls,
                "GET /submissions/{id}/revisions",
                "one of essex-police",
                () -> Call.get("/submissions/" + makeSubmission() + "/revisions"));
        add(
                calls,
                "PUT /submissions/{id}",
                "one of essex-police",
                () -> {
                    var id = makeSubmission();
                    var body =
                            engagement(id, ", \"note\": \"All quiet\", \"reason\": \"Left out\"");
                    return Call.json("PUT", "/submissions/" + id, body, "If-Match", "\"1\"");
                });
        add(
                calls,
                "DELETE /submissions/{id}",
                "one of essex-police",
                () ->
                        new Call(
                                "DELETE",
                                "/submissions/" + makeSubmission() + "?reason=Reported%20twice",
                                "",
                                Map.of("If-Match", "\"1\"")));
        add(calls, "GET /coverage/{operation}", "", () -> Call.get("/coverage/grip?" + DAYS));
    }

    private void summaries(Map<Row, Preparation> calls) {
        add(calls, "GET /summaries/{kind}", "", () -> Call.get("/summaries/weekly"));
        add(calls, "GET /summaries/{kind}/{period}", "", () -> Call.get(WEEK));
        var newest = "GET /summaries/{kind}/{period}/{operation}";
        add(calls, newest, "the newest figures", () -> Call.get(WEEK + "/grip"));
        add(calls, newest, "`archive.zip` of the period", this::readyArchive);
        add(calls, newest + "/editions", "", () -> Call.get(WEEK + "/grip/editions"));
        var file = newest + "/{file}";
        for (var name :
                new String[] {
                    "summary.json",
                    "summary.csv",
                    "summary.xlsx",
                    "summary.html",
                    "manifest.json",
                    "lineage.jsonl"
                }) {
            add(calls, file, "`" + name + "`", () -> Call.get(WEEK + "/grip/" + name));
        }
        add(calls, "GET /downloads", "", () -> Call.get("/downloads?" + DAYS));
        add(calls, "GET /notices", "the caller's own", () -> Call.get("/notices"));
        add(calls, "GET /heads", "", () -> Call.get("/heads"));
    }

    private void catalogue(Map<Row, Preparation> calls) {
        add(calls, "GET /catalogue", "", () -> Call.get("/catalogue"));
        add(
                calls,
                "GET /catalogue/operations/{id}/revisions",
                "",
                () -> Call.get("/catalogue/operations/grip/revisions"));
        add(
                calls,
                "PUT /catalogue/operations/{id}",
                "one that names essex-police",
                () ->
                        Call.json(
                                "PUT",
                                "/catalogue/operations/grip",
                                OPERATION,
                                "If-Match",
                                revision("operations", "grip")));
        add(
                calls,
                "PUT /catalogue/organisations/{id}",
                "essex-police",
                () ->
                        Call.json(
                                "PUT",
                                "/catalogue/organisations/essex-police",
                                "{\"name\": \"Essex Police\"}",
                                "If-Match",
                                revision("organisations", "essex-police")));
        add(
                calls,
                "PUT /catalogue/places/{id}",
                "one of that operation",
                () ->
                        Call.json(
                                "PUT",
                                "/catalogue/places/southend-high-street",
                                "{\"name\": \"Southend High Street\", \"district\": \"E06000033\"}",
                                "If-Match",
                                revision("places", "southend-high-street")));
    }

    private void imports(Map<Row, Preparation> calls) {
        add(calls, "POST /imports", "a file of the caller's own", LedgerCalls::announcement);
        add(
                calls,
                "GET /imports/template",
                "of any operation",
                () -> Call.get("/imports/template?operation=grip"));
        add(
                calls,
                "GET /imports/{id}",
                "one of essex-police",
                () -> Call.get("/imports/" + announced()));
        add(
                calls,
                "POST /imports/{id}/check",
                "one of essex-police",
                () -> new Call("POST", "/imports/" + announced() + "/check", "", Map.of()));
        add(
                calls,
                "POST /imports/{id}/commit",
                "one of essex-police, not checked yet",
                () ->
                        Call.json(
                                "POST",
                                "/imports/" + announced() + "/commit",
                                "{\"rows\": \"all\"}",
                                "If-Match",
                                "\"sha256:" + "0".repeat(64) + "\""));
    }

    private static void open(Map<Row, Preparation> calls) {
        var unknown = "A".repeat(43);
        add(calls, "GET /digest", "", () -> Call.get("/digest"));
        add(
                calls,
                "POST /digest/subscriptions",
                "",
                () ->
                        Call.json(
                                "POST",
                                "/digest/subscriptions",
                                "{\"email\": \"reader@example.org\", \"lists\": [\"grip\"]}",
                                "Accept",
                                "application/json"));
        for (var link : new String[] {"c", "u"}) {
            add(
                    calls,
                    "GET /digest/" + link + "/{token}",
                    "a link that was never sent",
                    () -> Call.get("/digest/" + link + "/" + unknown));
            add(
                    calls,
                    "POST /digest/" + link + "/{token}",
                    "a link that was never sent",
                    () -> Call.get("/digest/" + link + "/" + unknown).as("POST"));
        }
        add(calls, "GET /openapi.yaml", "a file of the site", () -> Call.get("/openapi.yaml"));
        add(
                calls,
                "GET /schemas/{name}",
                "a file of the site",
                () -> Call.get("/schemas/receipt.schema.json"));
    }
}
