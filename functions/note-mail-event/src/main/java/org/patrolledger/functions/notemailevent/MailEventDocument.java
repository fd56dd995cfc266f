package org.patrolledger.functions.notemailevent;

import java.util.Map;
import java.util.Optional;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.digest.MailEvent;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.SubscriberKey;

/// What the event rule makes of an event of SES before it reaches the queue, so that no address
/// does:
/// `{"event":"Bounce","messageId":"…","mailing":"grip_2023-W05","subscriber":"…","attempt":"1",
/// "bounceType":"Permanent"}`, all of them texts, empty where the event has nothing of it.
final class MailEventDocument {
    private MailEventDocument() {}

    /// Reads a message's body; empty for an event of a mail that has no tags of ours, or of a kind
    /// that says nothing about it.
    ///
    /// @throws IllegalArgumentException if it is no such message
    static Optional<MailEvent> read(String body) {
        if (!(Json.parse(body) instanceof Map<?, ?> map)
                || !(map.get("event") instanceof String event)
                || !(map.get("messageId") instanceof String message)) {
            throw new IllegalArgumentException("the message is no event of a mail");
        }
        var kind = kind(event, text(map, "bounceType"));
        var mailing = Mailing.parse(text(map, "mailing"));
        var subscriber = text(map, "subscriber");
        var attempt = text(map, "attempt");
        if (kind.isEmpty()
                || mailing.isEmpty()
                || !SubscriberKey.matches(subscriber)
                || !attempt.matches("[1-9][0-9]{0,5}")
                || message.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new MailEvent(
                        kind.get(),
                        mailing.get(),
                        new SubscriberKey(subscriber),
                        Integer.parseInt(attempt),
                        message));
    }

    private static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    private static Optional<MailEvent.Kind> kind(String event, String bounceType) {
        return switch (event) {
            case "Send" -> Optional.of(MailEvent.Kind.SENT);
            case "Delivery" -> Optional.of(MailEvent.Kind.DELIVERED);
            case "DeliveryDelay" -> Optional.of(MailEvent.Kind.DELAYED);
            case "Reject" -> Optional.of(MailEvent.Kind.REJECTED);
            case "Complaint" -> Optional.of(MailEvent.Kind.COMPLAINED);
            case "Bounce" ->
                    Optional.of(
                            bounceType.equals("Permanent")
                                    ? MailEvent.Kind.BOUNCED
                                    : MailEvent.Kind.BOUNCED_FOR_NOW);
            default -> Optional.empty();
        };
    }
}
