package org.patrolledger.functions.noticechange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// A record of the stream of the submissions' table.
///
/// @param sequenceNumber by which Lambda knows it
/// @param change what happened to which item, still to be read: a record that cannot be is reported
///   by its number
record StreamRecord(String sequenceNumber, Map<?, ?> change) {

    /// Reads the records of an event.
    ///
    /// @throws IllegalArgumentException if it is no event of a table's stream, or one with a record
    ///   that has no number to report it by
    static List<StreamRecord> batch(byte[] event) {
        if (!(Json.parse(event) instanceof Map<?, ?> map)
                || !(map.get("Records") instanceof List<?> list)) {
            throw new IllegalArgumentException("the event holds no records");
        }
        var records = new ArrayList<StreamRecord>();
        for (var each : list) {
            records.add(of(each));
        }
        return records;
    }

    private static StreamRecord of(Object record) {
        if (!(record instanceof Map<?, ?> map)
                || !(map.get("dynamodb") instanceof Map<?, ?> change)
                || !(change.get("SequenceNumber") instanceof String number)) {
            throw new IllegalArgumentException("a record is not one of a table's stream");
        }
        return new StreamRecord(number, change);
    }

    /// The summaries whose figures may depend on what changed: of the operation and of all
    /// operations, for the week and the month of the submission's day; and for those of a day next
    /// to it where an engagement overlaps a shift of that day, which it then reports.
    ///
    /// @throws IllegalArgumentException if it holds no image, or one that is not that of a
    ///   submission
    Set<SummaryKey> touches(Catalogue catalogue) {
        var keys = new LinkedHashSet<SummaryKey>();
        for (var image : images()) {
            var submission = submission(image);
            var day = submission.day();
            touch(submission.operation(), day, keys);
            if (submission instanceof Engagement engagement) {
                for (var next : List.of(day.plusDays(-1), day.plusDays(1))) {
                    if (reportsShiftOf(engagement, next, catalogue)) {
                        touch(submission.operation(), next, keys);
                    }
                }
            }
        }
        return keys;
    }

    private static void touch(OperationId operation, OperationalDay day, Set<SummaryKey> keys) {
        for (var kind : ReportingPeriod.Kind.values()) {
            var period = ReportingPeriod.of(kind, day);
            keys.add(new SummaryKey(period, operation));
            keys.add(new SummaryKey(period, OperationId.ALL));
        }
    }

    private static boolean reportsShiftOf(
            Engagement engagement, OperationalDay day, Catalogue catalogue) {
        return catalogue.operation(engagement.operation()).stream()
                .flatMap(operation -> operation.shifts().stream())
                .filter(shift -> shift.place().equals(engagement.place()) && shift.fallsOn(day))
                .anyMatch(shift -> shift.on(day).overlaps(engagement.time()));
    }

    private static Submission submission(Map<?, ?> image) {
        return Submission.Kind.of(text(image, "kind"))
                .map(kind -> stored(kind, text(image, "body")))
                .orElseThrow(
                        () -> new IllegalArgumentException("an image is of no kind of submission"));
    }

    private static Submission stored(Submission.Kind kind, String body) {
        try {
            return SubmissionReader.stored(kind, body);
        } catch (IllegalStateException | NotJsonException e) {
            throw new IllegalArgumentException("an image's body is no submission", e);
        }
    }

    /// The item before and after the change, as far as there is one.
    private List<Map<?, ?>> images() {
        var images = new ArrayList<Map<?, ?>>();
        for (var name : List.of("OldImage", "NewImage")) {
            if (change.get(name) instanceof Map<?, ?> image) {
                images.add(image);
            } else if (change.containsKey(name)) {
                throw new IllegalArgumentException("an image is no item");
            }
        }
        if (images.isEmpty()) {
            throw new IllegalArgumentException("the record lacks images");
        }
        return images;
    }

    private static String text(Map<?, ?> image, String attribute) {
        if (image.get(attribute) instanceof Map<?, ?> typed
                && typed.get("S") instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("an image lacks " + attribute);
    }
}
