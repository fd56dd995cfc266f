/// How a benchmark is run, repeated and reported.
@NullMarked
package org.patrolledger.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
