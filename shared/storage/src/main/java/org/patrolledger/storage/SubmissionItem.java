package org.patrolledger.storage;

import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;
import static org.patrolledger.storage.Items.time;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A revision as an item of the table of submissions.
///
/// The body is stored once, as the canonical JSON that was hashed; every other attribute is a key,
/// says how the body came here, or repeats of it what a reader of the table's stream needs.
public final class SubmissionItem {
    public static final String SUBMISSION_ID = "submissionId";
    public static final String REVISION = "revision";

    /// The partition of the index `by-day`; only the current revision has it.
    public static final String OPERATION_DAY_SHARD = "operationDayShard";

    /// The partition of the index `by-place`; of a place's day at least one revision has it.
    public static final String OPERATION_PLACE = "operationPlace";

    /// What the submission belongs to, for readers of the stream.
    public static final String OPERATION = "operation";

    /// The operational day the submission belongs to, for readers of the stream, and by which the
    /// index `by-place` is sorted.
    public static final String DAY = "day";

    public static final String PLACE = "place";
    public static final String KIND = "kind";
    public static final String BODY = "body";
    public static final String DIGEST = "digest";
    public static final String RECEIVED_AT = "receivedAt";
    public static final String FIRST_RECEIVED_AT = "firstReceivedAt";
    public static final String WITHDRAWN = "withdrawn";
    public static final String REASON = "reason";
    public static final String SUBMITTED_BY = "submittedBy";
    public static final String SUBMITTED_FOR = "submittedFor";
    public static final String REQUEST = "request";

    /// The digest of the revision's record ([RevisionRecord]); older items have none. Its 32 bytes
    /// and not their text, under a name of one letter: nearly every form then stays within the
    /// kilobyte that one write unit takes.
    public static final String RECORD = "r";

    /// Over how many partitions an operation's day is spread. Each takes 1,000 writes a second, and
    /// costs every summary a query, empty or not; two make a week as many streams as are read at
    /// once. Never made smaller: what is stored stays where it is.
    public static final int SHARDS = 2;

    private SubmissionItem() {}

    /// The item of a submission's current revision.
    public static Map<String, AttributeValue> of(Revision revision) {
        var submission = revision.submission();
        var item = new HashMap<>(key(submission.id(), revision.number()));
        item.put(OPERATION_DAY_SHARD, text(partition(submission)));
        item.put(OPERATION_PLACE, text(partition(submission.operation(), submission.place())));
        item.put(OPERATION, text(submission.operation().value()));
        item.put(DAY, text(submission.day().toString()));
        item.put(PLACE, text(submission.place().value()));
        item.put(KIND, text(submission.kind().code()));
        item.put(BODY, text(revision.body()));
        item.put(DIGEST, text(revision.digest().value()));
        var receivedAt = time(revision.receivedAt());
        item.put(RECEIVED_AT, receivedAt);
        item.put(
                FIRST_RECEIVED_AT,
                revision.firstReceivedAt().equals(revision.receivedAt())
                        ? receivedAt
                        : time(revision.firstReceivedAt()));
        item.put(WITHDRAWN, AttributeValue.fromBool(revision.withdrawn()));
        revision.reason().ifPresent(reason -> item.put(REASON, text(reason)));
        item.put(SUBMITTED_BY, text(revision.submittedBy()));
        item.put(SUBMITTED_FOR, text(revision.submittedFor().value()));
        item.put(REQUEST, text(revision.request()));
        item.put(RECORD, bytes(RevisionRecord.digest(revision)));
        return item;
    }

    static Map<String, AttributeValue> key(SubmissionId id, int revision) {
        return Map.of(SUBMISSION_ID, text(id.value()), REVISION, number(revision));
    }

    /// The key of an item, or of an index's entry for one.
    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(SUBMISSION_ID, item.get(SUBMISSION_ID), REVISION, item.get(REVISION));
    }

    /// Reads what [#of] writes.
    public static Revision read(Map<String, AttributeValue> item) {
        return StoredRevision.of(item).revision();
    }

    /// Reads what [#of] writes, with the digest as it was kept.
    static KeptRevision kept(Map<String, AttributeValue> item) {
        return new KeptRevision(
                read(item), Optional.ofNullable(item.get(RECORD)).map(SubmissionItem::digest));
    }

    private static AttributeValue bytes(Digest digest) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(HexFormat.of().parseHex(digest.hex())));
    }

    private static Digest digest(AttributeValue bytes) {
        return new Digest("sha256:" + HexFormat.of().formatHex(bytes.b().asByteArray()));
    }

    /// The partition of `by-day` that a submission belongs to, such as `grip#2023-02-03#5`.
    static String partition(Submission submission) {
        return partition(submission.operationDay(), shard(submission.id()));
    }

    static String partition(OperationDay day, int shard) {
        return day.operation() + "#" + day.day() + "#" + shard;
    }

    /// The partition of `by-place`, such as `grip#southend-high-street`.
    static String partition(OperationId operation, PlaceId place) {
        return operation + "#" + place;
    }

    /// The CRC-32 of the id's 36 characters, modulo [#SHARDS]: the same on every machine, and even
    /// for ids of which only some digits vary.
    static int shard(SubmissionId id) {
        var crc = new CRC32();
        crc.update(id.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return (int) (crc.getValue() % SHARDS);
    }
}
