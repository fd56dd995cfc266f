/// The fold of a national roll-up, beside the same figures by DuckDB.
@NullMarked
package org.patrolledger.benchmarks.rollup;

import org.jspecify.annotations.NullMarked;
