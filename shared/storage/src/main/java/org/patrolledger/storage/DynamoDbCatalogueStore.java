package org.patrolledger.storage;

import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The catalogue in DynamoDB: one partition with an item per operation, which holds the operation
/// as the document that the API speaks, one per organisation, and the version of it all.
///
/// The version changes in one transaction with the operation, and is marked as changing by it; once
/// the transaction has ended, the mark is taken away. A query may see half of a transaction, so
/// without the mark a reader could take the new version for a name of the old operation. Whoever
/// dies in between leaves the mark, and every reader loads the whole until the next change.
public final class DynamoDbCatalogueStore implements CatalogueStore {
    private static final String PARTITION = "partition";
    private static final String ENTRY = "entry";
    private static final String REVISION = "revision";
    private static final String DOCUMENT = "document";
    private static final String NAME = "name";
    private static final String VALUE = "value";
    private static final String CHANGING = "changing";
    private static final String OPERATION = "operation#";
    private static final String ORGANISATION = "organisation#";

    /// There is one catalogue; its items share a partition, so that one query reads it whole.
    private static final AttributeValue CATALOGUE = text("catalogue");

    private static final Map<String, AttributeValue> VERSION =
            Map.of(PARTITION, CATALOGUE, ENTRY, text("version"));

    private final DynamoDbClient client;
    private final String table;

    /// @param table a table as [Tables#catalogue] makes it
    public DynamoDbCatalogueStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Catalogue load() {
        var operations = new ArrayList<Operation>();
        var organisations = new ArrayList<Organisation>();
        for (var item : entries("")) {
            var entry = text(item, ENTRY);
            if (entry.startsWith(OPERATION)) {
                operations.add(operation(item));
            } else if (entry.startsWith(ORGANISATION)) {
                var id = new OrganisationId(entry.substring(ORGANISATION.length()));
                organisations.add(new Organisation(id, text(item, NAME)));
            }
        }
        return new Catalogue(operations, organisations);
    }

    @Override
    public Optional<Version> version() {
        var request =
                GetItemRequest.builder().tableName(table).key(VERSION).consistentRead(true).build();
        var item = Storage.call(() -> client.getItem(request)).item();
        return item.isEmpty() || item.containsKey(CHANGING)
                ? Optional.empty()
                : Optional.of(new Version(text(item, VALUE)));
    }

    /// Those organisations are written that are not there yet: to touch the others would make
    /// operations with common organisations wait for each other.
    @Override
    public PutResult put(Operation operation) {
        var known = organisations();
        var version = new Version(UUID.randomUUID().toString());
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(TransactWriteItem.builder().put(replacing(operation)).build());
        writes.add(TransactWriteItem.builder().put(changing(version)).build());
        operation.organisations().stream()
                .distinct()
                .filter(id -> !known.contains(id))
                .map(id -> TransactWriteItem.builder().update(add(id)).build())
                .forEach(writes::add);
        var refused = new Transaction(client).write(writes);
        if (refused.isPresent()) {
            var stored = refused.get().getFirst();
            return new PutResult.Stale(
                    stored.hasItem() ? Optional.of(operation(stored.item())) : Optional.empty());
        }
        settle(version);
        return new PutResult.Written();
    }

    private Put changing(Version version) {
        return Put.builder()
                .tableName(table)
                .item(
                        Map.of(
                                PARTITION, CATALOGUE,
                                ENTRY, Objects.requireNonNull(VERSION.get(ENTRY)),
                                VALUE, text(version.value()),
                                CHANGING, AttributeValue.fromBool(true)))
                .build();
    }

    /// Takes the mark away, unless another change has begun meanwhile, which will do so itself.
    private void settle(Version version) {
        var request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(VERSION)
                        .updateExpression("REMOVE " + CHANGING)
                        .conditionExpression("#value = :version")
                        .expressionAttributeNames(Map.of("#value", VALUE))
                        .expressionAttributeValues(Map.of(":version", text(version.value())))
                        .build();
        try {
            Storage.call(() -> client.updateItem(request));
        } catch (ConditionalCheckFailedException e) {
            return;
        }
    }

    private Put replacing(Operation operation) {
        var document =
                new String(
                        Json.canonical(CatalogueDocument.write(operation)), StandardCharsets.UTF_8);
        var put =
                Put.builder()
                        .tableName(table)
                        .item(
                                Map.of(
                                        PARTITION, CATALOGUE,
                                        ENTRY, text(OPERATION + operation.id()),
                                        REVISION, number(operation.revision()),
                                        DOCUMENT, text(document)))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (operation.revision() == 1) {
            return put.conditionExpression("attribute_not_exists(" + ENTRY + ")").build();
        }
        return put.conditionExpression(REVISION + " = :replaced")
                .expressionAttributeValues(Map.of(":replaced", number(operation.revision() - 1L)))
                .build();
    }

    /// Adds an organisation under its id for a name; one that is there meanwhile keeps its name.
    private Update add(OrganisationId id) {
        return Update.builder()
                .tableName(table)
                .key(Map.of(PARTITION, CATALOGUE, ENTRY, text(ORGANISATION + id)))
                .updateExpression("SET #name = if_not_exists(#name, :id)")
                .expressionAttributeNames(Map.of("#name", NAME))
                .expressionAttributeValues(Map.of(":id", text(id.value())))
                .build();
    }

    private Set<OrganisationId> organisations() {
        var known = new HashSet<OrganisationId>();
        for (var item : entries(ORGANISATION)) {
            known.add(new OrganisationId(text(item, ENTRY).substring(ORGANISATION.length())));
        }
        return known;
    }

    private List<Map<String, AttributeValue>> entries(String prefix) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        Map<String, AttributeValue> from = Map.of();
        do {
            var query =
                    QueryRequest.builder()
                            .tableName(table)
                            .keyConditionExpression("#partition = :catalogue")
                            .expressionAttributeNames(Map.of("#partition", PARTITION))
                            .expressionAttributeValues(Map.of(":catalogue", CATALOGUE))
                            .consistentRead(true)
                            .exclusiveStartKey(from.isEmpty() ? null : from);
            if (!prefix.isEmpty()) {
                query.keyConditionExpression(
                                "#partition = :catalogue AND begins_with(" + ENTRY + ", :prefix)")
                        .expressionAttributeValues(
                                Map.of(":catalogue", CATALOGUE, ":prefix", text(prefix)));
            }
            var response = Storage.call(() -> client.query(query.build()));
            found.addAll(response.items());
            from = response.lastEvaluatedKey();
        } while (!from.isEmpty());
        return found;
    }

    private static Operation operation(Map<String, AttributeValue> item) {
        var id = new OperationId(text(item, ENTRY).substring(OPERATION.length()));
        int revision = Math.toIntExact(number(item, REVISION));
        var read = CatalogueDocument.read(id, revision, Json.parse(text(item, DOCUMENT)));
        return switch (read) {
            case CatalogueDocument.Result.Valid(Operation operation) -> operation;
            case CatalogueDocument.Result.Invalid invalid ->
                    throw new IllegalStateException("a stored operation cannot be read: " + id);
        };
    }
}
