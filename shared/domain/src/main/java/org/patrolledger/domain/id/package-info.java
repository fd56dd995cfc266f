/// Identifiers, each a one-field record with a checked pattern.
@NullMarked
package org.patrolledger.domain.id;

import org.jspecify.annotations.NullMarked;
