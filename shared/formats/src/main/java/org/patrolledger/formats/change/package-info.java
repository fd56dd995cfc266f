/// What changed between two editions of a summary, and why.
@NullMarked
package org.patrolledger.formats.change;

import org.jspecify.annotations.NullMarked;
