/// Many phones that send what they held back, all at once.
@NullMarked
package org.patrolledger.benchmarks.storm;

import org.jspecify.annotations.NullMarked;
