/// What tests of every module share: documents and domain objects with sensible defaults, the ports
/// kept in memory, and per port the suite of cases that every implementation has to pass.
@NullMarked
package org.patrolledger.testing;

import org.jspecify.annotations.NullMarked;
