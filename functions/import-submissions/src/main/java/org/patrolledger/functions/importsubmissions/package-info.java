/// Checks imported files and takes their rows in, each by the door of a form.
@NullMarked
package org.patrolledger.functions.importsubmissions;

import org.jspecify.annotations.NullMarked;
