/// Bearer tokens: made here for the local stack, checked as API Gateway's JWT authorizer does.
@NullMarked
package org.patrolledger.local.tokens;

import org.jspecify.annotations.NullMarked;
