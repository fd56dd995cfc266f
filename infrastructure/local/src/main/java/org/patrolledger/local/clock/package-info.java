/// The local stack's clock, which can be moved on and is kept with the data.
@NullMarked
package org.patrolledger.local.clock;

import org.jspecify.annotations.NullMarked;
