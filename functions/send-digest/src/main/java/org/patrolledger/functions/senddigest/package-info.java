/// The function `send-digest`.
@NullMarked
package org.patrolledger.functions.senddigest;

import org.jspecify.annotations.NullMarked;
