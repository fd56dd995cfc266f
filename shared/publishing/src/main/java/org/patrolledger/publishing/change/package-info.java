/// What changed between two editions of a summary, and why.
@NullMarked
package org.patrolledger.publishing.change;

import org.jspecify.annotations.NullMarked;
