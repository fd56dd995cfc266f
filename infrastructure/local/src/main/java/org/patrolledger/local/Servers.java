package org.patrolledger.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.EmbeddedS3;
import org.patrolledger.local.embedded.EmbeddedServer;
import org.patrolledger.local.embedded.EmbeddedSqs;
import org.patrolledger.local.embedded.LocalCredentials;

/// The three embedded servers, started side by side.
record Servers(EmbeddedServer dynamoDb, EmbeddedServer s3, EmbeddedServer sqs)
        implements AutoCloseable {

    /// @throws StartFailure naming the port that is taken, or the part of the data folder that a
    ///   server cannot use
    static Servers start(StackSettings settings, DataFolder data) throws StartFailure {
        requireFree(settings.dynamoDbPort(), "DynamoDB", "DYNAMODB_PORT");
        requireFree(settings.s3Port(), "S3", "S3_PORT");
        requireFree(settings.sqsPort(), "SQS", "SQS_PORT");
        boolean inMemory = settings.inMemory();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            Future<EmbeddedServer> dynamoDb =
                    submit(
                            threads,
                            () ->
                                    EmbeddedDynamoDb.start(
                                            settings.dynamoDbPort(),
                                            inMemory ? null : data.dynamoDb()));
            Future<EmbeddedServer> s3 =
                    submit(
                            threads,
                            () ->
                                    EmbeddedS3.start(
                                            settings.s3Port(), data.s3(), LocalCredentials.LOCAL));
            Future<EmbeddedServer> sqs =
                    submit(
                            threads,
                            () ->
                                    EmbeddedSqs.start(
                                            settings.sqsPort(), inMemory ? null : data.sqs()));
            return together(data, dynamoDb, s3, sqs);
        }
    }

    private static Future<EmbeddedServer> submit(
            ExecutorService threads, Callable<EmbeddedServer> start) {
        return threads.submit(start);
    }

    private static Servers together(
            DataFolder data,
            Future<EmbeddedServer> dynamoDb,
            Future<EmbeddedServer> s3,
            Future<EmbeddedServer> sqs)
            throws StartFailure {
        List<EmbeddedServer> started = new ArrayList<>();
        StartFailure failure = null;
        String[] names = {"DynamoDB", "S3", "SQS"};
        int i = 0;
        for (Future<EmbeddedServer> starting : List.of(dynamoDb, s3, sqs)) {
            String name = names[i++];
            try {
                started.add(starting.get());
            } catch (ExecutionException e) {
                failure = failed(data, name, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = failed(data, name, e);
            }
        }
        if (failure != null) {
            started.forEach(EmbeddedServer::close);
            throw failure;
        }
        return new Servers(started.get(0), started.get(1), started.get(2));
    }

    private static StartFailure failed(DataFolder data, String name, @Nullable Throwable cause) {
        return StartFailure.machine(
                "The local "
                        + name
                        + " does not start on the data folder "
                        + data.root()
                        + "; set DATA to another folder, or remove this one to begin anew.",
                cause);
    }

    /// @throws StartFailure if something listens there
    static void requireFree(int port, String what, String variable) throws StartFailure {
        if (port == 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw StartFailure.machine(
                    "Port "
                            + port
                            + " for "
                            + what
                            + " cannot be had, something else may be listening there; set "
                            + variable
                            + " to another port, or to 0 for any free one.",
                    e);
        }
    }

    EmbeddedClients clients() {
        return EmbeddedClients.of(dynamoDb.endpoint(), s3.endpoint(), sqs.endpoint());
    }

    @Override
    public void close() {
        sqs.close();
        s3.close();
        dynamoDb.close();
    }
}
