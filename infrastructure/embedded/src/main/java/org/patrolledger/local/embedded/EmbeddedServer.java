package org.patrolledger.local.embedded;

import java.net.URI;

/// A stand-in for one AWS service, listening on 127.0.0.1 and speaking the service's own protocol.
public interface EmbeddedServer extends AutoCloseable {

    /// Where the service's clients reach it.
    URI endpoint();

    @Override
    void close();
}
