/// Imports from a terminal.
@NullMarked
package org.patrolledger.importer;

import org.jspecify.annotations.NullMarked;
