/// What listens on the API port: the HTTP API's front, Lambda's Invoke API and the stack's own
/// calls.
@NullMarked
package org.patrolledger.local.http;

import org.jspecify.annotations.NullMarked;
