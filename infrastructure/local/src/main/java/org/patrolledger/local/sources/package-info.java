/// What invokes functions without a request: the schedules, the queue and the table's stream.
@NullMarked
package org.patrolledger.local.sources;

import org.jspecify.annotations.NullMarked;
