/// The verifier as a program of its own: no network, no AWS, nothing but the archive.
@NullMarked
package org.patrolledger.verifier;

import org.jspecify.annotations.NullMarked;
