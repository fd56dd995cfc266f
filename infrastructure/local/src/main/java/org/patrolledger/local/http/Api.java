package org.patrolledger.local.http;

import java.io.IOException;

/// Something that answers requests.
@FunctionalInterface
public interface Api {

    /// Answers one request.
    ///
    /// @throws IOException if the request's body breaks off
    HttpAnswer answer(Request request) throws IOException;
}
