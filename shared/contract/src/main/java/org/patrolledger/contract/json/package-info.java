/// JSON as plain Java values, and its one canonical form.
@NullMarked
package org.patrolledger.contract.json;

import org.jspecify.annotations.NullMarked;
