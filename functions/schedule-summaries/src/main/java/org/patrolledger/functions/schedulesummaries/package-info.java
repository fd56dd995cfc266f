/// The function `schedule-summaries`.
@NullMarked
package org.patrolledger.functions.schedulesummaries;

import org.jspecify.annotations.NullMarked;
