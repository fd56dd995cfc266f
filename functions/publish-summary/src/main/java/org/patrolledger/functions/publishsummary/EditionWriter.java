package org.patrolledger.functions.publishsummary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.Rules;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.StagedFile;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.CsvMetadata;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.Manifest.File;
import org.patrolledger.formats.Manifest.Signed;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.Publisher;
import org.patrolledger.formats.SummaryCsv;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.words.Names;
import org.patrolledger.functions.publishsummary.render.EditionRenderer;
import org.patrolledger.functions.publishsummary.render.RenderInput;

/// Writes the files of an edition into a folder, ready to be staged.
public final class EditionWriter {
    private final Signer signer;
    private final Publisher publisher;
    private final Set<EditionFile> renderings;

    /// Writes every [EditionFile].
    public EditionWriter(Signer signer, Publisher publisher) {
        this(signer, publisher, Set.of(EditionFile.SUMMARY_XLSX, EditionFile.SUMMARY_HTML));
    }

    /// Writes only some of the files that are made for people and that no program reads: the
    /// workbook and the page, which take most of the time.
    public EditionWriter(Signer signer, Publisher publisher, Set<EditionFile> renderings) {
        this.signer = signer;
        this.publisher = publisher;
        this.renderings = Set.copyOf(renderings);
    }

    /// What an edition is made of, besides its lineage.
    ///
    /// @param catalogue where the names of operations, places and organisations come from
    /// @param publishedAt the moment for which it is published
    /// @param head the head of the operation's chain, which the edition is to follow
    /// @param superseded the edition it replaces; empty for edition 1
    /// @param changes what changed since that one
    public record Draft(
            Summary summary,
            Catalogue catalogue,
            Instant publishedAt,
            ChainHead head,
            Optional<Superseded> superseded,
            List<Change> changes) {
        public Draft {
            changes = List.copyOf(changes);
        }
    }

    /// The edition that a new one replaces, as its manifest tells.
    ///
    /// @param digest of that manifest's bytes
    public record Superseded(Manifest manifest, Digest digest) {
        /// Reads the bytes of a `manifest.json`.
        public static Superseded of(byte[] bytes) {
            return new Superseded(ManifestDocument.read(bytes).manifest(), Digest.of(bytes));
        }
    }

    /// What was written.
    ///
    /// @param digest of the manifest's bytes
    public record Written(Signed manifest, Digest digest) {}

    /// Writes the files of the edition but its lineage, the manifest last, into `folder`.
    ///
    /// @param lineage what was written as `lineage.jsonl`
    /// @throws UncheckedIOException if the folder cannot be written
    public Written write(Draft draft, StagedFile.Content lineage, Path folder) {
        try {
            return writeAll(draft, lineage, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the edition cannot be written", e);
        }
    }

    private Written writeAll(Draft draft, StagedFile.Content lineage, Path folder)
            throws IOException {
        var summary = draft.summary();
        var names = new Names(draft.catalogue(), summary.edition().summary().operation());
        var files = new EnumMap<EditionFile, File>(EditionFile.class);
        files.put(
                EditionFile.LINEAGE,
                new File(EditionFile.LINEAGE.fileName(), lineage.bytes(), lineage.sha256()));
        put(files, folder, EditionFile.SUMMARY_JSON, SummaryDocument.write(summary));
        put(files, folder, EditionFile.SUMMARY_CSV, SummaryCsv.write(summary, names));
        put(
                files,
                folder,
                EditionFile.SUMMARY_CSV_METADATA,
                CsvMetadata.write(summary, draft.publishedAt(), publisher));
        if (renderings.contains(EditionFile.SUMMARY_XLSX)) {
            var input = input(draft, names, files);
            put(files, folder, EditionFile.SUMMARY_XLSX, EditionRenderer.workbook(input));
        }
        if (renderings.contains(EditionFile.SUMMARY_HTML)) {
            var input = input(draft, names, files);
            put(files, folder, EditionFile.SUMMARY_HTML, EditionRenderer.page(input));
        }
        var signed = ManifestSignature.sign(manifest(draft, List.copyOf(files.values())), signer);
        var bytes = ManifestDocument.write(signed);
        Files.write(folder.resolve(EditionFile.MANIFEST.fileName()), bytes);
        return new Written(signed, Digest.of(bytes));
    }

    private static void put(
            Map<EditionFile, File> files, Path folder, EditionFile file, byte[] content)
            throws IOException {
        Files.write(folder.resolve(file.fileName()), content);
        files.put(file, new File(file.fileName(), content.length, Digest.of(content)));
    }

    private static Manifest manifest(Draft draft, List<File> files) {
        var summary = draft.summary();
        return new Manifest(
                summary.edition(),
                summary.status(),
                corrects(draft),
                files,
                draft.publishedAt(),
                draft.superseded()
                        .map(it ->
                                new Manifest.Superseded(
                                        it.manifest().edition().number(), it.digest())),
                draft.changes(),
                Rules.VERSION,
                Optional.of(ArchivedCatalogue.version(draft.catalogue())),
                draft.head().sequence() + 1,
                draft.head().latest().map(ChainHead.Link::manifest));
    }

    /// Whether an edition that was final turned out to need another.
    private static boolean corrects(Draft draft) {
        return draft.superseded().filter(it -> it.manifest().status() == Status.FINAL).isPresent();
    }

    private RenderInput input(Draft draft, Names names, Map<EditionFile, File> files) {
        var sources = new TreeMap<String, Digest>();
        files.values().forEach(file -> sources.put(file.name(), file.sha256()));
        return new RenderInput(
                draft.summary(),
                names,
                draft.publishedAt(),
                corrects(draft),
                draft.changes(),
                Rules.VERSION,
                publisher,
                sources);
    }
}
