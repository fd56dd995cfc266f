package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.Samples;
import org.patrolledger.functions.publishsummary.EditionWriter.Draft;
import org.patrolledger.functions.publishsummary.EditionWriter.Superseded;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Sample;

class EditionWriterTest {
    private final FakeSigner signer = new FakeSigner();
    private final EditionWriter writer = new EditionWriter(signer, Samples.PUBLISHER);

    @TempDir Path folder;

    private EditionWriter.Written writeFirst() {
        var folded = Samples.fold(Samples.reports());
        var lineage = Samples.writeLineage(folder, folded.lineage());
        return writer.write(
                new Draft(
                        Samples.summary(1, folded.figures()),
                        Samples.CATALOGUE,
                        Samples.PUBLISHED,
                        ChainHead.NONE,
                        Optional.empty(),
                        List.of()),
                lineage,
                folder);
    }

    private Draft second(byte[] first) {
        var before = Samples.fold(Samples.reports());
        var after = Samples.fold(Samples.reportsLater());
        var changes = Samples.changes(before, after);
        var link =
                new ChainHead.Link(
                        new EditionKey(Sample.WEEKLY, 1), Digest.of(first), "staging/1/");
        return new Draft(
                Samples.summary(2, after.figures()),
                Samples.CATALOGUE,
                Samples.PUBLISHED.plusSeconds(2 * 24 * 3600),
                ChainHead.NONE.next(link),
                Optional.of(Superseded.of(first)),
                changes);
    }

    @Test
    void every_file_is_written_and_listed_with_its_size_and_digest() throws IOException {
        var written = writeFirst();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "summary.json",
                            "summary.csv",
                            "summary.csv-metadata.json",
                            "summary.xlsx",
                            "summary.html",
                            "lineage.jsonl",
                            "manifest.json");
        }
        var listed = written.manifest().manifest().files();
        assertThat(listed)
                .extracting(Manifest.File::name)
                .containsExactly(
                        "summary.json",
                        "summary.csv",
                        "summary.csv-metadata.json",
                        "summary.xlsx",
                        "summary.html",
                        "lineage.jsonl");
        for (var file : listed) {
            var bytes = Files.readAllBytes(folder.resolve(file.name()));
            assertThat(file.bytes()).isEqualTo(bytes.length);
            assertThat(file.sha256()).isEqualTo(Digest.of(bytes));
        }
    }

    @Test
    void the_manifest_is_signed_and_reads_back_as_it_was_written() throws IOException {
        var written = writeFirst();

        var bytes = Files.readAllBytes(folder.resolve("manifest.json"));
        assertThat(ManifestDocument.read(bytes)).isEqualTo(written.manifest());
        assertThat(ManifestDocument.write(written.manifest())).isEqualTo(bytes);
        assertThat(written.digest()).isEqualTo(Digest.of(bytes));
        assertThat(ManifestSignature.verify(written.manifest(), signer.publicKey())).isTrue();
        assertThat(ManifestSignature.verify(written.manifest(), new FakeSigner().publicKey()))
                .isFalse();
    }

    @Test
    void the_first_edition_starts_the_chain_and_the_second_follows_it() throws IOException {
        var first = writeFirst();
        assertThat(first.manifest().manifest().sequence()).isEqualTo(1);
        assertThat(first.manifest().manifest().previous()).isEmpty();

        var draft = second(Files.readAllBytes(folder.resolve("manifest.json")));
        var lineage = Samples.writeLineage(folder, Samples.fold(Samples.reportsLater()).lineage());
        var second = writer.write(draft, lineage, folder).manifest().manifest();

        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.previous()).contains(first.digest());
        assertThat(second.supersedes()).contains(new Manifest.Superseded(1, first.digest()));
        assertThat(second.changes()).isEqualTo(draft.changes()).isNotEmpty();
        assertThat(second.correction()).isFalse();
    }

    @Test
    void all_but_the_signature_is_the_same_bytes_every_time() throws IOException {
        writeFirst();
        var draft = second(Files.readAllBytes(folder.resolve("manifest.json")));
        var lineage = Samples.writeLineage(folder, Samples.fold(Samples.reportsLater()).lineage());

        var once = writer.write(draft, lineage, folder);
        var again = writer.write(draft, lineage, folder);

        assertThat(again.manifest().manifest()).isEqualTo(once.manifest().manifest());
        assertThat(ManifestDocument.unsigned(again.manifest().manifest()))
                .isEqualTo(ManifestDocument.unsigned(once.manifest().manifest()));
    }
}
