package org.patrolledger.storage;

import static org.patrolledger.storage.Items.epochSecond;
import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;
import static org.patrolledger.storage.Items.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.id.OperationId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The subscribers in DynamoDB: a partition each, of which every change is one transaction.
///
/// A subscriber has few entries (lists, links not yet confirmed), far fewer than the 100 that one
/// transaction takes. DynamoDB deletes what has expired within days, not at once, so what has
/// expired is left out here as well.
public final class DynamoDbSubscriberRegister implements SubscriberRegister {
    private static final String NEW = "attribute_not_exists(" + SubscriberItems.ENTRY + ")";
    private static final String EXISTS = "attribute_exists(" + SubscriberItems.ENTRY + ")";
    private static final String COUNT = "count";

    private final DynamoDbTable table;
    private final InstantSource clock;

    /// @param table a table as [Tables#subscribers] makes it
    /// @param clock decides what has expired
    public DynamoDbSubscriberRegister(DynamoDbClient client, String table, InstantSource clock) {
        this.table = new DynamoDbTable(client, table);
        this.clock = clock;
    }

    @Override
    public long count(String counter, Instant forgetAt) {
        var update =
                UpdateItemRequest.builder()
                        .tableName(table.name())
                        .key(SubscriberItems.counterKey(counter))
                        .updateExpression("SET #expiry = :expiry ADD #count :one")
                        .expressionAttributeNames(
                                Map.of("#count", COUNT, "#expiry", Tables.MAIL_EXPIRY))
                        .expressionAttributeValues(
                                Map.of(":one", number(1), ":expiry", epochSecond(forgetAt)))
                        .returnValues(ReturnValue.ALL_NEW)
                        .build();
        return number(Storage.call(() -> table.client().updateItem(update)).attributes(), COUNT);
    }

    @Override
    public void propose(PendingSubscription pending) {
        var token =
                SubscriberItems.token(
                        pending.confirm(),
                        pending.subscriber(),
                        SubscriberItems.expiry(pending.expiresAt()));
        write(List.of(put(SubscriberItems.pending(pending)), put(token)));
    }

    @Override
    public Optional<PendingSubscription> pending(SubscriberKey subscriber, TokenHash confirm) {
        return item(SubscriberItems.key(subscriber, SubscriberItems.pendingEntry(confirm)))
                .filter(item -> item.containsKey(SubscriberItems.EMAIL))
                .map(item -> SubscriberItems.pending(subscriber, confirm, item));
    }

    @Override
    public Optional<SubscriberKey> holder(TokenHash token) {
        return item(SubscriberItems.tokenKey(token))
                .map(item -> new SubscriberKey(text(item, SubscriberItems.HOLDER)));
    }

    @Override
    public Optional<Subscription> active(SubscriberKey subscriber) {
        return item(SubscriberItems.key(subscriber, SubscriberItems.ACTIVE))
                .map(item -> SubscriberItems.active(subscriber, item));
    }

    @Override
    public boolean suppressed(SubscriberKey subscriber) {
        return item(SubscriberItems.key(subscriber, SubscriberItems.SUPPRESSED)).isPresent();
    }

    /// An item that has not expired.
    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        return table.get(key).filter(item -> !SubscriberItems.expired(item, clock.instant()));
    }

    @Override
    public boolean activate(
            Optional<Subscription> from, Subscription subscription, TokenHash confirm) {
        var subscriber = subscription.subscriber();
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(putActive(from, subscription));
        writes.add(put(SubscriberItems.token(subscription.unsubscribe(), subscriber, Map.of())));
        writes.add(withoutAddress(subscriber, confirm));
        for (var list : subscription.lists()) {
            writes.add(put(SubscriberItems.member(subscriber, list)));
        }
        from.ifPresent(old -> {
            for (var list : old.lists()) {
                if (!subscription.lists().contains(list)) {
                    writes.add(
                            delete(
                                    SubscriberItems.key(
                                            subscriber, SubscriberItems.listEntry(list))));
                }
            }
            if (!old.unsubscribe().equals(subscription.unsubscribe())) {
                writes.add(delete(SubscriberItems.tokenKey(old.unsubscribe())));
            }
        });
        return new Transaction(table.client()).write(writes).isEmpty();
    }

    private TransactWriteItem putActive(Optional<Subscription> from, Subscription subscription) {
        var item = SubscriberItems.active(subscription);
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(table.name()).item(item);
                    if (from.isEmpty()) {
                        put.conditionExpression(NEW);
                    } else {
                        put.conditionExpression("#unsubscribe = :unsubscribe AND #at = :at")
                                .expressionAttributeNames(
                                        Map.of(
                                                "#unsubscribe",
                                                SubscriberItems.UNSUBSCRIBE,
                                                "#at",
                                                SubscriberItems.CONFIRMED_AT))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":unsubscribe",
                                                text(from.get().unsubscribe().value()),
                                                ":at",
                                                time(from.get().confirmedAt())));
                    }
                })
                .build();
    }

    private TransactWriteItem withoutAddress(SubscriberKey subscriber, TokenHash confirm) {
        return TransactWriteItem.builder()
                .update(update ->
                        update.tableName(table.name())
                                .key(
                                        SubscriberItems.key(
                                                subscriber, SubscriberItems.pendingEntry(confirm)))
                                .updateExpression("REMOVE #email")
                                .conditionExpression("attribute_exists(#email)")
                                .expressionAttributeNames(Map.of("#email", SubscriberItems.EMAIL)))
                .build();
    }

    @Override
    public void erase(SubscriberKey subscriber) {
        var writes = erasure(subscriber);
        if (!writes.isEmpty()) {
            write(writes);
        }
    }

    @Override
    public void suppress(SubscriberKey subscriber, Instant until) {
        var item = new HashMap<>(SubscriberItems.key(subscriber, SubscriberItems.SUPPRESSED));
        item.putAll(SubscriberItems.expiry(until));
        var writes = new ArrayList<>(erasure(subscriber));
        writes.add(put(item));
        write(writes);
    }

    /// What deletes all of a subscriber's items but a suppression.
    private List<TransactWriteItem> erasure(SubscriberKey subscriber) {
        var query =
                QueryRequest.builder()
                        .consistentRead(true)
                        .keyConditionExpression(SubscriberItems.SUBSCRIBER + " = :subscriber")
                        .expressionAttributeValues(Map.of(":subscriber", text(subscriber.value())));
        var deletes = new ArrayList<TransactWriteItem>();
        for (var item : table.all(query)) {
            var entry = text(item, SubscriberItems.ENTRY);
            if (!entry.equals(SubscriberItems.SUPPRESSED)) {
                deletes.add(delete(SubscriberItems.key(subscriber, entry)));
                SubscriberItems.tokens(item)
                        .forEach(token -> deletes.add(delete(SubscriberItems.tokenKey(token))));
            }
        }
        return deletes;
    }

    private void write(List<TransactWriteItem> writes) {
        if (new Transaction(table.client()).write(writes).isPresent()) {
            throw new IllegalStateException("a write without conditions was refused for one");
        }
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(it -> it.tableName(table.name()).item(item)).build();
    }

    private TransactWriteItem delete(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(it -> it.tableName(table.name()).key(key))
                .build();
    }

    @Override
    public Stream<SubscriberKey> members(OperationId list) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> SubscriberItems.shard(list, shard))
                .flatMap(this::membersOfShard);
    }

    private Stream<SubscriberKey> membersOfShard(String shard) {
        var query =
                QueryRequest.builder()
                        .indexName(Tables.BY_LIST)
                        .keyConditionExpression(SubscriberItems.LIST_SHARD + " = :shard")
                        .expressionAttributeValues(Map.of(":shard", text(shard)));
        return table.all(query).stream()
                .map(item -> new SubscriberKey(text(item, SubscriberItems.SUBSCRIBER)));
    }

    @Override
    public SortedSet<Mailing.Issue> noteSoftBounce(SubscriberKey subscriber, Mailing.Issue issue) {
        return changeBounces("ADD", subscriber, List.of(issue));
    }

    @Override
    public void noteDelivery(SubscriberKey subscriber, Mailing.Issue issue) {
        var passed =
                item(SubscriberItems.key(subscriber, SubscriberItems.ACTIVE)).stream()
                        .flatMap(item -> bounces(item).stream())
                        .filter(bounced -> bounced.list().equals(issue.list()))
                        .filter(bounced ->
                                bounced.week().first().compareTo(issue.week().first()) <= 0)
                        .toList();
        if (!passed.isEmpty()) {
            changeBounces("DELETE", subscriber, passed);
        }
    }

    private SortedSet<Mailing.Issue> changeBounces(
            String how, SubscriberKey subscriber, List<Mailing.Issue> issues) {
        var update =
                UpdateItemRequest.builder()
                        .tableName(table.name())
                        .key(SubscriberItems.key(subscriber, SubscriberItems.ACTIVE))
                        .updateExpression(how + " #bounces :issues")
                        .conditionExpression(EXISTS)
                        .expressionAttributeNames(Map.of("#bounces", SubscriberItems.SOFT_BOUNCES))
                        .expressionAttributeValues(
                                Map.of(
                                        ":issues",
                                        AttributeValue.fromSs(
                                                issues.stream().map(Mailing.Issue::id).toList())))
                        .returnValues(ReturnValue.ALL_NEW)
                        .build();
        return Storage.call(() -> {
            try {
                return bounces(table.client().updateItem(update).attributes());
            } catch (ConditionalCheckFailedException e) {
                return new TreeSet<>();
            }
        });
    }

    private static SortedSet<Mailing.Issue> bounces(Map<String, AttributeValue> item) {
        var issues = new TreeSet<Mailing.Issue>();
        var listed = item.get(SubscriberItems.SOFT_BOUNCES);
        if (listed != null && listed.hasSs()) {
            for (var id : listed.ss()) {
                if (Mailing.parse(id).orElse(null) instanceof Mailing.Issue issue) {
                    issues.add(issue);
                }
            }
        }
        return issues;
    }
}
