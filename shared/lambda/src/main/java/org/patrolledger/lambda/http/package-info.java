/// The HTTP API: its routes, and its requests and answers as API Gateway hands them over.
@NullMarked
package org.patrolledger.lambda.http;

import org.jspecify.annotations.NullMarked;
