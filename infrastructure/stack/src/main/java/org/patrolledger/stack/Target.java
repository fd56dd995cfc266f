package org.patrolledger.stack;

/// What a permission is for.
public enum Target {
    SUBMISSIONS,
    /// The index of submissions that roll-ups read.
    SUBMISSIONS_BY_DAY,
    /// The index of submissions that says whether a place was used.
    SUBMISSIONS_BY_PLACE,
    CATALOGUE,
    CHAINS,
    DOWNLOADS,
    /// The index of downloads by edition.
    DOWNLOADS_BY_EDITION,
    /// The index of downloads by who was given them.
    DOWNLOADS_BY_RECEIVER,
    /// Files to be imported, below `imports/`.
    IMPORT_FILES,
    IMPORTS_BUCKET,
    /// The queue of imports to be checked or committed.
    IMPORTS_DUE,
    /// The queue of archives to be made.
    ARCHIVES_DUE,
    /// Objects of published editions and the keys that verify them, below `summaries/`.
    EDITIONS,
    /// The summaries bucket itself.
    SUMMARIES_BUCKET,
    /// Objects of editions being published, below `staging/`.
    STAGED,
    /// Zips of everything published for a period, below `archives/` in the staging bucket: each is
    /// made for one download and forgotten after some days.
    ARCHIVES,
    /// Submissions being sorted for a summary of more than its function holds, below `sorting/` in
    /// the staging bucket: gone as soon as they are read.
    SORTING,
    /// The staging bucket itself.
    STAGING_BUCKET,
    /// Weekly issues as they were mailed, below `digests/` in the bucket of summaries.
    DIGESTS,
    SUBSCRIBERS,
    /// The index of subscribers by list.
    SUBSCRIBERS_BY_LIST,
    MAILINGS,
    /// The queue of summaries due.
    DUE,
    /// The queue of mails to be sent.
    MAIL,
    /// The domain that mails come from.
    MAIL_IDENTITY,
    /// What SES does with them.
    MAIL_CONFIGURATION,
    SIGNING_KEY,
    ADDRESS_KEY,
    ADDRESS_MAC_KEY
}
