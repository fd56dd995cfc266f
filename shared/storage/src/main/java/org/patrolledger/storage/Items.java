package org.patrolledger.storage;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.contract.Rfc3339;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items of DynamoDB, whose attributes are read by name and are there.
final class Items {
    /// `2023-02-03T18:00:00.000Z`: always as long, so that times sort as texts do.
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Items() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue time(Instant moment) {
        return text(timeText(moment));
    }

    /// As DynamoDB wants it of an item that expires.
    static AttributeValue epochSecond(Instant moment) {
        return number(moment.getEpochSecond());
    }

    static String timeText(Instant moment) {
        return MILLISECONDS.format(moment);
    }

    /// @throws IllegalStateException if there is no such text
    static String text(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null || value.s() == null) {
            throw new IllegalStateException("a stored item lacks " + name);
        }
        return value.s();
    }

    /// @throws IllegalStateException if there is no such number
    static long number(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("a stored item lacks " + name);
        }
        return Long.parseLong(value.n());
    }

    /// @throws IllegalStateException if there is no such time
    static Instant time(Map<String, AttributeValue> item, String name) {
        var moment = Rfc3339.read(text(item, name));
        if (moment == null) {
            throw new IllegalStateException("a stored item has no time as " + name);
        }
        return moment;
    }
}
