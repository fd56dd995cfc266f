package org.patrolledger.stack;

/// What a permission is for.
public enum Target {
    SUBMISSIONS,
    /// The index of submissions that roll-ups read.
    SUBMISSIONS_BY_DAY,
    CATALOGUE,
    CHAINS,
    DOWNLOADS,
    /// Objects of published editions, below `summaries/`.
    EDITIONS,
    /// The summaries bucket itself.
    SUMMARIES_BUCKET,
    /// Objects of editions being published.
    STAGED,
    /// The staging bucket itself.
    STAGING_BUCKET,
    /// The queue of summaries due.
    DUE,
    SIGNING_KEY
}
