package org.patrolledger.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// A table of DynamoDB. Every method throws what [Storage#call] says.
record DynamoDbTable(DynamoDbClient client, String name) {

    /// The item of `key`, read consistently; empty where there is none.
    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        var get = GetItemRequest.builder().tableName(name).key(key).consistentRead(true).build();
        var item = Storage.call(() -> client.getItem(get)).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    /// Every item that `query` finds.
    List<Map<String, AttributeValue>> all(QueryRequest.Builder query) {
        return first(Integer.MAX_VALUE, query);
    }

    /// The first `most` items that `query` finds, read page by page.
    List<Map<String, AttributeValue>> first(int most, QueryRequest.Builder query) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        query.tableName(name);
        for (boolean more = true; more && found.size() < most; ) {
            if (most < Integer.MAX_VALUE) {
                query.limit(most - found.size());
            }
            var page = Storage.call(() -> client.query(query.build()));
            found.addAll(page.items());
            more = !page.lastEvaluatedKey().isEmpty();
            query.exclusiveStartKey(page.lastEvaluatedKey());
        }
        return found;
    }

    /// Puts an item, and replaces what lies in its place.
    void put(Map<String, AttributeValue> item) {
        var put = PutItemRequest.builder().tableName(name).item(item).build();
        Storage.call(() -> client.putItem(put));
    }

    /// Puts an item on a condition. The SDK may repeat a put that was carried out, so what lies in
    /// the way may be this very item.
    ///
    /// @return empty if it was put; else what lies in its place, without attributes for nothing
    Optional<Map<String, AttributeValue>> put(PutItemRequest.Builder put) {
        var request =
                put.tableName(name)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        try {
            Storage.call(() -> client.putItem(request));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.item());
        }
    }
}
