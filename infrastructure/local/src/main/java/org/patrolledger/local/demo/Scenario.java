package org.patrolledger.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.local.json.JsonTree;

/// One operation of `events/scenarios`: its entry in the catalogue, its forms, and what must come
/// out.
///
/// @param title what the operation was
/// @param operation the body that puts it into the catalogue
/// @param figures what public statements say, see `events/scenarios/README.md`
/// @param expected every summary of the operation
record Scenario(
        String id,
        String title,
        JsonNode operation,
        List<Form> forms,
        List<JsonNode> figures,
        List<JsonNode> expected) {

    private static final String FOLDER = "/events/scenarios/";

    /// In the order in which the operations took place.
    private static final List<String> IDS =
            List.of(
                    "safe-space",
                    "christmas-patrols",
                    "neighbourhood-policing-week",
                    "grip",
                    "colchester-csp",
                    "henderson");

    /// One form.
    ///
    /// @param path the call that takes it
    /// @param organisation whose token it needs
    /// @param done when what it reports was over
    @SuppressWarnings("ArrayRecordComponent") // forms are never compared
    record Form(String path, String organisation, Instant done, byte[] body) {

        private static final ZoneId LONDON = ZoneId.of("Europe/London");
        private static final Duration DAY_BEGINS = Duration.ofHours(6);

        static Form of(JsonNode line) {
            JsonNode submission = line.path("submission");
            boolean engagement = line.path("kind").asText().equals("engagement");
            String time = submission.path(engagement ? "endedAt" : "occurredAt").asText();
            return new Form(
                    engagement ? "/engagements" : "/incidents",
                    submission.path("organisation").asText(),
                    Objects.requireNonNull(Rfc3339.read(time), "a form without a time"),
                    JsonTree.bytes(submission));
        }

        /// The operational day on which it can be sent: that on which it was over.
        LocalDate day() {
            return done.minus(DAY_BEGINS).atZone(LONDON).toLocalDate();
        }
    }

    /// All scenarios.
    static List<Scenario> all() throws IOException {
        List<Scenario> all = new ArrayList<>();
        for (String id : IDS) {
            JsonNode scenario = JsonTree.read(bytes(id + "/scenario.json"));
            List<Form> forms = new ArrayList<>();
            String lines = new String(bytes(id + "/submissions.jsonl"), StandardCharsets.UTF_8);
            for (String line : lines.lines().toList()) {
                forms.add(Form.of(JsonTree.read(line.getBytes(StandardCharsets.UTF_8))));
            }
            List<JsonNode> figures = new ArrayList<>();
            scenario.path("sources")
                    .forEach(source -> source.path("figures").forEach(figures::add));
            List<JsonNode> expected = new ArrayList<>();
            scenario.path("expected").forEach(expected::add);
            all.add(
                    new Scenario(
                            id,
                            scenario.path("title").asText(),
                            JsonTree.read(bytes(id + "/operation.json")),
                            forms,
                            figures,
                            expected));
        }
        return all;
    }

    /// What the summaries of `all-operations` must give once all scenarios are in.
    static List<JsonNode> expectedOfAllOperations() throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        JsonTree.read(bytes("all-operations.json")).path("expected").forEach(expected::add);
        return expected;
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream stream = Scenario.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IOException("no scenario file " + file);
            }
            return stream.readAllBytes();
        }
    }
}
