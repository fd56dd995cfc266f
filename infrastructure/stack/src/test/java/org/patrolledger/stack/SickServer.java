package org.patrolledger.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A server that is not well, or one that stands before another and is not well now and then.
final class SickServer implements AutoCloseable {

    /// What becomes of answers.
    enum Illness {
        /// None ever comes.
        HANGS,
        /// A byte of it each second, so that no wait for the next byte is ever too long.
        DRIPS,
        /// The connection is reset.
        RESETS
    }

    private final ServerSocket listening;
    private final Illness illness;

    /// Null for a server that answers nothing by itself.
    private final URI behind;

    private final Predicate<String> falls;

    private SickServer(URI behind, Illness illness, Predicate<String> falls) {
        this.behind = behind;
        this.illness = illness;
        this.falls = falls;
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// A server that is never well.
    static SickServer always(Illness illness) {
        return new SickServer(null, illness, request -> true);
    }

    /// A server that hands requests on to `behind`, where they are carried out, and falls ill over
    /// the answers of some.
    ///
    /// @param falls whether it does, by a part of the request that holds its head
    static SickServer before(URI behind, Illness illness, Predicate<String> falls) {
        return new SickServer(behind, illness, falls);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (behind == null) {
                client.getInputStream().read();
                ail(client);
                return;
            }
            try (var onward = new Socket(behind.getHost(), behind.getPort())) {
                pass(client, onward);
            }
        } catch (IOException | InterruptedException e) {
            // One of the two has gone.
        }
    }

    /// Hands requests on, and answers back, until it falls ill.
    private void pass(Socket client, Socket onward) throws IOException, InterruptedException {
        var ill = new java.util.concurrent.atomic.AtomicBoolean();
        Thread.ofVirtual()
                .start(() -> {
                    byte[] buffer = new byte[64 * 1024];
                    try (client;
                            onward) {
                        InputStream in = client.getInputStream();
                        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                            String part = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                            if (falls.test(part)) {
                                ill.set(true);
                            }
                            onward.getOutputStream().write(buffer, 0, read);
                        }
                    } catch (IOException e) {
                        // One of the two has gone.
                    }
                });
        byte[] buffer = new byte[64 * 1024];
        InputStream in = onward.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (ill.get()) {
                ail(client);
                return;
            }
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    private void ail(Socket client) throws IOException, InterruptedException {
        switch (illness) {
            case RESETS -> {
                client.setSoLinger(true, 0);
                client.close();
            }
            case HANGS -> {
                while (client.getInputStream().read() >= 0) {
                    // Read, and not answered.
                }
            }
            case DRIPS -> {
                OutputStream out = client.getOutputStream();
                out.write(
                        "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 100000\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(' ');
                    out.flush();
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
