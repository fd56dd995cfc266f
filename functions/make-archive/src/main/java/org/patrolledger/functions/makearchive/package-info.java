/// The function `make-archive`.
@NullMarked
package org.patrolledger.functions.makearchive;

import org.jspecify.annotations.NullMarked;
