/// Documents of the local stack as trees.
@NullMarked
package org.patrolledger.local.json;

import org.jspecify.annotations.NullMarked;
