/// Functions as Lambda calls them: whole events in, whole answers out.
@NullMarked
package org.patrolledger.testing.lambda;

import org.jspecify.annotations.NullMarked;
