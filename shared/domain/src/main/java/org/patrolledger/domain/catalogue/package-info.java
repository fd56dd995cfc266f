/// Operations, places, organisations and shifts.
@NullMarked
package org.patrolledger.domain.catalogue;

import org.jspecify.annotations.NullMarked;
