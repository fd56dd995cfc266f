package org.patrolledger.storage;

import static org.patrolledger.storage.Items.text;
import static org.patrolledger.storage.SubmissionItem.DAY;
import static org.patrolledger.storage.SubmissionItem.OPERATION_DAY_SHARD;
import static org.patrolledger.storage.SubmissionItem.OPERATION_PLACE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// On which days submissions used a place, by the index `by-place`.
///
/// An entry of that index costs a form a third write unit, and one entry says of a day all that is
/// to be known. So an item is entered only where this process has not entered another of its
/// operation, place and day, which it remembers. Nothing is ever taken out: whether a day is still
/// used, where its entries have been superseded, is seen from the day's submissions themselves.
/// Items are never deleted, so every day that a current revision lies on has an entry.
final class UsedDays {
    /// Days of places that are remembered. At the county's 50 places it is half a year.
    static final int MOST = 10_000;

    private final DynamoDbTable table;
    private final SubmissionLog log;

    /// Not that of `log`: what waits here for a day's submissions would keep its places from them.
    private final FanOut fanOut;

    private final Set<List<AttributeValue>> entered = ConcurrentHashMap.newKeySet();

    /// @param log the submissions of `table`
    /// @param parallel how many places are asked about at once
    UsedDays(DynamoDbTable table, SubmissionLog log, int parallel) {
        this.table = table;
        this.log = log;
        this.fanOut = new FanOut(parallel);
    }

    /// Leaves an item that is to be put out of the index where it need not be in it.
    ///
    /// @return whether it is entered: say so by [#marked] once it is stored
    boolean mark(Map<String, AttributeValue> item) {
        if (entered.contains(use(item))) {
            item.remove(OPERATION_PLACE);
            return false;
        }
        return true;
    }

    /// An item that is entered has been stored.
    void marked(Map<String, AttributeValue> item) {
        if (entered.size() >= MOST) {
            entered.clear();
        }
        entered.add(use(item));
    }

    private static List<AttributeValue> use(Map<String, AttributeValue> item) {
        return List.of(item.get(OPERATION_PLACE), item.get(DAY));
    }

    /// As [SubmissionLog#used].
    List<Optional<OperationalDay>> used(OperationId operation, List<PlaceDays> places) {
        var onDays = new ConcurrentHashMap<OperationalDay, Set<PlaceId>>();
        return fanOut.map(places, it -> used(operation, it, onDays));
    }

    /// @param onDays the places that are used on the days whose submissions were looked through
    private Optional<OperationalDay> used(
            OperationId operation, PlaceDays days, Map<OperationalDay, Set<PlaceId>> onDays) {
        for (var left = Optional.of(days); left.isPresent(); ) {
            var entry = entry(operation, left.get());
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            var day = OperationalDay.parse(text(entry.get(), DAY));
            if (isCurrent(entry.get())
                    || onDays.computeIfAbsent(day, it -> placesOn(new OperationDay(operation, it)))
                            .contains(days.place())) {
                return Optional.of(day);
            }
            left = left.get().beyond(day);
        }
        return Optional.empty();
    }

    private Optional<Map<String, AttributeValue>> entry(OperationId operation, PlaceDays days) {
        var partition = SubmissionItem.partition(operation, days.place());
        var query =
                QueryRequest.builder()
                        .indexName(Tables.BY_PLACE)
                        .keyConditionExpression(
                                OPERATION_PLACE + " = :partition AND #day BETWEEN :first AND :last")
                        .expressionAttributeNames(Map.of("#day", DAY))
                        .expressionAttributeValues(
                                Map.of(
                                        ":partition", text(partition),
                                        ":first", text(days.first().toString()),
                                        ":last", text(days.last().toString())))
                        .scanIndexForward(days.end() == PlaceDays.End.EARLIEST);
        return table.first(1, query).stream().findFirst();
    }

    /// Whether what is entered is a submission's current revision.
    private boolean isCurrent(Map<String, AttributeValue> entry) {
        return table.get(SubmissionItem.keyOf(entry))
                .filter(it -> it.containsKey(OPERATION_DAY_SHARD))
                .isPresent();
    }

    private Set<PlaceId> placesOn(OperationDay day) {
        try (var current = log.counted(List.of(day))) {
            return current.map(it -> it.submission().place()).collect(Collectors.toSet());
        }
    }
}
