package org.patrolledger.functions.publishsummary.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.formats.Contract;
import org.patrolledger.formats.Samples;
import org.patrolledger.functions.publishsummary.EditionWriter;
import org.patrolledger.functions.publishsummary.EditionWriter.Draft;
import org.patrolledger.functions.publishsummary.EditionWriter.Superseded;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Sample;

/// What is published fits the contract's schemas.
class EditionSchemaTest {
    private final EditionWriter writer = new EditionWriter(new FakeSigner(), Samples.PUBLISHER);

    @TempDir Path folder;

    @Test
    void a_first_edition_fits_the_schemas() throws IOException {
        writeFirst();
        assertThatAllFits();
    }

    @Test
    void an_edition_with_changes_fits_the_schemas() throws IOException {
        writeFirst();
        byte[] first = Files.readAllBytes(folder.resolve("manifest.json"));
        var before = Samples.fold(Samples.reports());
        var after = Samples.fold(Samples.reportsLater());
        var lineage = Samples.writeLineage(folder, after.lineage());
        var changes = Samples.changes(before, after);
        assertThat(changes).isNotEmpty();
        var link =
                new ChainHead.Link(
                        new EditionKey(Sample.WEEKLY, 1), Digest.of(first), "staging/1/");
        writer.write(
                new Draft(
                        Samples.summary(2, after.figures()),
                        Samples.CATALOGUE,
                        Samples.PUBLISHED.plusSeconds(2 * 24 * 3600),
                        ChainHead.NONE.next(link),
                        Optional.of(Superseded.of(first)),
                        changes),
                lineage,
                folder);
        assertThatAllFits();
    }

    private void writeFirst() {
        var folded = Samples.fold(Samples.reports());
        var lineage = Samples.writeLineage(folder, folded.lineage());
        writer.write(
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

    private void assertThatAllFits() throws IOException {
        Contract.check("summary", Files.readAllBytes(folder.resolve("summary.json")));
        Contract.check("manifest", Files.readAllBytes(folder.resolve("manifest.json")));
        var lines = Files.readAllLines(folder.resolve("lineage.jsonl"));
        assertThat(lines).isNotEmpty();
        lines.forEach(line -> Contract.check("lineage-line", line.getBytes(UTF_8)));
    }
}
