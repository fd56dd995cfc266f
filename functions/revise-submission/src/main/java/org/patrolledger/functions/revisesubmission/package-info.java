/// The function `revise-submission`.
@NullMarked
package org.patrolledger.functions.revisesubmission;

import org.jspecify.annotations.NullMarked;
