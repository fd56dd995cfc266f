/// The whole system on one machine, through the same functions as in the cloud.
@NullMarked
package org.patrolledger.local;

import org.jspecify.annotations.NullMarked;
