package org.patrolledger.domain.submission;

import java.util.Optional;

/// A revision as a log keeps it.
///
/// @param recorded the digest that was kept with it, over who sent it, when and why; empty for a
///   revision that was stored before there were such digests. Kept, and not made again: where it is
///   not that of the revision, somebody changed one of the two
public record KeptRevision(Revision revision, Optional<Digest> recorded) {}
