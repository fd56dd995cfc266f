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
/// @param subscribers of the weekly mail, their addresses encrypted
/// @param mailings which mail was sent to whom, or is being sent
/// @param summaries published editions
/// @param staging editions being published
/// @param imports files that clients put there to be imported
/// @param dataKey encrypts all of these
/// @param signingKey signs manifests
/// @param addressKey encrypts subscribers' addresses
/// @param addressMacKey makes of an address what a subscriber is kept under
record LedgerData(
        ITable submissions,
        ITable catalogue,
        ITable chains,
        ITable downloads,
        ITable subscribers,
        ITable mailings,
        IBucket summaries,
        IBucket staging,
        IBucket imports,
        IKey dataKey,
        IKey signingKey,
        IKey addressKey,
        IKey addressMacKey) {}
