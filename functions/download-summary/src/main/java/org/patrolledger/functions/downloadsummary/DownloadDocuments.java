package org.patrolledger.functions.downloadsummary;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.download.Download;

/// Downloads as documents.
final class DownloadDocuments {
    private DownloadDocuments() {}

    /// A download, where the edition is plain from what is around it.
    static Map<String, Object> brief(Download download) {
        var map = new LinkedHashMap<String, Object>();
        map.put("at", SubmissionDocuments.time(download.at()));
        map.put("subject", download.subject());
        map.put("organisation", download.organisation().value());
        map.put("file", download.file());
        return map;
    }

    /// Who has a copy since a download.
    static Map<String, String> holder(Download download) {
        var map = new LinkedHashMap<String, String>();
        map.put("subject", download.subject());
        map.put("organisation", download.organisation().value());
        return map;
    }

    /// A download with the edition.
    static Map<String, Object> full(Download download) {
        var summary = download.edition().summary();
        var map = brief(download);
        map.put("kind", summary.period().kind().path());
        map.put("period", summary.period().id());
        map.put("operation", summary.operation().value());
        map.put("edition", download.edition().number());
        return map;
    }
}
