package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

/// The vectors beside `FORMAT.md`, for an auditor's own program: a small archive that holds, what
/// of it comes to which bytes and digests, and what must be found when it is changed. Made again by
/// `-Dvectors.write=true`, with a key of its own each time; needed where pages, workbooks or the
/// archive's files change.
class VectorsTest {
    private static final Path FOLDER = Path.of("vectors");

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(FOLDER);
            var files = SampleArchive.whole().files();
            Files.write(FOLDER.resolve("archive.zip"), zip(files));
            Files.writeString(FOLDER.resolve("key.pem"), SampleArchive.key());
            Files.writeString(FOLDER.resolve("expected.json"), Json.text(expected(files)) + "\n");
        }
    }

    private static byte[] zip(SortedMap<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static TreeMap<String, byte[]> archive() throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip =
                new ZipInputStream(
                        new ByteArrayInputStream(
                                Files.readAllBytes(FOLDER.resolve("archive.zip"))))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static Map<String, Object> expected(SortedMap<String, byte[]> files) {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("heads", heads(files));
        expected.put("manifests", manifests(files));
        expected.put("canonical", canonical());
        expected.put("revision", revision());
        expected.put(
                "changed",
                List.of(
                        changed("lineage.jsonl", 40),
                        changed("summary.json", 100),
                        changed("summary.csv", 200),
                        changed("summary.html", 3_000),
                        changed("summary.xlsx", 3_000),
                        changed("manifest.json", 12)));
        return expected;
    }

    private static Map<String, Object> heads(SortedMap<String, byte[]> files) {
        var heads = new TreeMap<String, Object>();
        for (var head : SampleArchive.heads(files)) {
            heads.put(
                    head.operation().orElseThrow().value(),
                    Map.of("sequence", head.sequence(), "digest", head.manifest().value()));
        }
        return heads;
    }

    /// Of each manifest the bytes that are signed, and what its lineage comes to.
    private static List<Object> manifests(SortedMap<String, byte[]> files) {
        var manifests = new ArrayList<Object>();
        files.forEach((name, bytes) -> {
            if (!name.endsWith("/manifest.json")) {
                return;
            }
            var document = new TreeMap<String, @Nullable Object>(Json.object(bytes));
            var signature = (Map<?, ?>) document.remove("signature");
            var summary = Json.object(files.get(name.replace("manifest.json", "summary.json")));
            var manifest = new LinkedHashMap<String, @Nullable Object>();
            manifest.put("name", name);
            manifest.put("digest", Digest.of(bytes).value());
            manifest.put("signed", Digest.of(Json.canonical(document)).value());
            manifest.put("key", signature == null ? null : signature.get("key"));
            manifest.put("sequence", document.get("sequence"));
            manifest.put("measures", summary.get("measures"));
            manifest.put("places", summary.get("places"));
            manifest.put("breakdowns", summary.get("breakdowns"));
            manifest.put("inputs", summary.get("inputs"));
            manifests.add(manifest);
        });
        return manifests;
    }

    private static List<Object> canonical() {
        var documents =
                List.of(
                        "{ \"b\" : 1, \"a\" : [ true, null, \"x\" ] }",
                        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\\u0080\":\"Control\"}",
                        "{\"text\":\"caf\\u00e9 \\/ \\\"quoted\\\" \\n tab\\t\"}",
                        "[0, -1, 9007199254740991]");
        return documents.stream()
                .<Object>map(it -> {
                    var canonical = Json.canonical(Json.parse(it));
                    return Map.of(
                            "document",
                            it,
                            "canonical",
                            new String(canonical, UTF_8),
                            "sha256",
                            Digest.of(canonical).value());
                })
                .toList();
    }

    private static Object revision() {
        Revision withdrawal =
                SampleArchive.revisions().stream()
                        .filter(Revision::withdrawn)
                        .findFirst()
                        .orElseThrow();
        return SubmissionDocuments.revision(
                new KeptRevision(withdrawal, Optional.of(RevisionRecord.digest(withdrawal))));
    }

    private static Map<String, Object> changed(String file, long at) {
        return Map.of(
                "file",
                "summaries/weekly/2023-W05/grip/edition-0002/" + file,
                "at",
                at,
                "exit",
                1L);
    }

    private static Map<String, Object> read() throws IOException {
        return Json.object(Files.readAllBytes(FOLDER.resolve("expected.json")));
    }

    private static VerificationInputs given(Map<String, Object> expected) throws IOException {
        var heads = new ArrayList<VerificationInputs.Head>();
        ((Map<?, ?>) expected.get("heads"))
                .forEach((operation, head) ->
                        heads.add(
                                new VerificationInputs.Head(
                                        Optional.of(new OperationId((String) operation)),
                                        (Long) ((Map<?, ?>) head).get("sequence"),
                                        new Digest((String) ((Map<?, ?>) head).get("digest")))));
        return new VerificationInputs(
                List.of(Files.readString(FOLDER.resolve("key.pem"))),
                heads,
                new Scope.Everything(),
                Optional.empty());
    }

    @Test
    void the_archive_holds() throws IOException {
        assertThat(Verifier.verify(ArchiveFiles.of(archive()), given(read())))
                .as("pages or files have changed: make the vectors again by -Dvectors.write=true")
                .isInstanceOfSatisfying(
                        Verdict.Proved.class, it -> assertThat(it.holds()).isTrue());
    }

    @Test
    void what_is_expected_is_what_the_archive_comes_to() throws IOException {
        var files = archive();

        assertThat(Json.canonical(read())).isEqualTo(Json.canonical(expected(files)));
        files.forEach((name, bytes) -> {
            if (name.endsWith("/manifest.json")) {
                assertThat(ManifestDocument.read(bytes).manifest().catalogue()).isPresent();
            }
        });
    }

    @Test
    void every_change_that_is_listed_is_found() throws IOException {
        var expected = read();
        for (var each : (List<?>) expected.get("changed")) {
            var change = (Map<?, ?>) each;
            var files = archive();
            var bytes = files.get((String) change.get("file")).clone();
            bytes[Math.toIntExact((Long) change.get("at"))] ^= 1;
            files.put((String) change.get("file"), bytes);

            assertThat(Verifier.verify(ArchiveFiles.of(files), given(expected)))
                    .as(change.toString())
                    .isInstanceOf(Verdict.Refuted.class);
        }
    }
}
