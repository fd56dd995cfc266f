/// What every function stands on: environment, deadline, HTTP, log, and priming before a snapshot.
@NullMarked
package org.patrolledger.lambda;

import org.jspecify.annotations.NullMarked;
