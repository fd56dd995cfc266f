/// Submissions, their revisions and the log that keeps them.
@NullMarked
package org.patrolledger.domain.submission;

import org.jspecify.annotations.NullMarked;
