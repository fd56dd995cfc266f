/// What becomes of a submission that a form posts: the step between the HTTP request and the log.
@NullMarked
package org.patrolledger.wire.intake;

import org.jspecify.annotations.NullMarked;
