package org.patrolledger.functions.downloadsummary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Rules;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.Priming;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.PrimingStorage;

/// Practice in handing out summaries, with an edition that is made up and lies in memory: no
/// download is recorded.
final class DownloadPriming {
    private static final String PERIOD = "2023-W05";
    private static final String OPERATION = "/summaries/weekly/" + PERIOD + "/" + Priming.NAME;

    private DownloadPriming() {}

    /// Hands a file out `calls` times, and as often the figures and what is published for the
    /// period; and by `real`, where none of that is, as often.
    static void prime(Environment environment, Adapters real, int calls) throws IOException {
        var stored = PrimingStorage.adapters(environment, List.of(), edition());
        var there = new DownloadSummary(stored, InstantSource.system());
        Priming.repeat(there, event(OPERATION + "/summary.html"), 303, calls);
        Priming.repeat(there, event(OPERATION), 200, calls);
        Priming.repeat(there, event("/summaries/weekly/" + PERIOD), 200, calls);
        var notThere = new DownloadSummary(real, InstantSource.system());
        Priming.repeat(notThere, event(OPERATION + "/summary.html"), 404, calls);
    }

    private static byte[] event(String path) {
        return Priming.event("GET", path, Map.of(), "summaries.read", null);
    }

    private static Map<String, byte[]> edition() {
        var period =
                ReportingPeriod.parse(ReportingPeriod.Kind.WEEKLY, PERIOD)
                        .orElseThrow(IllegalStateException::new);
        var key = new EditionKey(new SummaryKey(period, new OperationId(Priming.NAME)), 1);
        var empty = "{}".getBytes(StandardCharsets.UTF_8);
        var digest = Digest.of(empty);
        var files =
                EditionFile.LISTED.stream()
                        .map(it -> new Manifest.File(it.fileName(), empty.length, digest))
                        .toList();
        var manifest =
                new Manifest(
                        key,
                        Status.PROVISIONAL,
                        false,
                        files,
                        Instant.parse("2023-02-06T06:30:00Z"),
                        Optional.empty(),
                        List.of(),
                        Rules.VERSION,
                        Optional.empty(),
                        1,
                        Optional.empty());
        var signed = new Manifest.Signed(manifest, new Manifest.Signature(digest, "AA=="));
        return Map.of(
                key.path() + SummaryArchive.MANIFEST,
                ManifestDocument.write(signed),
                key.path() + EditionFile.SUMMARY_JSON.fileName(),
                empty);
    }
}
