/// The demonstration: real operations go in as forms and come out as summaries.
@NullMarked
package org.patrolledger.local.demo;

import org.jspecify.annotations.NullMarked;
