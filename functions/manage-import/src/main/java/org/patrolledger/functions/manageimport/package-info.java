/// The API of imports: announce a file, have it checked, see what would happen, commit that.
@NullMarked
package org.patrolledger.functions.manageimport;

import org.jspecify.annotations.NullMarked;
