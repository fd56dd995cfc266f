/// What a function goes through before SnapStart takes its snapshot.
@NullMarked
package org.patrolledger.lambda.priming;

import org.jspecify.annotations.NullMarked;
