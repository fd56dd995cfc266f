/// The weekly Dispatch by e-mail: subscribers, what they are sent, and the claims by which each
/// gets it once.
@NullMarked
package org.patrolledger.domain.digest;

import org.jspecify.annotations.NullMarked;
