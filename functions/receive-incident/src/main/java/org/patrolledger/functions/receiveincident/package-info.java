/// The function `receive-incident`.
@NullMarked
package org.patrolledger.functions.receiveincident;

import org.jspecify.annotations.NullMarked;
