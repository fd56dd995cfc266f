/// The nine functions, and how they are invoked.
@NullMarked
package org.patrolledger.local.embedded.invoke;

import org.jspecify.annotations.NullMarked;
