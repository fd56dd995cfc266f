/// How fast it is, as ratios against named baselines of the same run.
@NullMarked
package org.patrolledger.benchmarks;

import org.jspecify.annotations.NullMarked;
