package org.patrolledger.local.http;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// An HTTP server on 127.0.0.1 that gives each request to one [Api], in a virtual thread.
public final class Front implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Front.class.getName());

    private final Server server;
    private final ServerConnector connector;

    private Front(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Takes the port; requests that come before [#start] wait.
    ///
    /// @param port 0 for any free port
    /// @throws IOException if the port is taken
    public static Front open(int port) throws IOException {
        var threads = new QueuedThreadPool();
        threads.setName("front");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new ProblemHandler());
        connector.open();
        return new Front(server, connector);
    }

    /// Begins to answer.
    public void start(Api api) throws IOException {
        server.setHandler(new ApiHandler(api));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the HTTP server did not start", e);
        }
    }

    /// The server's own address.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
            connector.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    private static void write(HttpAnswer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        for (HttpAnswer.Header header : answer.headers()) {
            response.getHeaders().add(header.name(), header.value());
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static final class ApiHandler extends Handler.Abstract {

        private final Api api;

        ApiHandler(Api api) {
            this.api = api;
        }

        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request request, Response response, Callback callback) {
            HttpAnswer answer;
            try {
                answer = api.answer(translated(request));
            } catch (IOException e) {
                answer = Problems.badRequest();
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "a request was not answered", e);
                answer = Problems.fault();
            }
            write(answer, response, callback);
            return true;
        }

        private static Request translated(org.eclipse.jetty.server.Request request) {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (HttpField field : request.getHeaders()) {
                headers.computeIfAbsent(
                                field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(field.getValue() == null ? "" : field.getValue());
            }
            String query = request.getHttpURI().getQuery();
            return new Request(
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    query == null ? "" : query,
                    request.getConnectionMetaData().getProtocol(),
                    headers,
                    org.eclipse.jetty.server.Request.getRemoteAddr(request),
                    Content.Source.asInputStream(request));
        }
    }

    /// Requests that are not HTTP, or have a path HTTP does not allow, never reach an [Api].
    private static final class ProblemHandler extends ErrorHandler {

        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request request, Response response, Callback callback) {
            int status = response.getStatus();
            Front.write(
                    status >= 500 ? Problems.fault() : Problems.badRequest(), response, callback);
            return true;
        }
    }
}
