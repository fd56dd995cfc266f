/// The function `note-mail-event`.
@NullMarked
package org.patrolledger.functions.notemailevent;

import org.jspecify.annotations.NullMarked;
