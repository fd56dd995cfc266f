/// A summary as a page to read, print and take to a meeting.
@NullMarked
package org.patrolledger.publishing.page;

import org.jspecify.annotations.NullMarked;
