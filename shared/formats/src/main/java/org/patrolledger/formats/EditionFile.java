package org.patrolledger.formats;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.SummaryArchive;

/// The files of an edition, in the order in which they are published.
public enum EditionFile {
    /// The figures: [SummaryDocument].
    SUMMARY_JSON("summary.json"),
    /// The same for spreadsheets and statistics programs: [SummaryCsv].
    SUMMARY_CSV("summary.csv"),
    /// What the columns of [#SUMMARY_CSV] are, as CSV on the Web (W3C) says it.
    SUMMARY_CSV_METADATA("summary.csv-metadata.json"),
    /// The same as a workbook: [SummaryXlsx].
    SUMMARY_XLSX("summary.xlsx"),
    /// The same as a page to read and print.
    SUMMARY_HTML("summary.html"),
    /// What each submission adds to the figures: [LineageDocument].
    LINEAGE("lineage.jsonl"),
    /// What makes it all an edition, written last: [ManifestDocument].
    MANIFEST(SummaryArchive.MANIFEST);

    /// The files a manifest lists: all but itself.
    public static final List<EditionFile> LISTED =
            Stream.of(values()).filter(file -> file != MANIFEST).toList();

    private final String fileName;

    EditionFile(String fileName) {
        this.fileName = fileName;
    }

    /// `summary.json`.
    public String fileName() {
        return fileName;
    }

    public static Optional<EditionFile> named(String fileName) {
        return Stream.of(values()).filter(file -> file.fileName.equals(fileName)).findFirst();
    }
}
