package org.patrolledger.storage;

import static org.patrolledger.storage.CatalogueItem.CATALOGUE;
import static org.patrolledger.storage.CatalogueItem.ENTRY;
import static org.patrolledger.storage.CatalogueItem.OPERATION;
import static org.patrolledger.storage.CatalogueItem.ORGANISATION;
import static org.patrolledger.storage.CatalogueItem.PARTITION;
import static org.patrolledger.storage.CatalogueItem.PLACE;
import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.lambda.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The catalogue in DynamoDB: one partition with an item per operation, which holds the operation
/// as the document that the API speaks, one per organisation, one per place that was created or
/// renamed by itself, and the version of it all; and beside it the revisions of each.
///
/// The version moves in the transaction of every change, from the value under which the change was
/// checked, and is marked as changing by it; once the transaction has ended, the mark is taken
/// away. A query may see half of a transaction, so without the mark a reader could take the new
/// version for a name of the old operation. A writer that dies in between leaves the mark: every
/// reader loads the whole until the next writer has taken it away.
public final class DynamoDbCatalogueStore implements CatalogueStore {
    private static final String VALUE = "value";
    private static final String CHANGING = "changing";

    /// How long the mark of another writer is respected. Its transaction ended, or was never begun,
    /// long before.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Map<String, AttributeValue> VERSION =
            Map.of(PARTITION, CATALOGUE, ENTRY, text("version"));

    private final DynamoDbTable table;

    /// By entry, the operations as they were last loaded.
    private volatile Map<String, Known> known = Map.of();

    /// An operation, and what of its item it was read from.
    private record Known(int revision, String document, Operation operation) {}

    /// @param table a table as [Tables#catalogue] makes it
    public DynamoDbCatalogueStore(DynamoDbClient client, String table) {
        this.table = new DynamoDbTable(client, table);
    }

    @Override
    public Catalogue load() {
        var operations = new ArrayList<Operation>();
        var organisations = new ArrayList<Organisation>();
        var places = new ArrayList<PlaceName>();
        var before = known;
        var now = new HashMap<String, Known>();
        for (var item : items()) {
            var entry = text(item, ENTRY);
            if (entry.startsWith(OPERATION)) {
                var operation = known(before.get(entry), item);
                now.put(entry, operation);
                operations.add(operation.operation());
            } else if (entry.startsWith(ORGANISATION)) {
                organisations.add(CatalogueItem.organisation(item));
            } else if (entry.startsWith(PLACE)) {
                places.add(CatalogueItem.place(item));
            }
        }
        known = now;
        return new Catalogue(operations, organisations, places);
    }

    /// `before`, if the item is still what that was read from: of a nation's 2,000 operations one
    /// has changed, and reading them all takes a second.
    private static Known known(@Nullable Known before, Map<String, AttributeValue> item) {
        int revision = Math.toIntExact(number(item, CatalogueItem.REVISION));
        var document = text(item, CatalogueItem.DOCUMENT);
        return before != null && before.revision() == revision && before.document().equals(document)
                ? before
                : new Known(revision, document, CatalogueItem.operation(item));
    }

    @Override
    public Optional<Version> version() {
        return marked().filter(it -> !it.changing()).map(Marked::version);
    }

    /// @param changing whether the end of the change that made it is not known
    private record Marked(Version version, boolean changing) {}

    private Optional<Marked> marked() {
        return table.get(VERSION)
                .map(it -> new Marked(new Version(text(it, VALUE)), it.containsKey(CHANGING)));
    }

    /// A change after the version was read fails the write that relies on it, so what is loaded
    /// after it is as good as read at the same moment.
    @Override
    public Snapshot snapshot() {
        var deadline = Deadline.current();
        long begun = System.nanoTime();
        Version waitedFor = null;
        while (true) {
            var marked = marked();
            if (marked.isEmpty() || !marked.get().changing()) {
                return new Snapshot(load(), marked.map(Marked::version));
            }
            var version = marked.get().version();
            if (!version.equals(waitedFor)) {
                waitedFor = version;
                begun = System.nanoTime();
            } else if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                settle(version);
            }
            if (!deadline.sleep(PAUSE)) {
                throw Storage.outOfTime(null);
            }
        }
    }

    @Override
    public boolean write(Change change, Snapshot checked, Author author) {
        if (change.revision() != checked.revisionBefore(change) + 1) {
            throw new IllegalArgumentException("a change follows the revision that was checked");
        }
        var version = new Version(UUID.randomUUID().toString());
        var puts =
                Stream.of(
                                Stream.of(moved(checked.version(), version)),
                                Stream.of(put(CatalogueItem.newest(change))),
                                Stream.of(put(CatalogueItem.recorded(change, author))),
                                added(change, checked.catalogue())
                                        .map(it -> put(CatalogueItem.newest(it))))
                        .<Put>flatMap(it -> it)
                        .map(it -> TransactWriteItem.builder().put(it).build())
                        .toList();
        if (new Transaction(table.client()).write(puts).isPresent()) {
            return false;
        }
        settle(version);
        return true;
    }

    /// The organisations that `change` names and the catalogue lacks.
    private static Stream<Change> added(Change change, Catalogue catalogue) {
        return switch (change) {
            case Change.OfOperation(Operation operation) ->
                    operation.organisations().stream()
                            .distinct()
                            .filter(id -> catalogue.organisation(id).isEmpty())
                            .map(id -> new Organisation(id, id.value()))
                            .map(Change.OfOrganisation::new);
            case Change.OfOrganisation organisation -> Stream.of();
            case Change.OfPlace place -> Stream.of();
        };
    }

    private Put put(Map<String, AttributeValue> item) {
        return Put.builder().tableName(table.name()).item(item).build();
    }

    private Put moved(Optional<Version> from, Version to) {
        var put =
                Put.builder()
                        .tableName(table.name())
                        .item(
                                Map.of(
                                        PARTITION, CATALOGUE,
                                        ENTRY, Objects.requireNonNull(VERSION.get(ENTRY)),
                                        VALUE, text(to.value()),
                                        CHANGING, AttributeValue.fromBool(true)));
        return from.map(checked ->
                        put.conditionExpression("#value = :checked")
                                .expressionAttributeNames(Map.of("#value", VALUE))
                                .expressionAttributeValues(
                                        Map.of(":checked", text(checked.value()))))
                .orElseGet(() -> put.conditionExpression("attribute_not_exists(" + ENTRY + ")"))
                .build();
    }

    /// Takes the mark away, unless another change has begun meanwhile, which will do so itself.
    private void settle(Version version) {
        var request =
                UpdateItemRequest.builder()
                        .tableName(table.name())
                        .key(VERSION)
                        .updateExpression("REMOVE " + CHANGING)
                        .conditionExpression("#value = :version")
                        .expressionAttributeNames(Map.of("#value", VALUE))
                        .expressionAttributeValues(Map.of(":version", text(version.value())))
                        .build();
        try {
            Storage.call(() -> table.client().updateItem(request));
        } catch (ConditionalCheckFailedException e) {
            return;
        }
    }

    @Override
    public List<Recorded> history(OperationId operation, int after, int most) {
        var query =
                QueryRequest.builder()
                        .keyConditionExpression(
                                "#partition = :operation AND " + ENTRY + " > :after")
                        .expressionAttributeNames(Map.of("#partition", PARTITION))
                        .expressionAttributeValues(
                                Map.of(
                                        ":operation", CatalogueItem.history(operation),
                                        ":after", text(CatalogueItem.entry(after))))
                        .consistentRead(true);
        return table.first(most, query).stream()
                .map(it -> CatalogueItem.recorded(operation, it))
                .toList();
    }

    private List<Map<String, AttributeValue>> items() {
        return table.all(
                QueryRequest.builder()
                        .keyConditionExpression("#partition = :catalogue")
                        .expressionAttributeNames(Map.of("#partition", PARTITION))
                        .expressionAttributeValues(Map.of(":catalogue", CATALOGUE))
                        .consistentRead(true));
    }
}
