/// The function `read-coverage`.
@NullMarked
package org.patrolledger.functions.readcoverage;

import org.jspecify.annotations.NullMarked;
