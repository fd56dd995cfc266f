package org.patrolledger.storage;

import static org.patrolledger.storage.Items.epochSecond;
import static org.patrolledger.storage.Items.text;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.SubscriberKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The claims in DynamoDB, one item each, replaced whole by conditional puts.
///
/// A claim is one text such as `sending 1 2023-02-06T08:00:00.123Z 6f1e…`, so that the condition
/// compares all of it.
public final class DynamoDbMailingRegister implements MailingRegister {
    private static final String MAILING = "mailing";
    private static final String SUBSCRIBER = "subscriber";
    private static final String CLAIM = "claim";
    private static final int PARTS = 4;

    private final DynamoDbTable table;

    /// @param table a table as [Tables#mailings] makes it
    public DynamoDbMailingRegister(DynamoDbClient client, String table) {
        this.table = new DynamoDbTable(client, table);
    }

    @Override
    public Optional<Claim> find(Mailing mailing, SubscriberKey subscriber) {
        return table.get(key(mailing, subscriber)).map(item -> read(text(item, CLAIM)));
    }

    @Override
    public boolean replace(
            Mailing mailing, SubscriberKey subscriber, Optional<Claim> from, Claim to) {
        var put =
                PutItemRequest.builder()
                        .item(
                                Map.of(
                                        MAILING,
                                        text(mailing.id()),
                                        SUBSCRIBER,
                                        text(subscriber.value()),
                                        CLAIM,
                                        text(write(to)),
                                        Tables.MAIL_EXPIRY,
                                        epochSecond(to.at().plus(KEPT))));
        if (from.isEmpty()) {
            put.conditionExpression("attribute_not_exists(" + MAILING + ")");
        } else {
            put.conditionExpression("#claim = :from")
                    .expressionAttributeNames(Map.of("#claim", CLAIM))
                    .expressionAttributeValues(Map.of(":from", text(write(from.get()))));
        }
        return table.put(put)
                .map(it -> !it.isEmpty() && text(it, CLAIM).equals(write(to)))
                .orElse(true);
    }

    private static Map<String, AttributeValue> key(Mailing mailing, SubscriberKey subscriber) {
        return Map.of(MAILING, text(mailing.id()), SUBSCRIBER, text(subscriber.value()));
    }

    private static String write(Claim claim) {
        return switch (claim) {
            case Claim.Sending it -> form("sending", it, it.request());
            case Claim.Unknown it -> form("unknown", it, "-");
            case Claim.Released it -> form("released", it, "-");
            case Claim.Sent it -> form("sent", it, it.message());
            case Claim.Refused it ->
                    form("refused", it, it.reason().name().toLowerCase(Locale.ROOT));
        };
    }

    private static String form(String state, Claim claim, String rest) {
        return state + " " + claim.attempt() + " " + Items.timeText(claim.at()) + " " + rest;
    }

    private static Claim read(String text) {
        var parts = text.split(" ", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalStateException("a stored claim is none");
        }
        int attempt = Integer.parseInt(parts[1]);
        var at = Instant.parse(parts[2]);
        var rest = parts[3];
        return switch (parts[0]) {
            case "sending" -> new Claim.Sending(attempt, at, rest);
            case "unknown" -> new Claim.Unknown(attempt, at);
            case "released" -> new Claim.Released(attempt, at);
            case "sent" -> new Claim.Sent(attempt, at, rest);
            case "refused" ->
                    new Claim.Refused(
                            attempt, at, Claim.Reason.valueOf(rest.toUpperCase(Locale.ROOT)));
            default -> throw new IllegalStateException("a stored claim is none");
        };
    }
}
