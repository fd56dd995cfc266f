package org.patrolledger.functions.downloadsummary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;

/// What is published, as the API tells it.
final class Shelf {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final SummaryArchive archive;
    private final DownloadRegister downloads;

    Shelf(SummaryArchive archive, DownloadRegister downloads) {
        this.archive = archive;
        this.downloads = downloads;
    }

    /// What is published for `period`, by operation.
    Map<String, @Nullable Object> period(ReportingPeriod period) {
        var editions = new TreeMap<OperationId, List<EditionKey>>();
        for (var edition : archive.editions(period)) {
            editions.computeIfAbsent(edition.summary().operation(), it -> new ArrayList<>())
                    .add(edition);
        }
        var operations = new ArrayList<Map<String, @Nullable Object>>();
        editions.values().forEach(each -> operations.add(operation(each)));
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("period", describe(period));
        map.put("operations", operations);
        if (!operations.isEmpty()) {
            map.put(
                    "archive",
                    String.format(
                            Locale.ROOT,
                            "/summaries/%s/%s/%s",
                            period.kind().path(),
                            period.id(),
                            PeriodArchive.NAME));
        }
        return map;
    }

    private Map<String, @Nullable Object> operation(List<EditionKey> editions) {
        var newest = manifest(editions.getLast());
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("operation", newest.edition().summary().operation().value());
        map.put("edition", newest.edition().number());
        map.put("status", newest.status().id());
        map.put("publishedAt", SubmissionDocuments.time(newest.publishedAt()));
        map.put("editions", editions.stream().map(EditionKey::number).toList());
        map.put("files", files(newest));
        return map;
    }

    private static Map<String, String> describe(ReportingPeriod period) {
        var map = new LinkedHashMap<String, String>();
        map.put("kind", period.kind().word());
        map.put("id", period.id());
        map.put("from", period.from().toString());
        map.put("to", period.to().toString());
        return map;
    }

    private static List<Map<String, Object>> files(Manifest manifest) {
        return manifest.files().stream().map(Shelf::file).toList();
    }

    private static Map<String, Object> file(Manifest.File file) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", file.name());
        map.put("bytes", file.bytes());
        map.put("sha256", file.sha256().hex());
        return map;
    }

    /// Every edition of `key`, with what changed and why, and who has downloaded it; empty where
    /// nothing is published.
    Optional<Map<String, @Nullable Object>> editions(SummaryKey key) {
        var editions = archive.editions(key);
        if (editions.isEmpty()) {
            return Optional.empty();
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("operation", key.operation().value());
        map.put("period", describe(key.period()));
        map.put("editions", describe(editions));
        return Optional.of(map);
    }

    /// Each edition with who has downloaded it, and, to be told of it, who has downloaded one that
    /// it superseded.
    private List<Map<String, @Nullable Object>> describe(List<EditionKey> editions) {
        var described = new ArrayList<Map<String, @Nullable Object>>();
        var holders = new LinkedHashSet<Map<String, String>>();
        for (var key : editions) {
            var own = downloads.of(key);
            var map = edition(key);
            map.put("downloadedBy", own.stream().map(DownloadDocuments::brief).toList());
            map.put("notify", List.copyOf(holders));
            described.add(map);
            own.stream().map(DownloadDocuments::holder).forEach(holders::add);
        }
        return described;
    }

    private Map<String, @Nullable Object> edition(EditionKey key) {
        var bytes = archive.read(key, SummaryArchive.MANIFEST);
        var manifest = ManifestDocument.read(bytes).manifest();
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("edition", key.number());
        map.put("status", manifest.status().id());
        map.put("correction", manifest.correction());
        map.put("publishedAt", SubmissionDocuments.time(manifest.publishedAt()));
        map.put("supersedes", manifest.supersedes().map(Shelf::superseded).orElse(null));
        map.put("changes", manifest.changes().stream().map(ManifestDocument::tree).toList());
        map.put("files", files(manifest));
        map.put("manifest", Digest.of(bytes).value());
        return map;
    }

    private static Map<String, Object> superseded(Manifest.Superseded superseded) {
        return Map.of("edition", superseded.edition(), "manifest", superseded.manifest().value());
    }

    /// The newest edition of `key`.
    Optional<EditionKey> newest(SummaryKey key) {
        return archive.newest(key);
    }

    /// The edition of `key` that was newest at `moment`.
    Optional<EditionKey> newestAt(SummaryKey key, Instant moment) {
        return archive.editions(key).reversed().stream()
                .filter(edition -> !manifest(edition).publishedAt().isAfter(moment))
                .findFirst();
    }

    /// Edition `number` of `key`, the newest where it is null; empty where there is none.
    Optional<EditionKey> edition(SummaryKey key, @Nullable String number) {
        if (number == null) {
            return newest(key);
        }
        return NUMBER.matcher(number).matches()
                ? Optional.of(new EditionKey(key, Integer.parseInt(number)))
                        .filter(archive.editions(key)::contains)
                : Optional.empty();
    }

    /// The bytes of an edition's `summary.json`.
    byte[] summary(EditionKey edition) {
        return archive.read(edition, EditionFile.SUMMARY_JSON.fileName());
    }

    private Manifest manifest(EditionKey edition) {
        return ManifestDocument.read(archive.read(edition, SummaryArchive.MANIFEST)).manifest();
    }
}
