/// The function `read-submission`.
@NullMarked
package org.patrolledger.functions.readsubmission;

import org.jspecify.annotations.NullMarked;
