package org.patrolledger.functions.noticechange;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.wire.json.Json;

/// A record of the stream of the submissions' table.
///
/// @param sequenceNumber by which Lambda knows it
/// @param images the item before and after the change, as far as there is one
record StreamRecord(String sequenceNumber, List<Map<?, ?>> images) {

    /// Reads the records of an event.
    ///
    /// @throws IllegalArgumentException if it is no event of a table's stream
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
        var images = new ArrayList<Map<?, ?>>();
        for (var name : List.of("OldImage", "NewImage")) {
            if (change.get(name) instanceof Map<?, ?> image) {
                images.add(image);
            }
        }
        return new StreamRecord(number, images);
    }

    /// The summaries whose figures may depend on what changed: of the operation and of all
    /// operations, for the week and the month of the submission's day, and of the days next to it,
    /// because an engagement can report a shift across that edge.
    ///
    /// @throws IllegalArgumentException if an image is not that of a submission
    Set<SummaryKey> touches() {
        var keys = new LinkedHashSet<SummaryKey>();
        for (var image : images) {
            var operation = operation(text(image, "operation"));
            var day = day(text(image, "day"));
            for (int offset = -1; offset <= 1; offset++) {
                for (var kind : ReportingPeriod.Kind.values()) {
                    var period = ReportingPeriod.of(kind, day.plusDays(offset));
                    keys.add(new SummaryKey(period, operation));
                    keys.add(new SummaryKey(period, OperationId.ALL));
                }
            }
        }
        return keys;
    }

    private static String text(Map<?, ?> image, String attribute) {
        if (image.get(attribute) instanceof Map<?, ?> typed
                && typed.get("S") instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("an image lacks " + attribute);
    }

    private static OperationId operation(String text) {
        if (!Slug.matches(text)) {
            throw new IllegalArgumentException("an image's operation is no identifier");
        }
        return new OperationId(text);
    }

    private static OperationalDay day(String text) {
        try {
            return OperationalDay.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("an image's day is no date", e);
        }
    }
}
