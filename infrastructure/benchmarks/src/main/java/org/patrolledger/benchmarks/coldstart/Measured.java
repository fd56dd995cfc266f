package org.patrolledger.benchmarks.coldstart;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.patrolledger.contract.json.Json;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.Call;

/// What a function is asked for and how it answers, another event for each process.
enum Measured {
    HELLO("hello", "{\"statusCode\":200}"),
    BARE_PUT("bare-put", "{\"statusCode\":201}"),
    RECEIVE_ENGAGEMENT("receive-submission", "201"),
    GUIDED_JAVA("guided-java", "201"),
    GUIDED_PYTHON("guided-python", "201"),
    RECEIVE_INCIDENT("receive-submission", "201"),
    READ_SUBMISSION("read-submission", "200"),
    READ_COVERAGE("read-coverage", "200"),
    DOWNLOAD_SUMMARY("download-summary", "303"),
    PUBLISH_SUMMARY("publish-summary", "{\"batchItemFailures\":[]}");

    /// The submission that is read back, and the one that the summary counts.
    static final Form STORED = Form.engagement().of(Form.id(1_000_000));

    /// Its week, published before anything is measured.
    static final String PUBLISHED = "2023-W05";

    private final String function;
    private final String answer;

    Measured(String function, String answer) {
        this.function = function;
        this.answer = answer;
    }

    String function() {
        return function;
    }

    /// Whether the repository has it as a function, with a package.
    boolean isOurs() {
        return switch (this) {
            case RECEIVE_ENGAGEMENT,
                    RECEIVE_INCIDENT,
                    READ_SUBMISSION,
                    READ_COVERAGE,
                    DOWNLOAD_SUMMARY,
                    PUBLISH_SUMMARY ->
                    true;
            case HELLO, BARE_PUT, GUIDED_JAVA, GUIDED_PYTHON -> false;
        };
    }

    /// Whether it does anything before a snapshot.
    boolean primes() {
        return mostRestored().isPresent();
    }

    /// What the first answer of a primed function may take after a restore, in milliseconds of
    /// processor time; empty of one that does not prime.
    OptionalDouble mostRestored() {
        return switch (this) {
            case RECEIVE_ENGAGEMENT, RECEIVE_INCIDENT -> OptionalDouble.of(15);
            case READ_SUBMISSION, READ_COVERAGE, DOWNLOAD_SUMMARY -> OptionalDouble.of(20);
            case HELLO, BARE_PUT, GUIDED_JAVA, GUIDED_PYTHON, PUBLISH_SUMMARY ->
                    OptionalDouble.empty();
        };
    }

    /// Whether `body` is the answer that was wanted.
    boolean isAnsweredBy(String body) {
        return body.equals(answer)
                || (answer.length() == 3
                        && Json.object(body).get("statusCode") instanceof Long status
                        && status == Long.parseLong(answer));
    }

    /// The event of the `round`-th process.
    byte[] event(int round) {
        return switch (this) {
            case HELLO, BARE_PUT, GUIDED_JAVA, GUIDED_PYTHON, RECEIVE_ENGAGEMENT ->
                    Call.posting(Form.engagement().of(id(round))).event();
            case RECEIVE_INCIDENT -> Call.posting(Form.incident().of(id(round))).event();
            case READ_SUBMISSION ->
                    Call.sample("read-submission")
                            .path("/submissions/" + STORED.submission().id())
                            .event();
            case READ_COVERAGE -> Call.sample("read-coverage").event();
            case DOWNLOAD_SUMMARY ->
                    Call.sample("download-weekly-file")
                            .path("/summaries/weekly/" + PUBLISHED + "/grip/summary.html")
                            .event();
            case PUBLISH_SUMMARY -> due(week(round));
        };
    }

    private static org.patrolledger.domain.id.SubmissionId id(int round) {
        return org.patrolledger.domain.id.SubmissionId.of(
                UUID.nameUUIDFromBytes(("cold " + round).getBytes(StandardCharsets.UTF_8)));
    }

    /// A week of its own for each process, so that each publishes a first edition.
    private static String week(int round) {
        var first = org.patrolledger.domain.time.OperationalDay.parse("2021-04-05");
        return first.plusDays(7 * (round % 90)).week().id();
    }

    static byte[] due(String week) {
        var body =
                Json.text(
                        Map.of(
                                "kind",
                                "weekly",
                                "period",
                                week,
                                "operation",
                                "grip",
                                "reason",
                                "schedule"));
        var record = Map.of("messageId", "1", "body", body);
        return Json.text(Map.of("Records", java.util.List.of(record)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// When the submission that is read back was received.
    static Instant received() {
        return Instant.parse("2023-02-04T09:15:30Z");
    }
}
