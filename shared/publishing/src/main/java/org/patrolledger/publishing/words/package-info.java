/// Figures, codes and times as a reader wants to see them.
@NullMarked
package org.patrolledger.publishing.words;

import org.jspecify.annotations.NullMarked;
