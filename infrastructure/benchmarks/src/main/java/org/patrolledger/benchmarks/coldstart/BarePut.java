package org.patrolledger.benchmarks.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The honest floor: puts the event into a table, unread, with the same SDK and HTTP client as the
/// functions.
public final class BarePut implements RequestStreamHandler {
    static final String TABLE = "bare";

    private final DynamoDbClient client =
            DynamoDbClient.builder()
                    .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException {
        var body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        client.putItem(it ->
                it.tableName(TABLE)
                        .item(
                                Map.of(
                                        "id", AttributeValue.fromS(context.getAwsRequestId()),
                                        "body", AttributeValue.fromS(body))));
        out.write("{\"statusCode\":201}".getBytes(StandardCharsets.UTF_8));
    }
}
