/// A summary as a page to read, print and take to a meeting.
@NullMarked
package org.patrolledger.functions.publishsummary.render;

import org.jspecify.annotations.NullMarked;
