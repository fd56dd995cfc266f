/// How long somebody waits who is the first to call a function.
@NullMarked
package org.patrolledger.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
