/// What is deployed: the data and the service of one stage, as a CDK app. The HTTP API is made from
/// the same route table the functions and the local stack use.
@NullMarked
package org.patrolledger.stack;

import org.jspecify.annotations.NullMarked;
