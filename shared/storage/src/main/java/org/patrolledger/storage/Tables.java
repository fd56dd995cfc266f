package org.patrolledger.storage;

import java.util.List;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.MailSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// The tables' keys, index and stream, as DynamoDB creates them. The local stack and the tests
/// create tables from these; the deployed templates are compared with them.
public final class Tables {

    /// The index of `submissions` that roll-ups read. Only the current revision of a submission
    /// carries its partition key, so the index holds what counts and nothing else.
    public static final String BY_DAY = "by-day";

    /// The index of `submissions` that says which days of a place were used: keys alone, of current
    /// revisions.
    public static final String BY_PLACE = "by-place";

    /// The index of `downloads` that tells who downloaded an edition.
    public static final String BY_EDITION = "by-edition";

    /// The index of `downloads` that tells what a receiver was given.
    public static final String BY_RECEIVER = "by-receiver";

    /// The attribute of `downloads` after which DynamoDB may delete an item, in epoch seconds.
    public static final String DOWNLOADS_EXPIRY = "expiresAt";

    /// The index of `subscribers` that has the members of a list, by shard.
    public static final String BY_LIST = "by-list";

    /// The attribute of `subscribers` and `mailings` after which DynamoDB may delete an item, in
    /// epoch seconds.
    public static final String MAIL_EXPIRY = "expiresAt";

    private Tables() {}

    /// Creates `table`, unless it is there: from the last time, or because the SDK has repeated a
    /// call that had been carried out.
    public static void ensure(DynamoDbClient client, CreateTableRequest table) {
        try {
            client.createTable(table);
        } catch (ResourceInUseException e) {
            return;
        }
    }

    /// One item per revision. The index by day projects whole items: a fold reads the body, and a
    /// second read per submission would cost more than the copy.
    public static CreateTableRequest submissions(String name) {
        return table(
                        name,
                        text("submissionId"),
                        attribute("revision", ScalarAttributeType.N),
                        text("operationDayShard"),
                        text("operationPlace"),
                        text("day"))
                .keySchema(key("submissionId", "revision"))
                .globalSecondaryIndexes(
                        index(BY_DAY, "operationDayShard", "submissionId"),
                        keysOnly(BY_PLACE, "operationPlace", "day"))
                .streamSpecification(s ->
                        s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    /// One partition `catalogue`, with an `entry` such as `operation#grip` and
    /// `organisation#essex-police`, and one for each of these, with an entry for each revision.
    public static CreateTableRequest catalogue(String name) {
        return table(name, text("partition"), text("entry"))
                .keySchema(key("partition", "entry"))
                .build();
    }

    /// Per operation its `head` and one entry per period whose publishing has begun.
    public static CreateTableRequest chains(String name) {
        return table(name, text("operation"), text("entry"))
                .keySchema(key("operation", "entry"))
                .build();
    }

    /// Per UTC month the downloads in the order of their time; the indexes have them by receiver,
    /// and by edition, such as `monthly/2023-02/grip/edition-0001`.
    public static CreateTableRequest downloads(String name) {
        return table(name, text("month"), text("at"), text("edition"), text("subject"))
                .keySchema(key("month", "at"))
                .globalSecondaryIndexes(
                        index(BY_EDITION, "edition", "at"), index(BY_RECEIVER, "subject", "at"))
                .build();
    }

    /// Per subscriber what was agreed to, and one entry per list; per token whose it is; counters.
    /// The index has the members of a list, and nothing of them but their keys.
    public static CreateTableRequest subscribers(String name) {
        return table(name, text("subscriber"), text("entry"), text("listShard"))
                .keySchema(key("subscriber", "entry"))
                .globalSecondaryIndexes(keysOnly(BY_LIST, "listShard", "subscriber"))
                .build();
    }

    /// Per mailing how far its sending has come, by subscriber.
    public static CreateTableRequest mailings(String name) {
        return table(name, text("mailing"), text("subscriber"))
                .keySchema(key("mailing", "subscriber"))
                .build();
    }

    /// Both that have to do with mails, named as the environment names them.
    public static List<CreateTableRequest> ofMail(MailSettings mail) {
        return List.of(subscribers(mail.subscribersTable()), mailings(mail.mailingsTable()));
    }

    /// All four, named as the environment names them.
    public static List<CreateTableRequest> all(Environment environment) {
        return List.of(
                submissions(environment.submissionsTable()),
                catalogue(environment.catalogueTable()),
                chains(environment.chainsTable()),
                downloads(environment.downloadsTable()));
    }

    private static CreateTableRequest.Builder table(
            String name, AttributeDefinition... attributes) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes);
    }

    private static AttributeDefinition text(String name) {
        return attribute(name, ScalarAttributeType.S);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static GlobalSecondaryIndex index(String name, String partition, String sort) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(partition, sort))
                .projection(p -> p.projectionType(ProjectionType.ALL))
                .build();
    }

    private static GlobalSecondaryIndex keysOnly(String name, String partition, String sort) {
        return index(name, partition, sort).toBuilder()
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static List<KeySchemaElement> key(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
                KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
    }
}
