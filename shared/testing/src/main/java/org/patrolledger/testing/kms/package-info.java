/// A key management service for tests, over the protocol of AWS KMS.
@NullMarked
package org.patrolledger.testing.kms;

import org.jspecify.annotations.NullMarked;
