/// Batches of messages, as Lambda hands them to a function from a queue of SQS.
@NullMarked
package org.patrolledger.lambda.queue;

import org.jspecify.annotations.NullMarked;
