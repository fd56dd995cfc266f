/// The embedded stand-ins, set up for what is measured on them.
@NullMarked
package org.patrolledger.benchmarks.backend;

import org.jspecify.annotations.NullMarked;
