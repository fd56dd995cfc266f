package org.patrolledger.formats;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.SummaryArchive;

/// The files of an edition, in the order in which they are published.
public enum EditionFile {
    /// The figures: [SummaryDocument].
    SUMMARY_JSON("summary.json", "application/json"),
    /// The same for spreadsheets and statistics programs: [SummaryCsv].
    SUMMARY_CSV("summary.csv", "text/csv; charset=utf-8"),
    /// What the columns of [#SUMMARY_CSV] are, as CSV on the Web (W3C) says it.
    SUMMARY_CSV_METADATA("summary.csv-metadata.json", "application/csvm+json"),
    /// The same as a workbook: [SummaryXlsx].
    SUMMARY_XLSX(
            "summary.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /// The same as a page to read and print.
    SUMMARY_HTML("summary.html", "text/html; charset=utf-8"),
    /// What each submission adds to the figures: [LineageDocument].
    LINEAGE("lineage.jsonl", "application/x-ndjson"),
    /// What makes it all an edition, written last: [ManifestDocument].
    MANIFEST(SummaryArchive.MANIFEST, "application/json");

    /// The files a manifest lists: all but itself.
    public static final List<EditionFile> LISTED =
            Stream.of(values()).filter(file -> file != MANIFEST).toList();

    private final String fileName;
    private final String mediaType;

    EditionFile(String fileName, String mediaType) {
        this.fileName = fileName;
        this.mediaType = mediaType;
    }

    /// `summary.json`.
    public String fileName() {
        return fileName;
    }

    /// The value of `Content-Type`.
    public String mediaType() {
        return mediaType;
    }

    public static Optional<EditionFile> named(String fileName) {
        return Stream.of(values()).filter(file -> file.fileName.equals(fileName)).findFirst();
    }
}
