/// The function `schedule-digests`.
@NullMarked
package org.patrolledger.functions.scheduledigests;

import org.jspecify.annotations.NullMarked;
