/// The function `manage-subscription`.
@NullMarked
package org.patrolledger.functions.managesubscription;

import org.jspecify.annotations.NullMarked;
