/// The function `maintain-catalogue`.
@NullMarked
package org.patrolledger.functions.maintaincatalogue;

import org.jspecify.annotations.NullMarked;
