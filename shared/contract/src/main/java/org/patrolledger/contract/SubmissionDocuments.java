package org.patrolledger.contract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.Revision;

/// What the API says of a submission.
public final class SubmissionDocuments {
    /// The fields of a form that a list shows.
    private static final List<String> ENTRY =
            List.of("place", "activity", "startedAt", "endedAt", "category", "occurredAt");

    private SubmissionDocuments() {}

    /// The receipt of a revision: a function of the revision alone, so a repeated post gets the
    /// first one byte for byte.
    public static Map<String, @Nullable Object> receipt(Revision revision) {
        var submission = revision.submission();
        var day = submission.day();
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("submissionId", submission.id().value());
        map.put("kind", submission.kind().code());
        map.put("revision", revision.number());
        map.put("operation", submission.operation().value());
        map.put("place", submission.place().value());
        map.put("operationalDay", day.toString());
        map.put("week", day.week().id());
        map.put("month", day.month().id());
        map.put("receivedAt", time(revision.receivedAt()));
        map.put("digest", revision.digest().value());
        map.put("late", revision.late());
        return map;
    }

    /// A revision with its receipt.
    public static Map<String, @Nullable Object> submission(Revision revision) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("receipt", receipt(revision));
        map.put("submission", Json.parse(revision.body()));
        map.put("withdrawn", revision.withdrawn());
        map.put("reason", revision.reason().orElse(null));
        return map;
    }

    /// A revision with its receipt, who sent it, and the digest that was kept of all that.
    public static Map<String, @Nullable Object> revision(KeptRevision kept) {
        var revision = kept.revision();
        var map = submission(revision);
        map.put("submittedBy", revision.submittedBy());
        map.put("submittedFor", revision.submittedFor().value());
        map.put("record", kept.recorded().map(Digest::value).orElse(null));
        return map;
    }

    /// A current revision as a list shows it: what, where and when, in the form's own words.
    ///
    /// @param mine whether the reader sent the submission
    public static Map<String, @Nullable Object> entry(Revision revision, boolean mine) {
        var form = Json.object(revision.body());
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("receipt", receipt(revision));
        for (var field : ENTRY) {
            if (form.get(field) instanceof String text) {
                map.put(field, text);
            }
        }
        map.put("withdrawn", revision.withdrawn());
        map.put("mine", mine);
        return map;
    }

    /// An instant as documents write it: UTC, to the millisecond where there are any.
    public static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
