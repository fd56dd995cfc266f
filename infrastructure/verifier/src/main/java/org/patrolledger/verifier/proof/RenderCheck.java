package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.formats.CsvMetadata;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.SummaryCsv;
import org.patrolledger.formats.words.Names;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.publishsummary.render.EditionRenderer;
import org.patrolledger.functions.publishsummary.render.RenderInput;

/// The files that people read, made again from the figures and from the catalogue that the manifest
/// names, and compared to the byte: a page can say anything about figures that are right.
final class RenderCheck {
    private long editions;

    private RenderCheck() {}

    static void run(ArchiveIndex index, Findings findings) {
        var check = new RenderCheck();
        for (var edition : index.editions()) {
            if (edition.isCurrent() && edition.has(EditionFile.SUMMARY_JSON)) {
                index.catalogue(edition)
                        .ifPresent(it -> findings.holds(edition, () -> check.check(edition, it)));
            }
        }
        if (check.editions > 0) {
            findings.proved(
                    "names in summary.csv, page and workbook of %s are, byte for byte, what the"
                            + " figures and the catalogue of then give",
                    Quantities.counted(check.editions, "edition", "editions"));
        }
    }

    private void check(Published edition, Catalogue catalogue) {
        var summary = edition.summary();
        var names = new Names(catalogue, edition.key().summary().operation());
        same(edition, EditionFile.SUMMARY_CSV, () -> SummaryCsv.write(summary, names));
        if (edition.has(EditionFile.SUMMARY_CSV_METADATA)) {
            var input = input(edition, names);
            same(edition, EditionFile.SUMMARY_XLSX, () -> EditionRenderer.workbook(input));
            same(edition, EditionFile.SUMMARY_HTML, () -> EditionRenderer.page(input));
        } else if (edition.has(EditionFile.SUMMARY_XLSX) || edition.has(EditionFile.SUMMARY_HTML)) {
            return; // an extract without what names the publisher: the two were not compared
        }
        editions++;
    }

    private static RenderInput input(Published edition, Names names) {
        var manifest = edition.manifest();
        var sources = new TreeMap<String, Digest>();
        for (Manifest.File file : manifest.files()) {
            if (!file.name().equals(EditionFile.SUMMARY_HTML.fileName())) {
                sources.put(file.name(), file.sha256());
            }
        }
        return new RenderInput(
                edition.summary(),
                names,
                manifest.publishedAt(),
                manifest.correction(),
                manifest.changes(),
                manifest.rules(),
                CsvMetadata.publisher(edition.read(EditionFile.SUMMARY_CSV_METADATA)),
                sources);
    }

    private static void same(Published edition, EditionFile file, Supplier<byte[]> making) {
        if (edition.has(file)) {
            require(
                    Arrays.equals(making.get(), edition.read(file)),
                    edition.name(file),
                    "is not what the figures and the catalogue give");
        }
    }
}
