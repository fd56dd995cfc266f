/// What every function of the HTTP API does before and after its own part.
@NullMarked
package org.patrolledger.aws.http;

import org.jspecify.annotations.NullMarked;
