package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.ArchiveRequestDocument;
import org.patrolledger.contract.MailTaskDocument;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.contract.imports.ImportTaskDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What each released version stored, as it stored it, in a folder named after the version. A
/// folder is never changed after its release.
///
/// A deployment can be taken back at any moment, with what the new version stored in the meantime.
/// So a version reads what those before it stored, and stores everything that they want to read;
/// and as every version leaves alone what it does not know, the one before can read what it added.
class StoredSamplesTest {
    private static final Path STORED = Path.of("src", "test", "resources", "stored");

    /// An item of a version.
    private record Stored(String version, Map<String, AttributeValue> item) {

        @Override
        public String toString() {
            return version + " " + item.get("submissionId").s() + " " + item.get("revision").n();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> versions() throws IOException {
        try (Stream<Path> folders = Files.list(STORED)) {
            return folders.sorted().toList();
        }
    }

    static List<Stored> submissions() throws IOException {
        return versions().stream()
                .flatMap(version ->
                        lines(version.resolve("submissions.jsonl")).stream()
                                .map(line ->
                                        new Stored(version.getFileName().toString(), item(line))))
                .toList();
    }

    private static Map<String, AttributeValue> item(String line) {
        var item = new TreeMap<String, AttributeValue>();
        ((Map<?, ?>) Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .forEach((name, value) -> {
                    var typed = ((Map<?, ?>) value).entrySet().iterator().next();
                    item.put(
                            (String) name,
                            switch ((String) typed.getKey()) {
                                case "S" -> AttributeValue.fromS((String) typed.getValue());
                                case "N" -> AttributeValue.fromN((String) typed.getValue());
                                case "BOOL" -> AttributeValue.fromBool((Boolean) typed.getValue());
                                default -> throw new AssertionError("which type is " + typed);
                            });
                });
        return item;
    }

    @Test
    void there_are_samples_of_every_kind() throws IOException {
        assertThat(submissions()).hasSizeGreaterThanOrEqualTo(11);
        assertThat(submissions()).anyMatch(it -> it.item().containsKey("reason"));
        assertThat(submissions()).anyMatch(it -> it.item().get("withdrawn").bool());
        assertThat(submissions().stream().map(it -> it.item().get("kind").s()))
                .contains("engagement", "incident");
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void what_a_version_stored_is_read_and_is_what_it_was(Stored stored) {
        Revision read = SubmissionItem.read(stored.item());

        assertThat(read.body()).isEqualTo(stored.item().get("body").s());
        assertThat(read.digest())
                .isEqualTo(Digest.of(read.body().getBytes(StandardCharsets.UTF_8)));
        assertEquals(Integer.parseInt(stored.item().get("revision").n()), read.number());
        assertThat(read.submission().id().value()).isEqualTo(stored.item().get("submissionId").s());
        assertThat(read.submission().day().toString()).isEqualTo(stored.item().get("day").s());
    }

    /// What was stored before records had digests is kept without one, and not given one on
    /// reading.
    @ParameterizedTest
    @MethodSource("submissions")
    void the_digest_of_a_record_is_the_one_that_was_stored(Stored stored) {
        assertThat(SubmissionItem.kept(stored.item()).recorded().isPresent())
                .isEqualTo(stored.item().containsKey("r"));

        var rewritten = new HashMap<>(SubmissionItem.of(SubmissionItem.read(stored.item())));
        var written = SubmissionItem.kept(rewritten).recorded();
        rewritten.put("submittedBy", AttributeValue.fromS("somebody-else"));
        assertThat(SubmissionItem.kept(rewritten).recorded())
                .isPresent()
                .isEqualTo(written)
                .isNotEqualTo(Optional.of(RevisionRecord.digest(SubmissionItem.read(rewritten))));
    }

    /// Or the version before it, put back, would miss something.
    @ParameterizedTest
    @MethodSource("submissions")
    void everything_a_version_stored_is_still_stored_and_the_same(Stored stored) {
        var now = new HashMap<>(SubmissionItem.of(SubmissionItem.read(stored.item())));
        var then = new HashMap<>(stored.item());
        if (!then.containsKey("operationDayShard")) {
            // A revision that another one took the place of.
            now.remove("operationDayShard");
        }

        assertThat(now).containsAllEntriesOf(then);
    }

    /// What a version after this one adds: attributes, and members of the body.
    @ParameterizedTest
    @MethodSource("submissions")
    void what_a_later_version_adds_is_left_alone(Stored stored) {
        var added = new HashMap<>(stored.item());
        added.put("later", AttributeValue.fromS("attribute"));
        added.put("latest", AttributeValue.fromM(Map.of("n", AttributeValue.fromN("1"))));
        String body = stored.item().get("body").s();
        added.put(
                "body",
                AttributeValue.fromS(
                        body.substring(0, body.length() - 1) + ",\"zLater\":{\"a\":[1,\"b\"]}}"));

        assertThat(SubmissionItem.read(added).submission())
                .isEqualTo(SubmissionItem.read(stored.item()).submission());
    }

    @Test
    void requests_to_publish_that_waited_while_a_version_was_replaced_are_read()
            throws IOException {
        for (Path version : versions()) {
            for (String line : lines(version.resolve("publish-requests.jsonl"))) {
                var body =
                        (String)
                                ((Map<?, ?>) Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                                        .get("body");
                var request = PublishRequestDocument.read(body);

                assertThat(PublishRequestDocument.write(request)).isEqualTo(body);
                assertThat(
                                PublishRequestDocument.read(
                                        body.substring(0, body.length() - 1)
                                                + ",\"later\":{\"a\":1}}"))
                        .isEqualTo(request);
            }
        }
    }

    /// A message that waited is read, and so is one that the version after this one put there.
    @Test
    void tasks_that_waited_while_a_version_was_replaced_are_read() throws IOException {
        for (Path version : versions()) {
            for (String line : lines(version.resolve("tasks.jsonl"))) {
                var task = (Map<?, ?>) Json.parse(line.getBytes(StandardCharsets.UTF_8));
                var body = (String) task.get("body");
                var later = body.substring(0, body.length() - 1) + ",\"later\":{\"a\":1}}";
                var queue = (String) task.get("queue");

                assertThat(read(queue, later)).as(line).isEqualTo(read(queue, body));
            }
        }
    }

    private static Object read(String queue, String body) {
        return switch (queue) {
            case "archives" -> ArchiveRequestDocument.read(body);
            case "imports" -> ImportTaskDocument.read(body);
            case "mail" -> MailTaskDocument.read(body);
            default -> throw new AssertionError("which queue is " + queue + "?");
        };
    }
}
