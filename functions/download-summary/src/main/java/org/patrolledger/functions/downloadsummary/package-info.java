/// The function `download-summary`.
@NullMarked
package org.patrolledger.functions.downloadsummary;

import org.jspecify.annotations.NullMarked;
