package org.patrolledger.storage;

import static org.patrolledger.storage.Items.number;
import static org.patrolledger.storage.Items.text;
import static org.patrolledger.storage.Items.time;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueStore.Author;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.CatalogueStore.Recorded;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is in the catalogue as items of its table. A thing has an item of its newest revision in
/// the partition of them all, and in a partition of its own one item for each revision.
final class CatalogueItem {
    static final String PARTITION = "partition";
    static final String ENTRY = "entry";

    /// There is one catalogue; its items share a partition, so that one query reads it whole.
    static final AttributeValue CATALOGUE = text("catalogue");

    static final String OPERATION = "operation#";
    static final String ORGANISATION = "organisation#";
    static final String PLACE = "place#";

    static final String REVISION = "revision";
    static final String DOCUMENT = "document";
    private static final String NAME = "name";
    private static final String DISTRICT = "district";
    private static final String CHANGED_BY = "changedBy";
    private static final String CHANGED_FOR = "changedFor";
    private static final String CHANGED_AT = "changedAt";

    private CatalogueItem() {}

    /// The item of the newest revision.
    static Map<String, AttributeValue> newest(Change change) {
        return switch (change) {
            case Change.OfOperation(Operation operation) ->
                    Map.of(
                            PARTITION, CATALOGUE,
                            ENTRY, text(OPERATION + operation.id()),
                            REVISION, number(operation.revision()),
                            DOCUMENT, text(document(operation)));
            case Change.OfOrganisation(Organisation it) ->
                    Map.of(
                            PARTITION, CATALOGUE,
                            ENTRY, text(ORGANISATION + it.id()),
                            REVISION, number(it.revision()),
                            NAME, text(it.name()));
            case Change.OfPlace(PlaceName it) ->
                    Map.of(
                            PARTITION, CATALOGUE,
                            ENTRY, text(PLACE + it.id()),
                            REVISION, number(it.revision()),
                            NAME, text(it.name()),
                            DISTRICT, text(it.district()));
        };
    }

    /// The item of this revision and who made it.
    static Map<String, AttributeValue> recorded(Change change, Author author) {
        var newest = newest(change);
        var item = new HashMap<>(newest);
        item.put(PARTITION, text(text(newest, ENTRY)));
        item.put(ENTRY, text(entry(change.revision())));
        item.put(CHANGED_BY, text(author.subject()));
        item.put(CHANGED_FOR, text(author.organisation().value()));
        item.put(CHANGED_AT, time(author.at()));
        return item;
    }

    /// The partition of an operation's revisions.
    static AttributeValue history(OperationId operation) {
        return text(OPERATION + operation);
    }

    /// The entry of a revision: always as long, so that revisions sort as texts do.
    static String entry(int revision) {
        return String.format(Locale.ROOT, "revision#%010d", revision);
    }

    private static String document(Operation operation) {
        return new String(
                Json.canonical(CatalogueDocument.write(operation)), StandardCharsets.UTF_8);
    }

    /// An organisation written before organisations had revisions has revision 1.
    static Organisation organisation(Map<String, AttributeValue> item) {
        return new Organisation(
                new OrganisationId(text(item, ENTRY).substring(ORGANISATION.length())),
                text(item, NAME),
                item.containsKey(REVISION) ? Math.toIntExact(number(item, REVISION)) : 1);
    }

    static PlaceName place(Map<String, AttributeValue> item) {
        return new PlaceName(
                new PlaceId(text(item, ENTRY).substring(PLACE.length())),
                text(item, NAME),
                text(item, DISTRICT),
                Math.toIntExact(number(item, REVISION)));
    }

    /// The operation of an item that [#newest] made.
    static Operation operation(Map<String, AttributeValue> item) {
        return operation(new OperationId(text(item, ENTRY).substring(OPERATION.length())), item);
    }

    /// The revision of an item that [#recorded] made.
    static Recorded recorded(OperationId id, Map<String, AttributeValue> item) {
        return new Recorded(
                operation(id, item),
                new Author(
                        text(item, CHANGED_BY),
                        new OrganisationId(text(item, CHANGED_FOR)),
                        time(item, CHANGED_AT)));
    }

    private static Operation operation(OperationId id, Map<String, AttributeValue> item) {
        int revision = Math.toIntExact(number(item, REVISION));
        return switch (CatalogueDocument.read(id, revision, Json.parse(text(item, DOCUMENT)))) {
            case CatalogueDocument.Result.Valid(Operation operation) -> operation;
            case CatalogueDocument.Result.Invalid invalid ->
                    throw new IllegalStateException("a stored operation cannot be read: " + id);
        };
    }
}
