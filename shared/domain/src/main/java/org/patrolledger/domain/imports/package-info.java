/// Files of submissions that others have collected: checked first, then taken in as they were
/// checked.
@NullMarked
package org.patrolledger.domain.imports;

import org.jspecify.annotations.NullMarked;
