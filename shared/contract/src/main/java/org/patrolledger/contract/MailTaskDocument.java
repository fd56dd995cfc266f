package org.patrolledger.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.SubscriberKey;

/// The message that a mailing is to be sent:
/// `{"mailing":"grip_2023-W05","sendBefore":"2023-02-09T08:00:00Z","subscribers":["…"]}`.
public final class MailTaskDocument {
    private MailTaskDocument() {}

    /// The message's body.
    public static String write(MailTask task) {
        var map = new LinkedHashMap<String, Object>();
        map.put("mailing", task.mailing().id());
        map.put("sendBefore", task.sendBefore().toString());
        map.put("subscribers", task.subscribers().stream().map(SubscriberKey::value).toList());
        return Json.text(map);
    }

    /// Reads a message's body.
    ///
    /// @throws IllegalArgumentException if it is no such message
    public static MailTask read(String body) {
        if (!(Json.parse(body) instanceof Map<?, ?> map)
                || !(map.get("mailing") instanceof String mailing)
                || !(map.get("sendBefore") instanceof String time)
                || !(map.get("subscribers") instanceof List<?> listed)) {
            throw new IllegalArgumentException("the message names no mailing and recipients");
        }
        var subscribers = new ArrayList<SubscriberKey>();
        for (@Nullable Object each : listed) {
            if (!(each instanceof String key)) {
                throw new IllegalArgumentException("a recipient is named by a key");
            }
            subscribers.add(new SubscriberKey(key));
        }
        var sendBefore = Rfc3339.read(time);
        if (sendBefore == null) {
            throw new IllegalArgumentException("the message names no time");
        }
        return new MailTask(
                Mailing.parse(mailing)
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no such mailing")),
                sendBefore,
                subscribers);
    }
}
