package org.patrolledger.stack;

/// What a permission is for.
public enum Target {
    SUBMISSIONS,
    /// The index of submissions that roll-ups read.
    SUBMISSIONS_BY_DAY,
    CATALOGUE,
    CHAINS,
    DOWNLOADS,
    /// The index of downloads by edition.
    DOWNLOADS_BY_EDITION,
    /// Objects of published editions and the keys that verify them, below `summaries/`.
    EDITIONS,
    /// The summaries bucket itself.
    SUMMARIES_BUCKET,
    /// Objects of editions being published, below `staging/`.
    STAGED,
    /// Zips of everything published for a period, below `archives/` in the staging bucket: each is
    /// made for one download and forgotten after some days.
    ARCHIVES,
    /// The staging bucket itself.
    STAGING_BUCKET,
    /// The queue of summaries due.
    DUE,
    SIGNING_KEY
}
