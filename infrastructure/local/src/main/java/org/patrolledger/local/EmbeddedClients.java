package org.patrolledger.local;

import java.net.URI;
import org.patrolledger.local.embedded.LocalCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of the embedded servers, for the stack itself and for tests.
public record EmbeddedClients(
        DynamoDbClient dynamoDb, DynamoDbStreamsClient streams, S3Client s3, SqsClient sqs)
        implements AutoCloseable {

    /// Clients of these endpoints.
    public static EmbeddedClients of(URI dynamoDb, URI s3, URI sqs) {
        return new EmbeddedClients(
                at(dynamoDb, DynamoDbClient.builder()).build(),
                at(dynamoDb, DynamoDbStreamsClient.builder()).build(),
                at(s3, S3Client.builder()).forcePathStyle(true).build(),
                at(sqs, SqsClient.builder()).build());
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B at(
            URI endpoint, B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .region(LocalCredentials.REGION)
                .credentialsProvider(LocalCredentials.LOCAL.provider());
    }

    @Override
    public void close() {
        sqs.close();
        s3.close();
        streams.close();
        dynamoDb.close();
    }
}
