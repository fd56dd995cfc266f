/// Who may make which call, on a stack of the real functions.
@org.jspecify.annotations.NullMarked
package org.patrolledger.local.authorisation;
