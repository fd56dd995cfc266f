/// The ledger's rules, pure: no AWS, no JSON, no clock. Everything else depends on this, this on
/// nothing.
@NullMarked
package org.patrolledger.domain;

import org.jspecify.annotations.NullMarked;
