/// The function `receive-submission`.
@NullMarked
package org.patrolledger.functions.receivesubmission;

import org.jspecify.annotations.NullMarked;
