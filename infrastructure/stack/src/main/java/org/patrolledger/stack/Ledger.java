package org.patrolledger.stack;

import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/// The data a service works on. It outlives every service.
///
/// @param submissions revisions of submissions, with the index and the stream
/// @param catalogue operations and organisations
/// @param chains heads of the editions' chains
/// @param downloads recorded downloads
/// @param summaries published editions
/// @param staging editions being published
/// @param dataKey encrypts all of these
/// @param signingKey signs manifests
record Ledger(
        ITable submissions,
        ITable catalogue,
        ITable chains,
        ITable downloads,
        IBucket summaries,
        IBucket staging,
        IKey dataKey,
        IKey signingKey) {}
