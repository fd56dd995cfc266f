package org.patrolledger.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before a server and loses answers: the server carries the request out, and the client
/// finds its connection closed.
final class LossyProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final URI server;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    private LossyProxy(ServerSocket listening, URI server) {
        this.listening = listening;
        this.server = server;
    }

    static LossyProxy before(URI server) throws IOException {
        var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var proxy = new LossyProxy(listening, server);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /// Loses the next `answers` answers.
    void lose(int answers) {
        toLose.set(answers);
    }

    /// How many answers were lost so far.
    int lost() {
        return lost.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                var onward = new Socket(server.getHost(), server.getPort());
                Thread.ofVirtual().start(() -> pump(client, onward, false));
                Thread.ofVirtual().start(() -> pump(onward, client, true));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    lost.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
