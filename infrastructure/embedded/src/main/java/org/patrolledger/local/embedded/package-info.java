/// DynamoDB, S3 and SQS on this machine: real servers of the real protocols, on loopback.
@NullMarked
package org.patrolledger.local.embedded;

import org.jspecify.annotations.NullMarked;
