/// One JSON object per line, with the field names of Powertools for AWS Lambda, and metrics in
/// CloudWatch's embedded format. Small, because it is loaded before the first answer.
@NullMarked
package org.patrolledger.lambda.log;

import org.jspecify.annotations.NullMarked;
