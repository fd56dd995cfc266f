/// Measures, the fold that makes figures of submissions, and the archive of published editions.
@NullMarked
package org.patrolledger.domain.summary;

import org.jspecify.annotations.NullMarked;
