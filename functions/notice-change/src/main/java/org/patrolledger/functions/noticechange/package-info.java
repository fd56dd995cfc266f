/// The function `notice-change`.
@NullMarked
package org.patrolledger.functions.noticechange;

import org.jspecify.annotations.NullMarked;
