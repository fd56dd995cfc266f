package org.patrolledger.storage;

import static org.patrolledger.storage.Items.epochSecond;
import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;
import static org.patrolledger.storage.Items.time;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.id.OperationId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the table of subscribers.
final class SubscriberItems {
    static final String SUBSCRIBER = "subscriber";
    static final String ENTRY = "entry";
    static final String LIST_SHARD = "listShard";
    static final String ACTIVE = "active";
    static final String SUPPRESSED = "suppressed";
    static final String TOKEN = "token";
    static final String COUNTER = "counter";
    static final String EMAIL = "email";
    static final String UNSUBSCRIBE = "unsubscribe";
    static final String CONFIRMED_AT = "confirmedAt";
    static final String SOFT_BOUNCES = "softBounces";
    static final String HOLDER = "holder";
    private static final String LISTS = "lists";
    private static final String WORDING = "wording";
    private static final String LIST = "list#";
    private static final String PENDING = "pending#";

    private SubscriberItems() {}

    static Map<String, AttributeValue> key(SubscriberKey subscriber, String entry) {
        return key(subscriber.value(), entry);
    }

    static Map<String, AttributeValue> key(String partition, String entry) {
        return Map.of(SUBSCRIBER, text(partition), ENTRY, text(entry));
    }

    static Map<String, AttributeValue> tokenKey(TokenHash token) {
        return key("token#" + token.value(), TOKEN);
    }

    static Map<String, AttributeValue> counterKey(String counter) {
        return key("counter#" + counter, COUNTER);
    }

    static String pendingEntry(TokenHash confirm) {
        return PENDING + confirm.value();
    }

    static String listEntry(OperationId list) {
        return LIST + list.value();
    }

    /// Which partition of the index has a member: keys are as good as random, so their first digit,
    /// of 16, spreads them evenly.
    static String shard(OperationId list, SubscriberKey member) {
        int digit = Character.digit(member.value().charAt(0), 16);
        return shard(list, digit % SubscriberRegister.SHARDS);
    }

    static String shard(OperationId list, int shard) {
        return list.value() + "#" + shard;
    }

    static Map<String, AttributeValue> token(
            TokenHash token, SubscriberKey holder, Map<String, AttributeValue> more) {
        var item = new LinkedHashMap<>(tokenKey(token));
        item.put(HOLDER, text(holder.value()));
        item.putAll(more);
        return item;
    }

    static Map<String, AttributeValue> expiry(Instant at) {
        return Map.of(Tables.MAIL_EXPIRY, epochSecond(at));
    }

    static boolean expired(Map<String, AttributeValue> item, Instant now) {
        return item.containsKey(Tables.MAIL_EXPIRY)
                && number(item, Tables.MAIL_EXPIRY) <= now.getEpochSecond();
    }

    static Map<String, AttributeValue> pending(PendingSubscription pending) {
        var item = new LinkedHashMap<>(key(pending.subscriber(), pendingEntry(pending.confirm())));
        item.put(EMAIL, binary(pending.sealed()));
        item.put(LISTS, texts(pending.lists()));
        item.put(WORDING, text(pending.wording()));
        item.putAll(expiry(pending.expiresAt()));
        return item;
    }

    static PendingSubscription pending(
            SubscriberKey subscriber, TokenHash confirm, Map<String, AttributeValue> item) {
        return new PendingSubscription(
                subscriber,
                sealed(item),
                confirm,
                lists(item),
                text(item, WORDING),
                Instant.ofEpochSecond(number(item, Tables.MAIL_EXPIRY)));
    }

    static Map<String, AttributeValue> active(Subscription subscription) {
        var item = new LinkedHashMap<>(key(subscription.subscriber(), ACTIVE));
        item.put(EMAIL, binary(subscription.sealed()));
        item.put(UNSUBSCRIBE, text(subscription.unsubscribe().value()));
        item.put(LISTS, texts(subscription.lists()));
        item.put(CONFIRMED_AT, time(subscription.confirmedAt()));
        item.put(WORDING, text(subscription.wording()));
        return item;
    }

    static Subscription active(SubscriberKey subscriber, Map<String, AttributeValue> item) {
        return new Subscription(
                subscriber,
                sealed(item),
                new TokenHash(text(item, UNSUBSCRIBE)),
                lists(item),
                time(item, CONFIRMED_AT),
                text(item, WORDING));
    }

    static Map<String, AttributeValue> member(SubscriberKey subscriber, OperationId list) {
        var item = new LinkedHashMap<>(key(subscriber, listEntry(list)));
        item.put(LIST_SHARD, text(shard(list, subscriber)));
        return item;
    }

    /// The tokens whose items belong to an entry.
    static List<TokenHash> tokens(Map<String, AttributeValue> item) {
        var entry = text(item, ENTRY);
        if (entry.startsWith(PENDING)) {
            return List.of(new TokenHash(entry.substring(PENDING.length())));
        }
        return entry.equals(ACTIVE) ? List.of(new TokenHash(text(item, UNSUBSCRIBE))) : List.of();
    }

    private static SortedSet<OperationId> lists(Map<String, AttributeValue> item) {
        var lists = item.get(LISTS);
        if (lists == null || !lists.hasSs()) {
            throw new IllegalStateException("a stored item lacks " + LISTS);
        }
        return lists.ss().stream()
                .map(OperationId::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static AttributeValue texts(SortedSet<OperationId> lists) {
        return AttributeValue.fromSs(lists.stream().map(OperationId::value).toList());
    }

    private static AttributeValue binary(SealedContact sealed) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(sealed.bytes()));
    }

    private static SealedContact sealed(Map<String, AttributeValue> item) {
        var email = item.get(EMAIL);
        if (email == null || email.b() == null) {
            throw new IllegalStateException("a stored item lacks " + EMAIL);
        }
        return new SealedContact(email.b().asByteArray());
    }
}
