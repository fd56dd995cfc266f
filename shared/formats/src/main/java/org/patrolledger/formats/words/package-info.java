/// Figures, codes and times as a reader wants to see them.
@NullMarked
package org.patrolledger.formats.words;

import org.jspecify.annotations.NullMarked;
