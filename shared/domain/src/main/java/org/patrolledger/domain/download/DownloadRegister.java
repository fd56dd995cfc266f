package org.patrolledger.domain.download;

import java.time.Instant;
import java.util.List;
import org.patrolledger.domain.summary.EditionKey;

/// The record of downloads, each kept until [Download#keptUntil].
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface DownloadRegister {
    /// Records `download` durably before it returns.
    void record(Download download);

    /// The downloads from `from` to before `to`, oldest first.
    List<Download> between(Instant from, Instant to);

    /// The downloads of `edition`, oldest first.
    List<Download> of(EditionKey edition);

    /// The downloads by `subject`, the `sub` of a token, oldest first.
    List<Download> givenTo(String subject);
}
