/// Proves an archive of published editions, or names the first thing that does not hold. Free of
/// I/O but for [org.patrolledger.verifier.proof.ArchiveFiles].
@NullMarked
package org.patrolledger.verifier.proof;

import org.jspecify.annotations.NullMarked;
