package org.patrolledger.lambda;

import java.net.URI;

/// What functions need that have to do with imports; a group of the [Environment] that the other
/// functions go without.
///
/// @param bucket of uploaded files and what was found in them, `IMPORTS_BUCKET`
/// @param queue URL of the queue of imports to be checked or committed, `IMPORT_QUEUE_URL`
public record ImportSettings(String bucket, URI queue) {
    /// The variable whose presence says that the group is there.
    static final String GROUP = "IMPORTS_BUCKET";

    static ImportSettings of(Environment.Reader read) {
        return new ImportSettings(
                read.required(GROUP, Environment.BUCKET, "a bucket name"),
                read.url("IMPORT_QUEUE_URL"));
    }
}
