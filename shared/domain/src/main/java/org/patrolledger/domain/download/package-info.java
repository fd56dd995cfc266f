/// The record of who downloaded what.
@NullMarked
package org.patrolledger.domain.download;

import org.jspecify.annotations.NullMarked;
