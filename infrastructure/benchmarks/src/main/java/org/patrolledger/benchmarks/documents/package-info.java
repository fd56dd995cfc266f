/// Submissions to measure with: realistic in what they hold, and the same for a seed.
@NullMarked
package org.patrolledger.benchmarks.documents;

import org.jspecify.annotations.NullMarked;
