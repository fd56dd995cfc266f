/// Markup that nothing from outside can come into.
@NullMarked
package org.patrolledger.formats.markup;

import org.jspecify.annotations.NullMarked;
