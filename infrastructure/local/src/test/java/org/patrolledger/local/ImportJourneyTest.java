package org.patrolledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.json.JsonTree;

/// A file from its upload to the list of submissions, through the real functions and servers.
class ImportJourneyTest {
    private static final String OPERATION =
            """
            {"name": "Operation Grip", "activeFrom": "2021-04-01", "activeUntil": null,
             "organisations": ["essex-police"],
             "places": [{"id": "southend-high-street", "name": "Southend High Street",
                         "district": "E06000033", "validFrom": "2021-04-01", "validUntil": null}],
             "shifts": []}
            """;
    private static final String CSV =
            """
            kind,operation,place,organisation,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method
            engagement,grip,Southend High Street,essex-police,2023-02-03T18:00:00Z,2023-02-03T19:00:00Z,Foot patrol,2,5,counted
            engagement,grip,southend-high-street,essex-police,03/02/2023 8pm,03/02/2023 9pm,foot-patrol,2,x,counted
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Stack stack;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        stack =
                Stack.start(
                        StackSettings.passing(folder.resolve("data"), null), LedgerHandlers::of);
        assertThat(
                        send(
                                        "PUT",
                                        "/catalogue/operations/grip",
                                        "administrator",
                                        OPERATION,
                                        "If-None-Match",
                                        "*")
                                .statusCode())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private HttpResponse<String> send(
            String method, String path, String role, String body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(stack.uri().resolve(path))
                        .header("Authorization", "Bearer " + stack.tokens("essex-police").get(role))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode state(String id, String wanted) throws Exception {
        for (int i = 0; i < 600; i++) {
            var answer =
                    JsonTree.read(
                            send("GET", "/imports/" + id, "submitter", "").body().getBytes(UTF_8));
            if (answer.path("state").asText().equals(wanted)) {
                return answer;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the import is not " + wanted);
    }

    private String upload(String fileName, byte[] content) throws Exception {
        var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        var announced =
                send(
                        "POST",
                        "/imports",
                        "submitter",
                        "{\"mapping\": {\"preset\": \"patrol-ledger-csv\", \"dateFormat\": \"dd/mm/yyyy\"}, \"fileName\": \"%s\", \"bytes\": %d, \"sha256\": \"%s\"}"
                                .formatted(fileName, content.length, sha256));
        assertThat(announced.statusCode()).as(announced.body()).isEqualTo(201);
        var answer = JsonTree.read(announced.body().getBytes(UTF_8));
        var put =
                HttpRequest.newBuilder(URI.create(answer.at("/upload/url").asText()))
                        .PUT(BodyPublishers.ofByteArray(content));
        for (Map.Entry<String, JsonNode> header : answer.at("/upload/headers").properties()) {
            put.header(header.getKey(), header.getValue().asText());
        }
        assertThat(http.send(put.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        return answer.path("id").asText();
    }

    private JsonNode checked(String id) throws Exception {
        assertThat(send("POST", "/imports/" + id + "/check", "submitter", "").statusCode())
                .isEqualTo(202);
        return state(id, "checked");
    }

    private HttpResponse<String> commit(String id, String report, String rows) throws Exception {
        return send(
                "POST",
                "/imports/" + id + "/commit",
                "submitter",
                "{\"rows\": \"" + rows + "\"}",
                "If-Match",
                "\"" + report + "\"");
    }

    @Test
    void a_file_is_checked_and_then_taken_in_as_it_was_checked() throws Exception {
        var id = upload("patrols.csv", CSV.getBytes(UTF_8));
        assertThat(state(id, "waiting").has("report")).isFalse();

        var report = checked(id);
        assertThat(report.at("/rows").toString())
                .isEqualTo("{\"total\":2,\"new\":1,\"same\":0,\"changed\":0,\"faulty\":1}");
        assertThat(report.at("/faults/0/cell").asText()).isEqualTo("I3");
        assertThat(
                        http.send(
                                        HttpRequest.newBuilder(
                                                        URI.create(
                                                                report.at("/files/faults.csv")
                                                                        .asText()))
                                                .build(),
                                        BodyHandlers.ofString())
                                .body())
                .contains("/peopleEngaged/count");

        var digest = report.path("report").asText();
        assertThat(commit(id, digest, "all").statusCode()).isEqualTo(409);
        assertThat(commit(id, "sha256:" + "0".repeat(64), "good").statusCode()).isEqualTo(412);
        assertThat(commit(id, digest, "good").statusCode()).isEqualTo(202);
        assertThat(state(id, "committed").at("/result/taken").asInt()).isEqualTo(1);
        assertThat(
                        JsonTree.read(
                                        send(
                                                        "GET",
                                                        "/submissions?operation=grip&from=2023-02-03&to=2023-02-03",
                                                        "submitter",
                                                        "")
                                                .body()
                                                .getBytes(UTF_8))
                                .path("submissions"))
                .hasSize(1);

        var again = checked(upload("renamed.csv", CSV.getBytes(UTF_8)));
        assertThat(again.at("/rows/same").asInt()).isEqualTo(1);
        assertThat(again.at("/rows/new").asInt()).isZero();
    }

    @Test
    void a_catalogue_that_has_changed_since_makes_the_report_stale() throws Exception {
        var id = upload("patrols.csv", CSV.getBytes(UTF_8));
        var report = checked(id).path("report").asText();
        assertThat(
                        send(
                                        "PUT",
                                        "/catalogue/operations/grip",
                                        "administrator",
                                        OPERATION.replace("Operation Grip", "Grip"),
                                        "If-Match",
                                        "\"1\"")
                                .statusCode())
                .isEqualTo(200);

        assertThat(commit(id, report, "good").statusCode()).isEqualTo(412);
        var renewed = checked(id).path("report").asText();
        assertThat(commit(id, renewed, "good").statusCode()).isEqualTo(202);
    }

    @Test
    void an_import_is_of_its_organisation() throws Exception {
        var id = upload("patrols.csv", CSV.getBytes(UTF_8));
        var other =
                HttpRequest.newBuilder(stack.uri().resolve("/imports/" + id))
                        .header(
                                "Authorization",
                                "Bearer " + stack.tokens("open-road").get("submitter"))
                        .build();
        assertThat(http.send(other, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
}
