/// What a function goes through before SnapStart takes its snapshot.
@NullMarked
package org.patrolledger.aws.rehearsal;

import org.jspecify.annotations.NullMarked;
