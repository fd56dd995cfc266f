/// The function `publish-summary`.
@NullMarked
package org.patrolledger.functions.publishsummary;

import org.jspecify.annotations.NullMarked;
