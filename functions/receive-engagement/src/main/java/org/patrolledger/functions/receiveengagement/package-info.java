/// The function `receive-engagement`.
@NullMarked
package org.patrolledger.functions.receiveengagement;

import org.jspecify.annotations.NullMarked;
