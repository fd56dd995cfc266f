/// Operational days, weeks and months, cut where the contract cuts them.
@NullMarked
package org.patrolledger.domain.time;

import org.jspecify.annotations.NullMarked;
