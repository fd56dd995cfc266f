package org.patrolledger.local.embedded;

import java.util.HashMap;
import java.util.Map;
import org.patrolledger.lambda.Environment;

/// The environment of a function that runs on embedded servers, alone, such as to try its priming.
public final class FunctionEnvironment {
    private FunctionEnvironment() {}

    /// With the tables of `tables`; nothing else is there.
    public static Environment on(EmbeddedDynamoDb tables) {
        return Environment.of(variables(tables));
    }

    /// With the tables of `tables` and the buckets of `files`.
    public static Environment on(EmbeddedDynamoDb tables, EmbeddedS3 files) {
        var variables = variables(tables);
        variables.put("AWS_ENDPOINT_URL_S3", files.endpoint().toString());
        return Environment.of(variables);
    }

    /// Every variable that a function cannot do without, to be added to.
    public static Map<String, String> variables(EmbeddedDynamoDb tables) {
        return new HashMap<>(
                Map.ofEntries(
                        Map.entry("AWS_REGION", "eu-west-2"),
                        Map.entry("SUBMISSIONS_TABLE", "submissions"),
                        Map.entry("CATALOGUE_TABLE", "catalogue"),
                        Map.entry("CHAINS_TABLE", "chains"),
                        Map.entry("DOWNLOADS_TABLE", "downloads"),
                        Map.entry("SUMMARIES_BUCKET", "summaries"),
                        Map.entry("STAGING_BUCKET", "staging"),
                        Map.entry("PUBLISH_QUEUE_URL", "http://127.0.0.1/queue"),
                        Map.entry("SIGNING_KEY", "file:/unused"),
                        Map.entry("NOTICE_DELAY_SECONDS", "0"),
                        Map.entry("CATALOGUE_SECONDS", "0"),
                        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString())));
    }
}
