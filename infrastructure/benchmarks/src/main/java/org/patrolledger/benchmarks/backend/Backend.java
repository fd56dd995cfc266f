package org.patrolledger.benchmarks.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.lambda.Environment;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.EmbeddedS3;
import org.patrolledger.local.embedded.FunctionEnvironment;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.local.tokens.KeyFiles;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import org.patrolledger.storage.SubmissionItem;
import org.patrolledger.storage.Tables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// DynamoDB in memory and S3 on a folder, with the ledger's tables and buckets, and the environment
/// that a function finds them by.
public final class Backend implements AutoCloseable {
    private static final int MOST_IN_A_BATCH = 25;

    private final EmbeddedDynamoDb dynamoDb;
    private final EmbeddedS3 s3;
    private final Map<String, String> variables;
    private final Clients clients;

    /// Starts both, with `catalogue` and nothing else in them.
    ///
    /// @param folder for the objects; emptied before by the caller
    public Backend(Path folder, Catalogue catalogue) throws IOException {
        var objects = Files.createDirectories(folder.resolve("objects"));
        dynamoDb = EmbeddedDynamoDb.start(0, null);
        s3 = EmbeddedS3.start(0, objects, LocalCredentials.LOCAL);
        Path signingKey = folder.resolve("signing-key.pem");
        KeyFiles.ensureSigningKey(signingKey);
        variables = variables(signingKey);
        var environment = environment();
        clients = new Clients(environment);
        Tables.all(environment).forEach(table -> Tables.ensure(clients.dynamoDb(), table));
        clients.s3().createBucket(it -> it.bucket(environment.summariesBucket()));
        clients.s3().createBucket(it -> it.bucket(environment.stagingBucket()));
        clients.s3().createBucket(it -> it.bucket(environment.imports().bucket()));
        var store = new Adapters(environment, clients).catalogueStore();
        var author =
                new CatalogueStore.Author(
                        "benchmark", new OrganisationId("essex-police"), Instant.EPOCH);
        for (var operation : catalogue.operations()) {
            store.write(new CatalogueStore.Change.OfOperation(operation), store.snapshot(), author);
        }
    }

    private Map<String, String> variables(Path signingKey) {
        var map = FunctionEnvironment.variables(dynamoDb);
        map.put("AWS_ACCESS_KEY_ID", LocalCredentials.LOCAL.accessKeyId());
        map.put("AWS_SECRET_ACCESS_KEY", LocalCredentials.LOCAL.secretAccessKey());
        map.put("IMPORTS_BUCKET", "patrol-ledger-imports");
        map.put("IMPORT_QUEUE_URL", "http://127.0.0.1:9/imports");
        map.put("SIGNING_KEY", signingKey.toUri().toString().replace("file:///", "file:/"));
        map.put("CATALOGUE_SECONDS", "2");
        map.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        return Map.copyOf(map);
    }

    /// Stores `documents`, all that are left of them, in the table of submissions.
    public void store(Documents documents) {
        while (documents.hasNext()) {
            var batch = new ArrayList<WriteRequest>();
            while (documents.hasNext() && batch.size() < MOST_IN_A_BATCH) {
                var item = SubmissionItem.of(documents.next().revision());
                batch.add(WriteRequest.builder().putRequest(it -> it.item(item)).build());
            }
            client().batchWriteItem(
                            it -> it.requestItems(Map.of(environment().submissionsTable(), batch)));
        }
    }

    /// What a function's process is started with.
    public Map<String, String> variables() {
        return variables;
    }

    /// The same for use in this process, whose own environment names no access key.
    public Environment environment() {
        var without = new HashMap<>(variables);
        without.remove("AWS_ACCESS_KEY_ID");
        return Environment.of(without);
    }

    /// A client as functions have it.
    public DynamoDbClient client() {
        return clients.dynamoDb();
    }

    /// The ports, on the clients of this object.
    public Adapters adapters() {
        return new Adapters(environment(), clients);
    }

    @Override
    public void close() {
        try (dynamoDb) {
            s3.close();
        }
    }
}
