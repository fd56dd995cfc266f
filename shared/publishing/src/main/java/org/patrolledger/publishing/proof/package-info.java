/// Proves an archive of published editions, or names the first thing that does not hold. Free of
/// I/O but for [org.patrolledger.publishing.proof.ArchiveFiles].
@NullMarked
package org.patrolledger.publishing.proof;

import org.jspecify.annotations.NullMarked;
