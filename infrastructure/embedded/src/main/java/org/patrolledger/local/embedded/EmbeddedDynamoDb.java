package org.patrolledger.local.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local with one shared database for every region and access key.
///
/// Its handler stands in a server of our own, because the server it comes with listens on every
/// interface of the machine and reports its start to its maker.
public final class EmbeddedDynamoDb implements EmbeddedServer {

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final URI endpoint;

    private EmbeddedDynamoDb(Server server, LocalDynamoDBServerHandler handler, URI endpoint) {
        this.server = server;
        this.handler = handler;
        this.endpoint = endpoint;
    }

    /// Starts the server.
    ///
    /// @param port 0 for any free port
    /// @param folder where the data lives; without one, in memory
    /// @throws IOException if the port is taken or the folder cannot be used
    public static EmbeddedDynamoDb start(int port, @Nullable Path folder) throws IOException {
        String path = folder == null ? null : folder.toAbsolutePath().toString();
        boolean inMemory = folder == null;
        var handler =
                new LocalDynamoDBServerHandler(
                        new LocalDynamoDBRequestHandler(0, inMemory, path, true, false), null);
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new ContextHandler(handler, "/"));
        try {
            server.start();
        } catch (Exception e) {
            handler.close();
            throw new IOException("DynamoDB Local did not start", e);
        }
        URI endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        return new EmbeddedDynamoDb(server, handler, endpoint);
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not stop", e);
        } finally {
            handler.close();
        }
    }
}
