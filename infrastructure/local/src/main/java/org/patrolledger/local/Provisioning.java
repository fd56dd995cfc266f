package org.patrolledger.local;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.lambda.Environment;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.storage.Tables;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Makes the tables, buckets and queues where they are missing, and says in an environment where
/// they are.
final class Provisioning {

    static final String SEND_DIGEST = "send-digest";
    static final String NOTE_MAIL_EVENT = "note-mail-event";

    private static final String PUBLISH = "patrol-ledger-publish";
    private static final String IMPORTS = "patrol-ledger-imports";
    private static final String STREAM_DEAD = "patrol-ledger-notice-dead-letters";
    private static final String DEAD_LETTERS = "-dead-letters";
    private static final int RECEIVES = 5;

    private Provisioning() {}

    /// What the stack has made.
    ///
    /// @param stream ARN of the submissions' stream
    /// @param queues URL of the queue that a function works off, by the function's name
    record Provisioned(
            Environment environment,
            String stream,
            Map<String, String> queues,
            String queueDeadLetters,
            String streamDeadLetters) {}

    static Provisioned provision(
            Servers servers, EmbeddedClients clients, DataFolder data, URI ses, URI site) {
        SqsClient sqs = clients.sqs();
        String publish = withDeadLetters(sqs, PUBLISH);
        String archives = withDeadLetters(sqs, "patrol-ledger-archives");
        String mail = withDeadLetters(sqs, "patrol-ledger-mail");
        String imports = withDeadLetters(sqs, IMPORTS);
        Map<String, String> queues = new LinkedHashMap<>();
        queues.put("publish-summary", publish);
        queues.put("make-archive", archives);
        queues.put(SEND_DIGEST, mail);
        queues.put(NOTE_MAIL_EVENT, withDeadLetters(sqs, "patrol-ledger-mail-events"));
        queues.put("import-submissions", imports);

        Map<String, String> variables = mailVariables(data, mail, ses, site);
        variables.put("AWS_REGION", LocalCredentials.REGION.id());
        for (String table : new String[] {"submissions", "catalogue", "chains", "downloads"}) {
            variables.put(table.toUpperCase(Locale.ROOT) + "_TABLE", "patrol-ledger-" + table);
        }
        variables.put("SUMMARIES_BUCKET", "patrol-ledger-summaries");
        variables.put("STAGING_BUCKET", "patrol-ledger-staging");
        variables.put("PUBLISH_QUEUE_URL", publish);
        variables.put("IMPORTS_BUCKET", IMPORTS);
        variables.put("IMPORT_QUEUE_URL", imports);
        variables.put("ARCHIVES_QUEUE_URL", archives);
        variables.put("SIGNING_KEY", data.signingKey().toUri().toString());
        variables.put("NOTICE_DELAY_SECONDS", "1");
        variables.put("CATALOGUE_SECONDS", "1");
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", servers.dynamoDb().endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_S3", servers.s3().endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", servers.sqs().endpoint().toString());
        Environment environment = Environment.of(variables);

        for (CreateTableRequest table : Tables.all(environment)) {
            Tables.ensure(clients.dynamoDb(), table);
        }
        for (CreateTableRequest table : Tables.ofMail(environment.mail())) {
            Tables.ensure(clients.dynamoDb(), table);
        }
        bucket(clients.s3(), environment.summariesBucket());
        bucket(clients.s3(), environment.stagingBucket());
        bucket(clients.s3(), environment.imports().bucket());
        String stream =
                clients.dynamoDb()
                        .describeTable(r -> r.tableName(environment.submissionsTable()))
                        .table()
                        .latestStreamArn();
        return new Provisioned(
                environment,
                stream,
                queues,
                queue(sqs, PUBLISH + DEAD_LETTERS, Map.of()),
                queue(sqs, STREAM_DEAD, Map.of()));
    }

    private static Map<String, String> mailVariables(
            DataFolder data, String mailQueue, URI ses, URI site) {
        return new HashMap<>(
                Map.ofEntries(
                        Map.entry("SUBSCRIBERS_TABLE", "patrol-ledger-subscribers"),
                        Map.entry("MAILINGS_TABLE", "patrol-ledger-mailings"),
                        Map.entry("MAIL_QUEUE_URL", mailQueue),
                        Map.entry("ADDRESS_KEY", data.addressKey().toUri().toString()),
                        Map.entry("ADDRESS_MAC_KEY", data.addressMacKey().toUri().toString()),
                        Map.entry("MAIL_FROM", "Patrol Ledger <dispatch@patrol-ledger.example>"),
                        Map.entry("MAIL_REPLY_TO", "replies@patrol-ledger.example"),
                        Map.entry("MAIL_TITLE", "Essex hotspot patrols"),
                        Map.entry("SITE_URL", site.toString()),
                        Map.entry("SES_CONFIGURATION_SET", "patrol-ledger-digest"),
                        Map.entry("MAIL_RATE", "500"),
                        Map.entry("AWS_ENDPOINT_URL_SESV2", ses.toString())));
    }

    private static String withDeadLetters(SqsClient sqs, String name) {
        queue(sqs, name + DEAD_LETTERS, Map.of());
        String redrive =
                JsonTree.object()
                        .put(
                                "deadLetterTargetArn",
                                LocalCredentials.arn("sqs", name + DEAD_LETTERS))
                        .put("maxReceiveCount", RECEIVES)
                        .toString();
        return queue(sqs, name, Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    }

    private static void bucket(S3Client s3, String name) {
        try {
            s3.createBucket(r ->
                    r.bucket(name)
                            .createBucketConfiguration(
                                    c -> c.locationConstraint(BucketLocationConstraint.EU_WEST_2)));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // It is there from the last time.
        }
    }

    private static String queue(
            SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        try {
            return sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
        } catch (QueueDoesNotExistException e) {
            return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
        }
    }
}
