package org.patrolledger.functions.downloadsummary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.lambda.http.Cursor;
import org.patrolledger.lambda.http.Page;

/// Files that somebody was given and whose edition has been superseded since.
final class Notices {
    private final PublishedSummaries published;
    private final DownloadRegister register;

    Notices(PublishedSummaries published, DownloadRegister register) {
        this.published = published;
        this.register = register;
    }

    /// Fills `page` with the notices for `subject`, sorted by period, operation and file, from the
    /// one after `after` on.
    void fill(Page page, String subject, Optional<String> after) {
        for (var held : newestHeld(subject).entrySet()) {
            if (after.isPresent() && held.getKey().compareTo(after.get()) <= 0) {
                continue;
            }
            var download = held.getValue();
            var newest = published.newest(download.edition().summary());
            if (newest.isPresent()
                    && newest.get().number() > download.edition().number()
                    && !page.add(notice(download, newest.get()), Cursor.of(held.getKey()))) {
                return;
            }
        }
    }

    /// Of each file the newest edition that `subject` was given, by a name that sorts.
    private Map<String, Download> newestHeld(String subject) {
        var held = new TreeMap<String, Download>();
        for (var download : register.givenTo(subject)) {
            held.merge(
                    download.edition().summary().path() + download.file(),
                    download,
                    (one, other) ->
                            other.edition().number() >= one.edition().number() ? other : one);
        }
        return held;
    }

    private Map<String, @Nullable Object> notice(Download download, EditionKey newest) {
        var summary = download.edition().summary();
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("kind", summary.period().kind().path());
        map.put("period", summary.period().id());
        map.put("operation", summary.operation().value());
        map.put("file", download.file());
        map.put("downloadedAt", SubmissionDocuments.time(download.at()));
        map.put("edition", download.edition().number());
        map.put("newest", newest.number());
        map.put("changes", changes(download.edition(), newest));
        return map;
    }

    /// What each edition after `held` changed, oldest first.
    private List<Map<String, Object>> changes(EditionKey held, EditionKey newest) {
        var changes = new ArrayList<Map<String, Object>>();
        for (var edition = held.next(); ; edition = edition.next()) {
            changes.addAll(published.changes(edition));
            if (edition.number() >= newest.number()) {
                return changes;
            }
        }
    }
}
