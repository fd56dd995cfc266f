/// Documents in, with every fault of one named at once, and documents out.
@NullMarked
package org.patrolledger.contract;

import org.jspecify.annotations.NullMarked;
