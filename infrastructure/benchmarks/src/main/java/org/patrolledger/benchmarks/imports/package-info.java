/// How long an import takes, and whether its memory grows with its rows.
@NullMarked
package org.patrolledger.benchmarks.imports;

import org.jspecify.annotations.NullMarked;
