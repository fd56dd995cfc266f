/// What a form costs once a function is warm.
@NullMarked
package org.patrolledger.benchmarks.intake;

import org.jspecify.annotations.NullMarked;
