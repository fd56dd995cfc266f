package org.patrolledger.benchmarks.coldstart.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Records of calls, by the same requests as Powertools for AWS Lambda (Java) 2.10 keeps them in
/// its `DynamoDBPersistenceStore`: a put of the record in progress, unless there is one that still
/// counts, and an update with the answer afterwards. Powertools itself adds JMESPath, aspects and a
/// logger to that, so what is measured with this is the least that its way costs.
final class IdempotencyRecords {
    static final String TABLE = "peer-idempotency";

    private static final Duration KEPT = Duration.ofHours(1);
    private static final String CONDITION =
            "attribute_not_exists(#id) OR #expiry < :now OR (attribute_exists(#in_progress_expiry)"
                    + " AND #in_progress_expiry < :now_milliseconds AND #status = :inprogress)";

    private final DynamoDbClient client;
    private final String function;
    private final InstantSource clock;

    IdempotencyRecords(DynamoDbClient client, String function, InstantSource clock) {
        this.client = client;
        this.function = function;
        this.clock = clock;
    }

    /// The answer of `work`, or the recorded one of a call before with the same `key`.
    ///
    /// @param remaining how long this call may still take
    /// @throws IllegalStateException if that call is still under way
    String once(String key, Duration remaining, Supplier<String> work) {
        var id = AttributeValue.fromS(function + "#" + md5(key));
        var recorded = begin(id, remaining);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        String answer;
        try {
            answer = work.get();
        } catch (RuntimeException e) {
            client.deleteItem(it -> it.tableName(TABLE).key(Map.of("id", id)));
            throw e;
        }
        complete(id, answer);
        return answer;
    }

    /// The answer that is recorded already; else empty, and a call is recorded to be in progress.
    private Optional<String> begin(AttributeValue id, Duration remaining) {
        var now = clock.instant();
        try {
            client.putItem(it ->
                    it.tableName(TABLE)
                            .item(
                                    Map.of(
                                            "id", id,
                                            "expiration", expiry(now),
                                            "status", AttributeValue.fromS("INPROGRESS"),
                                            "in_progress_expiration",
                                                    number(now.plus(remaining).toEpochMilli())))
                            .conditionExpression(CONDITION)
                            .expressionAttributeNames(
                                    Map.of(
                                            "#id", "id",
                                            "#expiry", "expiration",
                                            "#in_progress_expiry", "in_progress_expiration",
                                            "#status", "status"))
                            .expressionAttributeValues(
                                    Map.of(
                                            ":now", number(now.getEpochSecond()),
                                            ":now_milliseconds", number(now.toEpochMilli()),
                                            ":inprogress", AttributeValue.fromS("INPROGRESS")))
                            .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            var data = e.item().get("data");
            if (data == null) {
                throw new IllegalStateException("still in progress", e);
            }
            return Optional.of(data.s());
        }
    }

    private void complete(AttributeValue id, String answer) {
        client.updateItem(it ->
                it.tableName(TABLE)
                        .key(Map.of("id", id))
                        .updateExpression(
                                "SET #response_data = :response_data, #expiry = :expiry,"
                                        + " #status = :status")
                        .expressionAttributeNames(
                                Map.of(
                                        "#response_data", "data",
                                        "#expiry", "expiration",
                                        "#status", "status"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":response_data", AttributeValue.fromS(answer),
                                        ":expiry", expiry(clock.instant()),
                                        ":status", AttributeValue.fromS("COMPLETED"))));
    }

    private static AttributeValue expiry(Instant now) {
        return number(now.plus(KEPT).getEpochSecond());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(String.valueOf(value));
    }

    /// The digest that Powertools takes by default.
    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
