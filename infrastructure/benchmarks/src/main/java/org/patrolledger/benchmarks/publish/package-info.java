/// How long it takes until a summary is published, and how many submissions it may have.
@NullMarked
package org.patrolledger.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
