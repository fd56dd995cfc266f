package org.patrolledger.lambda.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// A message of a batch.
///
/// @param id by which the function names it where it failed
/// @param receipt by which the queue knows this giving out of it; empty where an event made by hand
///   has none
/// @param receives how often the queue has given it out, this time included; 1 at least
public record QueueMessage(String id, String body, Optional<String> receipt, int receives) {

    public QueueMessage {
        if (receives < 1) {
            throw new IllegalArgumentException("a message that is here was received");
        }
    }

    /// Reads the messages of an event.
    ///
    /// @throws IllegalArgumentException if it is no event of a queue
    public static List<QueueMessage> batch(byte[] event) {
        if (!(Json.parse(event) instanceof Map<?, ?> map)
                || !(map.get("Records") instanceof List<?> records)) {
            throw new IllegalArgumentException("the event holds no messages");
        }
        var messages = new ArrayList<QueueMessage>();
        for (var record : records) {
            if (!(record instanceof Map<?, ?> fields)
                    || !(fields.get("messageId") instanceof String id)
                    || !(fields.get("body") instanceof String body)) {
                throw new IllegalArgumentException("a record is no message of a queue");
            }
            var receipt =
                    fields.get("receiptHandle") instanceof String handle
                            ? Optional.of(handle)
                            : Optional.<String>empty();
            messages.add(new QueueMessage(id, body, receipt, receives(fields.get("attributes"))));
        }
        return messages;
    }

    private static int receives(@Nullable Object attributes) {
        return attributes instanceof Map<?, ?> named
                        && named.get("ApproximateReceiveCount") instanceof String count
                        && count.matches("[1-9][0-9]{0,6}")
                ? Integer.parseInt(count)
                : 1;
    }
}
