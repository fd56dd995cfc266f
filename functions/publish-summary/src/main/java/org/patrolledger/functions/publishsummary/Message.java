package org.patrolledger.functions.publishsummary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.json.Json;

/// A message of an SQS batch.
///
/// @param id by which the queue knows it
record Message(String id, String body) {

    /// Reads the messages of an event.
    ///
    /// @throws IllegalArgumentException if it is no event of a queue
    static List<Message> batch(byte[] event) {
        if (!(Json.parse(event) instanceof Map<?, ?> map)
                || !(map.get("Records") instanceof List<?> records)) {
            throw new IllegalArgumentException("the event holds no messages");
        }
        var messages = new ArrayList<Message>();
        for (var record : records) {
            if (!(record instanceof Map<?, ?> fields)
                    || !(fields.get("messageId") instanceof String id)
                    || !(fields.get("body") instanceof String body)) {
                throw new IllegalArgumentException("a record is no message of a queue");
            }
            messages.add(new Message(id, body));
        }
        return messages;
    }
}
