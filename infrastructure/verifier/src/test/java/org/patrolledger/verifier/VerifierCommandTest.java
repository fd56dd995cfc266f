package org.patrolledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.Samples;
import org.patrolledger.functions.publishsummary.EditionWriter;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.verifier.proof.SampleArchive;

class VerifierCommandTest {
    private static final EditionKey EDITION = new EditionKey(Sample.WEEKLY, 1);

    private final FakeSigner signer = new FakeSigner();
    private final List<Revision> reports =
            List.of(
                    Form.engagement().of(Form.id(1)).first(),
                    Form.incident().of(Form.id(2)).first());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String head = "";

    @TempDir Path folder;
    private Path archive;
    private Path edition;

    @BeforeEach
    void publish() throws IOException {
        archive = folder.resolve("archive");
        edition = archive.resolve(EDITION.path());
        Files.createDirectories(edition);
        var fold = new SummaryFold(Sample.WEEKLY, Sample.catalogue());
        var lineage = new ArrayList<LineageLine>();
        reports.stream()
                .sorted((one, other) -> one.submission().id().compareTo(other.submission().id()))
                .forEach(it -> fold.add(it.counted()).ifPresent(lineage::add));
        var content = Samples.writeLineage(edition, lineage);
        var summary =
                new Summary(
                        EDITION,
                        Status.PROVISIONAL,
                        fold.figures(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        var written =
                new EditionWriter(signer, Samples.PUBLISHER)
                        .write(
                                new EditionWriter.Draft(
                                        summary,
                                        Sample.catalogue(),
                                        Sample.WEEK.publishedAt(),
                                        ChainHead.NONE,
                                        Optional.empty(),
                                        List.of()),
                                content,
                                edition);
        head = "1:" + written.digest();
        var catalogueFile = archive.resolve(ArchivedCatalogue.version(Sample.catalogue()).path());
        Files.createDirectories(catalogueFile.getParent());
        Files.write(catalogueFile, ArchivedCatalogue.write(Sample.catalogue()));
        var keyFile =
                archive.resolve(
                        ManifestSignature.keyPath(ManifestSignature.keyId(signer.publicKey())));
        Files.createDirectories(keyFile.getParent());
        Files.writeString(keyFile, ManifestSignature.pem(signer.publicKey()));
    }

    private int run(Object... words) {
        out.reset();
        err.reset();
        return VerifierCommand.run(
                Stream.of(words).map(Object::toString).toList(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private Path key() throws IOException {
        return Files.writeString(
                folder.resolve("public.pem"), ManifestSignature.pem(signer.publicKey()));
    }

    @Test
    void with_everything_given_everything_is_proved() throws IOException {
        var submissions =
                reports.stream()
                        .map(it -> Json.text(SubmissionDocuments.submission(it)) + "\n")
                        .collect(Collectors.joining());
        var revisions = Files.writeString(folder.resolve("revisions.jsonl"), submissions);
        var catalogue =
                Files.writeString(
                        folder.resolve("catalogue.json"),
                        Json.text(CatalogueDocument.write(Sample.catalogue())));

        int code =
                run(
                        "verify",
                        archive,
                        "--key",
                        key(),
                        "--head",
                        head,
                        "--submissions",
                        revisions,
                        "--catalogue",
                        catalogue);

        assertThat(code).as(printed() + err.toString(UTF_8)).isZero();
        assertThat(printed())
                .contains("proved    1 edition lies where the manifest says")
                .contains("which was given")
                .contains("byte for byte, what the submissions and the catalogue of then give")
                .doesNotContain("not shown")
                .endsWith("The archive holds." + System.lineSeparator());
    }

    @Test
    void figures_by_rules_that_this_program_lacks_do_not_hold_though_anchored() throws IOException {
        var other = SampleArchive.whole();
        other.edition(2).rules = "9";
        var files = other.files();
        for (var file : files.entrySet()) {
            var path = folder.resolve("other").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        var key = Files.writeString(folder.resolve("other.pem"), SampleArchive.key());
        var newest = SampleArchive.heads(files).getFirst();

        assertThat(
                        run(
                                "verify",
                                folder.resolve("other"),
                                "--key",
                                key,
                                "--head",
                                newest.sequence() + ":" + newest.manifest()))
                .isEqualTo(3);
        assertThat(printed())
                .contains("not shown monthly/2023-02/grip/edition-0001 was counted by version 9")
                .contains("not all of the archive could be checked")
                .doesNotContain("The archive holds");
    }

    @Test
    void a_key_from_the_archive_is_said_to_be_from_there() {
        assertThat(run("verify", archive)).isEqualTo(3);
        assertThat(printed())
                .contains("not shown key ")
                .contains("was taken from the archive itself: whose it is, is not proved");
    }

    @Test
    void a_zip_is_as_good_as_a_folder() throws IOException {
        var zip = folder.resolve("archive.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.walk(archive)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(archive.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }

        assertThat(run("verify", zip, "--key", key())).isEqualTo(3);
        assertThat(run("verify", zip, "--key", key(), "--head", head)).isZero();
    }

    @Test
    void what_does_not_hold_is_named() throws IOException {
        var csv = edition.resolve("summary.csv");
        Files.writeString(csv, Files.readString(csv).replace("arrests,,,1", "arrests,,,2"));

        assertThat(run("verify", archive)).isEqualTo(1);
        assertThat(printed())
                .startsWith("does not hold: " + EDITION.path() + "summary.csv has another SHA-256");
    }

    @Test
    void a_chain_that_is_cut_off_is_noticed_by_its_head() {
        assertThat(run("verify", archive, "--head", "grip=2:" + head.substring(2))).isEqualTo(1);
        assertThat(printed()).contains("is cut off");
    }

    @Test
    void another_key_is_not_enough() throws IOException {
        var other =
                Files.writeString(
                        folder.resolve("other.pem"),
                        ManifestSignature.pem(new FakeSigner().publicKey()));

        assertThat(run("verify", archive, "--key", other)).isEqualTo(1);
        assertThat(printed()).contains("was not given");
    }

    @Test
    void a_figure_is_traced_to_its_submissions_and_a_submission_to_its_editions() {
        assertThat(run("trace", archive, "--measure", "arrests")).isZero();
        assertThat(printed())
                .contains("weekly/2023-W05/grip/edition-0001: arrests is 1, by 1 submission")
                .contains(Form.id(2) + " revision 1 adds 1 at southend-high-street, sha256:");

        assertThat(run("trace", archive, "--submission", Form.id(1))).isZero();
        assertThat(printed()).contains("edition-0001 counts revision 1: {\"adds\":");

        assertThat(run("trace", archive, "--submission", Form.id(9))).isEqualTo(1);
        assertThat(run("trace", archive, "--measure", "arrests", "--place", "nowhere-at-all"))
                .isEqualTo(1);
    }

    @Test
    void a_trace_does_not_believe_a_lineage_that_was_changed() throws IOException {
        var lineage = edition.resolve("lineage.jsonl");
        Files.writeString(
                lineage, Files.readString(lineage).replace("\"arrests\":1", "\"arrests\":2"));

        assertThat(run("trace", archive, "--measure", "arrests")).isEqualTo(1);
        assertThat(printed()).contains("lineage.jsonl has another SHA-256");
    }

    @Test
    void the_first_fault_is_named_and_the_others_are_counted() throws IOException {
        var csv = edition.resolve("summary.csv");
        Files.writeString(csv, Files.readString(csv) + "more\n");
        Files.writeString(archive.resolve("stray.txt"), "stray");
        Files.writeString(archive.resolve("another.txt"), "stray");

        assertThat(run("verify", archive)).isEqualTo(1);
        assertThat(printed())
                .startsWith("does not hold: another.txt belongs to no edition")
                .contains("(and 2 more)");
    }

    @Test
    void what_operating_systems_leave_behind_is_no_tampering() throws IOException {
        for (var name : List.of(".DS_Store", "desktop.ini", "~$summary.xlsx", "._summary.csv")) {
            Files.writeString(edition.resolve(name), "left behind");
        }

        assertThat(run("verify", archive, "--key", key(), "--head", head)).isZero();
        assertThat(printed()).contains("desktop.ini is a file that operating systems");
    }

    @Test
    void a_pipe_a_device_or_a_link_to_one_is_refused_at_once() throws Exception {
        var pipe = edition.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertThat(run("verify", archive)).isEqualTo(2);
        assertThat(run("verify", pipe)).isEqualTo(2);
        assertThat(run("verify", archive, "--key", pipe)).isEqualTo(2);
        Files.delete(pipe);

        var device = Path.of("/dev/zero");
        assumeThat(device).exists();
        assertThat(run("verify", device)).isEqualTo(2);
        assertThat(run("verify", archive, "--key", device)).isEqualTo(2);
        Files.createSymbolicLink(edition.resolve("link"), device);
        assertThat(run("verify", archive)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("is no regular file");
    }

    /// As somebody could who holds the key.
    private void sign(EditionFile file, byte[] content) throws IOException {
        Files.write(edition.resolve(file.fileName()), content);
        var path = edition.resolve(EditionFile.MANIFEST.fileName());
        var was = ManifestDocument.read(Files.readAllBytes(path)).manifest();
        var files =
                was.files().stream()
                        .map(it ->
                                it.name().equals(file.fileName())
                                        ? new Manifest.File(
                                                it.name(), content.length, Digest.of(content))
                                        : it)
                        .toList();
        var forged =
                new Manifest(
                        was.edition(),
                        was.status(),
                        was.correction(),
                        files,
                        was.publishedAt(),
                        was.supersedes(),
                        was.changes(),
                        was.rules(),
                        was.catalogue(),
                        was.sequence(),
                        was.previous());
        Files.write(path, ManifestDocument.write(ManifestSignature.sign(forged, signer)));
    }

    @Test
    void a_page_that_says_something_else_is_found_though_it_is_signed() throws IOException {
        var page = Files.readString(edition.resolve("summary.html"));
        sign(EditionFile.SUMMARY_HTML, (page + "<!-- -->").getBytes(UTF_8));

        assertThat(run("verify", archive)).isEqualTo(1);
        assertThat(printed())
                .contains("summary.html is not what the figures and the catalogue give");
    }

    @Test
    void a_place_by_another_name_is_found_though_it_is_signed() throws IOException {
        var csv = Files.readString(edition.resolve("summary.csv"));
        sign(
                EditionFile.SUMMARY_CSV,
                csv.replace("Place southend-high-street", "Somewhere else").getBytes(UTF_8));

        assertThat(run("verify", archive)).isEqualTo(1);
        assertThat(printed()).contains("summary.csv");
    }

    @Test
    void a_catalogue_that_is_not_the_one_it_is_named_after_is_found() throws IOException {
        var file = archive.resolve(ArchivedCatalogue.version(Sample.catalogue()).path());
        Files.writeString(file, Files.readString(file).replace("Essex Police", "Another Police"));

        assertThat(run("verify", archive)).isEqualTo(1);
        assertThat(printed()).contains("is not the catalogue it is named after");
    }

    @Test
    void a_list_of_keys_that_lacks_the_one_that_signed_is_found() throws IOException {
        var list = archive.resolve("summaries/keys/keys.json");
        var key = ManifestSignature.keyId(signer.publicKey()).hex();
        Files.writeString(
                list,
                "{\"keys\":[{\"id\":\""
                        + key
                        + "\",\"operations\":{\"grip\":{\"from\":1,\"to\":null}}}]}");
        assertThat(run("verify", archive)).isEqualTo(3);

        Files.writeString(list, Files.readString(list).replace("\"from\":1", "\"from\":2"));
        assertThat(run("verify", archive)).isEqualTo(1);
        assertThat(printed()).contains("which keys.json does not list for its number");
    }

    @Test
    void a_small_zip_of_a_huge_key_ends_with_a_sentence() throws IOException {
        var zip = folder.resolve("huge.zip");
        var megabyte = new byte[1 << 20];
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.walk(archive)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(archive.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
            out.putNextEntry(new ZipEntry("summaries/keys/" + "0".repeat(64) + ".pem"));
            for (int i = 0; i < 200; i++) {
                out.write(megabyte);
            }
        }

        assertThat(run("verify", zip)).isEqualTo(1);
        assertThat(printed()).contains("is larger than any such file can be");
    }

    @Test
    void a_name_prints_no_line_of_its_own_and_moves_no_cursor() throws IOException {
        Files.writeString(archive.resolve("a\nThe archive holds.\u001b[2J"), "");

        assertThat(run("verify", archive)).isEqualTo(1);
        assertThat(printed())
                .contains("a\\u000aThe archive holds.\\u001b[2J belongs to no edition")
                .hasLineCount(1);
    }

    static Stream<List<String>> misunderstandings() {
        return Stream.of(
                List.of(),
                List.of("verify"),
                List.of("prove", "."),
                List.of("verify", ".", "--measure", "arrests"),
                List.of("verify", ".", "--key"),
                List.of("verify", ".", "--head", "7"),
                List.of("verify", ".", "--head", "x:sha256:12"),
                List.of("verify", ".", "--period", "2023-W05"),
                List.of("verify", ".", "--period", "weekly/2023-W53"),
                List.of("verify", ".", "--period", "weekly/2023-W05", "--extract"),
                List.of("verify", ".", "--submissions", "x"),
                List.of("trace", "."),
                List.of("trace", ".", "--measure", "arrest"),
                List.of("trace", ".", "--measure", "arrests", "--place", "?"),
                List.of("trace", ".", "--submission", "1"));
    }

    @ParameterizedTest
    @MethodSource("misunderstandings")
    void what_is_not_understood_is_answered_with_the_usage(List<String> words) {
        assertThat(run(words.toArray())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).containsIgnoringCase("usage: java -jar verifier.jar");
    }

    @Test
    void what_cannot_be_read_is_told_apart_from_what_does_not_hold() throws IOException {
        assertThat(run("verify", folder.resolve("missing"))).isEqualTo(2);
        assertThat(run("verify", Files.writeString(folder.resolve("no.zip"), "no"))).isEqualTo(2);
        assertThat(run("verify", archive, "--key", folder.resolve("missing.pem"))).isEqualTo(2);
        assertThat(run("verify", archive, "--key", folder.resolve("no.zip"))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("not readable");
    }
}
