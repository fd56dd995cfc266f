/// What a summary costs as the ledger grows.
@NullMarked
package org.patrolledger.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
