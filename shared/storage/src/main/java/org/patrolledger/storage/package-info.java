/// The ports kept in DynamoDB, S3, SQS and KMS, and what every function needs of its surroundings.
@NullMarked
package org.patrolledger.storage;

import org.jspecify.annotations.NullMarked;
