/// The same job as AWS's own guides lead to it, to measure beside.
@NullMarked
package org.patrolledger.benchmarks.coldstart.peer;

import org.jspecify.annotations.NullMarked;
