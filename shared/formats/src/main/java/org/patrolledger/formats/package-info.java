/// The files of an edition: what they say, how they are signed, and how they are proved.
@NullMarked
package org.patrolledger.formats;

import org.jspecify.annotations.NullMarked;
