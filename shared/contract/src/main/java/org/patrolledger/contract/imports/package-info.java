/// What an import is asked for, and how rows of a spreadsheet become forms.
@NullMarked
package org.patrolledger.contract.imports;

import org.jspecify.annotations.NullMarked;
