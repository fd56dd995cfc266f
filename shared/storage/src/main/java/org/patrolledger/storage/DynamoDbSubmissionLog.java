package org.patrolledger.storage;

import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;
import static org.patrolledger.storage.SubmissionItem.OPERATION_DAY_SHARD;
import static org.patrolledger.storage.SubmissionItem.REVISION;
import static org.patrolledger.storage.SubmissionItem.SUBMISSION_ID;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.storage.MergedPages.Page;
import org.patrolledger.storage.RevisionPages.Projection;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The log in DynamoDB: one item per revision, and an index that holds the current ones by
/// operation, day and shard, sorted by submission id. Another says on which days a place was used
/// ([UsedDays]).
///
/// An answer may be lost and the SDK then repeats the call, which meets what it wrote itself. So
/// what is found in the way is compared with what was to be written before it is called somebody
/// else's.
public final class DynamoDbSubmissionLog implements SubmissionLog {
    /// How many queries are under way at once. More only wait in the client's connections.
    private static final int PARALLEL = 16;

    private final DynamoDbTable table;
    private final int largestPage;
    private final Sorting sorting;
    private final FanOut fanOut = new FanOut(PARALLEL);
    private final UsedDays usedDays;

    /// @param table a table as [Tables#submissions] makes it
    DynamoDbSubmissionLog(DynamoDbClient client, String table, Sorting sorting) {
        this(client, table, sorting, MergedPages.LARGEST_PAGE);
    }

    /// With pages of days no larger than a test wants them.
    DynamoDbSubmissionLog(DynamoDbClient client, String table, Sorting sorting, int largestPage) {
        this.table = new DynamoDbTable(client, table);
        this.largestPage = largestPage;
        this.sorting = sorting;
        usedDays = new UsedDays(this.table, this, PARALLEL);
    }

    @Override
    public Optional<Revision> append(Revision first) {
        if (first.number() != 1) {
            throw new IllegalArgumentException("a submission starts with revision 1");
        }
        var item = SubmissionItem.of(first);
        boolean marks = usedDays.mark(item);
        var put =
                PutItemRequest.builder()
                        .item(item)
                        .conditionExpression("attribute_not_exists(" + SUBMISSION_ID + ")");
        var inTheWay = table.put(put);
        if (marks && inTheWay.isEmpty()) {
            usedDays.marked(item);
        }
        return inTheWay.map(SubmissionItem::read).filter(it -> !it.sameWrite(first));
    }

    @Override
    public boolean revise(Revision current, Revision next) {
        if (!next.submission().id().equals(current.submission().id())
                || next.number() != current.number() + 1) {
            throw new IllegalArgumentException("a revision follows the current one");
        }
        var added =
                Put.builder()
                        .tableName(table.name())
                        .item(SubmissionItem.of(next))
                        .conditionExpression("attribute_not_exists(" + SUBMISSION_ID + ")")
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        var superseded =
                Update.builder()
                        .tableName(table.name())
                        .key(SubmissionItem.key(current.submission().id(), current.number()))
                        .conditionExpression("attribute_exists(" + OPERATION_DAY_SHARD + ")")
                        .updateExpression("REMOVE " + OPERATION_DAY_SHARD)
                        .build();
        var refused =
                new Transaction(table.client())
                        .write(
                                List.of(
                                        TransactWriteItem.builder().put(added).build(),
                                        TransactWriteItem.builder().update(superseded).build()));
        if (refused.isEmpty()) {
            return true;
        }
        var inTheWay = refused.get().getFirst();
        return inTheWay.hasItem() && SubmissionItem.read(inTheWay.item()).sameWrite(next);
    }

    @Override
    public Optional<Revision> current(SubmissionId id) {
        return table.first(1, revisionsOf(id).scanIndexForward(false)).stream()
                .map(SubmissionItem::read)
                .findFirst();
    }

    @Override
    public Optional<Revision> revision(SubmissionId id, int number) {
        return table.get(SubmissionItem.key(id, number)).map(SubmissionItem::read);
    }

    @Override
    public List<Revision> revisions(SubmissionId id) {
        return table.all(revisionsOf(id)).stream().map(SubmissionItem::read).toList();
    }

    @Override
    public List<KeptRevision> kept(SubmissionId id, int after, int most) {
        var query =
                revisionsOf(id)
                        .keyConditionExpression(
                                SUBMISSION_ID + " = :id AND " + REVISION + " > :after")
                        .expressionAttributeValues(
                                Map.of(":id", text(id.value()), ":after", number(after)));
        return table.first(most, query).stream().map(SubmissionItem::kept).toList();
    }

    private static QueryRequest.Builder revisionsOf(SubmissionId id) {
        return QueryRequest.builder()
                .keyConditionExpression(SUBMISSION_ID + " = :id")
                .expressionAttributeValues(Map.of(":id", text(id.value())))
                .consistentRead(true);
    }

    @Override
    public Stream<Revision> current(OperationDay day, Optional<SubmissionId> after) {
        return newest(List.of(day), after, Projection.WHOLE).map(StoredRevision::revision);
    }

    @Override
    public Stream<CountedRevision> counted(Collection<OperationDay> days) {
        return newest(days, Optional.empty(), Projection.COUNTED).map(StoredRevision::counted);
    }

    private Stream<StoredRevision> newest(
            Collection<OperationDay> days, Optional<SubmissionId> after, Projection projection) {
        var sources =
                partitions(days)
                        .<MergedPages.Source<StoredRevision>>map(partition ->
                                (from, most) -> page(partition, after, projection, from, most))
                        .toList();
        // What a nation has of partitions in a month holds too much even by one small page of each.
        var sorted =
                sources.size() > sorting.mostMerged()
                        ? SpooledItems.of(sources, fanOut, sorting)
                        : MergedPages.of(sources, StoredRevision.BY_ID, fanOut);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        var newest = new NewestOnly(sorted.iterator());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(newest, traits), false)
                .onClose(sorted::close);
    }

    private Page<StoredRevision> page(
            String partition,
            Optional<SubmissionId> after,
            Projection projection,
            Map<String, AttributeValue> from,
            int most) {
        var query =
                after.map(it -> byDayAfter(partition, it))
                        .orElseGet(() -> byDay(partition))
                        .projectionExpression(projection.expression())
                        .expressionAttributeNames(projection.names())
                        .limit(Math.min(most, largestPage))
                        .exclusiveStartKey(from.isEmpty() ? null : from);
        return Storage.call(() -> RevisionPages.page(table.client(), query));
    }

    @Override
    public List<Optional<OperationalDay>> used(OperationId operation, List<PlaceDays> places) {
        return usedDays.used(operation, places);
    }

    private static Stream<String> partitions(Collection<OperationDay> days) {
        return days.stream()
                .distinct()
                .flatMap(day ->
                        IntStream.range(0, SubmissionItem.SHARDS)
                                .mapToObj(shard -> SubmissionItem.partition(day, shard)));
    }

    private QueryRequest.Builder byDay(String partition) {
        return QueryRequest.builder()
                .tableName(table.name())
                .indexName(Tables.BY_DAY)
                .keyConditionExpression(OPERATION_DAY_SHARD + " = :partition")
                .expressionAttributeValues(Map.of(":partition", text(partition)));
    }

    private QueryRequest.Builder byDayAfter(String partition, SubmissionId after) {
        return byDay(partition)
                .keyConditionExpression(
                        OPERATION_DAY_SHARD + " = :partition AND " + SUBMISSION_ID + " > :after")
                .expressionAttributeValues(
                        Map.of(":partition", text(partition), ":after", text(after.value())));
    }
}
