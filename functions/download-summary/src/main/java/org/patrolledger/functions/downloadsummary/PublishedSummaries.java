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
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.lambda.http.Cursor;
import org.patrolledger.lambda.http.Page;

/// What is published, as the API tells it.
final class PublishedSummaries {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final SummaryArchive archive;
    private final DownloadRegister downloads;

    PublishedSummaries(SummaryArchive archive, DownloadRegister downloads) {
        this.archive = archive;
        this.downloads = downloads;
    }

    /// What is published for `period`, by operation, as many of those as one answer takes; `next`
    /// where they go on.
    ///
    /// @param after the operation after which they begin
    Map<String, @Nullable Object> period(ReportingPeriod period, Optional<OperationId> after) {
        var editions = new TreeMap<OperationId, List<EditionKey>>();
        for (var edition : archive.editions(period)) {
            editions.computeIfAbsent(edition.summary().operation(), it -> new ArrayList<>())
                    .add(edition);
        }
        var left = after.map(it -> editions.tailMap(it, false)).orElse(editions);
        var page = operations(List.copyOf(left.values()));
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("period", describe(period));
        map.putAll(page.document());
        if (map.get("next") == null) {
            map.remove("next");
        }
        if (!editions.isEmpty()) {
            map.put(
                    "archive",
                    String.format(
                            Locale.ROOT,
                            "/summaries/%s/%s/%s",
                            period.kind().path(),
                            period.id(),
                            ArchiveRequest.ZIP));
        }
        return map;
    }

    /// Each operation by the manifest of its newest edition. Those are read some ahead: a nation
    /// has thousands.
    private Page operations(List<List<EditionKey>> all) {
        var page = new Page("operations", Integer.MAX_VALUE);
        try (var manifests = archive.manifests(all.stream().map(List::getLast).toList())) {
            var manifest = manifests.iterator();
            for (var editions : all) {
                var newest = ManifestDocument.read(manifest.next()).manifest();
                var cursor = Cursor.of(newest.edition().summary().operation().value());
                if (!page.add(operation(editions, newest), cursor)) {
                    break;
                }
            }
        }
        return page;
    }

    private static Map<String, @Nullable Object> operation(
            List<EditionKey> editions, Manifest newest) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("operation", newest.edition().summary().operation().value());
        map.put("edition", newest.edition().number());
        map.put("status", newest.status().id());
        map.put("correction", newest.correction());
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
        return manifest.files().stream().map(PublishedSummaries::file).toList();
    }

    private static Map<String, Object> file(Manifest.File file) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", file.name());
        map.put("bytes", file.bytes());
        map.put("sha256", file.sha256().hex());
        return map;
    }

    /// Every edition of `key`, with what changed and why, who has downloaded it, and, to be told of
    /// it, who has downloaded one that it superseded: a page of them after number `after`; empty
    /// where nothing is published.
    Optional<Map<String, @Nullable Object>> editions(SummaryKey key, int after, int limit) {
        var editions = archive.editions(key);
        if (editions.isEmpty()) {
            return Optional.empty();
        }
        var page = new Page("editions", limit);
        var holders = new LinkedHashSet<Map<String, String>>();
        for (var edition : editions) {
            var own = downloads.of(edition);
            if (edition.number() > after) {
                var map = edition(edition);
                map.put("downloadedBy", own.stream().map(DownloadDocuments::brief).toList());
                map.put("notify", List.copyOf(holders));
                if (!page.add(map, Cursor.of(Integer.toString(edition.number())))) {
                    break;
                }
            }
            own.stream().map(DownloadDocuments::holder).forEach(holders::add);
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("operation", key.operation().value());
        map.put("period", describe(key.period()));
        map.putAll(page.document());
        return Optional.of(map);
    }

    private Map<String, @Nullable Object> edition(EditionKey key) {
        var bytes = archive.read(key, SummaryArchive.MANIFEST);
        var manifest = ManifestDocument.read(bytes).manifest();
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("edition", key.number());
        map.put("status", manifest.status().id());
        map.put("correction", manifest.correction());
        map.put("publishedAt", SubmissionDocuments.time(manifest.publishedAt()));
        map.put(
                "supersedes",
                manifest.supersedes().map(PublishedSummaries::superseded).orElse(null));
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

    /// What the manifest of an edition says of one of its files, or the manifest itself; empty
    /// where the edition has no such file.
    Optional<Manifest.File> file(EditionKey edition, EditionFile file) {
        var bytes = archive.read(edition, SummaryArchive.MANIFEST);
        return file.fileName().equals(SummaryArchive.MANIFEST)
                ? Optional.of(new Manifest.File(file.fileName(), bytes.length, Digest.of(bytes)))
                : ManifestDocument.read(bytes).manifest().file(file);
    }

    /// What changed with an edition, as its manifest says.
    List<Map<String, Object>> changes(EditionKey edition) {
        return manifest(edition).changes().stream().map(ManifestDocument::tree).toList();
    }

    /// The key that signed an edition; empty where the edition is not visible yet.
    Optional<String> signer(EditionKey edition) {
        return archive.editions(edition.summary()).contains(edition)
                ? Optional.of(
                        ManifestDocument.read(archive.read(edition, SummaryArchive.MANIFEST))
                                .signature()
                                .key()
                                .value())
                : Optional.empty();
    }

    /// The periods of `kind` for which anything is published, newest first, from the one before
    /// `after` on.
    List<ReportingPeriod> periods(ReportingPeriod.Kind kind, Optional<ReportingPeriod> after) {
        return archive.periods(kind).stream()
                .filter(it ->
                        after.map(last -> it.first().compareTo(last.first()) < 0).orElse(true))
                .filter(it -> !archive.editions(it).isEmpty())
                .toList();
    }

    private Manifest manifest(EditionKey edition) {
        return ManifestDocument.read(archive.read(edition, SummaryArchive.MANIFEST)).manifest();
    }
}
