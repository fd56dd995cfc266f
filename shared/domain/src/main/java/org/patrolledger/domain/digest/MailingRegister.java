package org.patrolledger.domain.digest;

import java.time.Duration;
import java.util.Optional;

/// The claims of all mailings, each kept for [#KEPT].
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface MailingRegister {
    /// How long a claim is kept after its last change. No mailing is sent again after that long.
    Duration KEPT = Duration.ofDays(90);

    /// The claim, read consistently.
    Optional<Claim> find(Mailing mailing, SubscriberKey subscriber);

    /// Puts `to` in the place of `from`, if that is still there. One atomic step.
    ///
    /// @return whether `to` is there now, by this call or an earlier try of the same
    boolean replace(Mailing mailing, SubscriberKey subscriber, Optional<Claim> from, Claim to);
}
