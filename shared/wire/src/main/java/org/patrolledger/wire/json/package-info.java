/// JSON as plain Java values, and its one canonical form.
@NullMarked
package org.patrolledger.wire.json;

import org.jspecify.annotations.NullMarked;
