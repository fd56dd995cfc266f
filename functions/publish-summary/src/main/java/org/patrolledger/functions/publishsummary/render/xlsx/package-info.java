/// A small writer of Office Open XML workbooks (ECMA-376), for tables that people read and programs
/// take in.
///
/// Libraries that write such files either bring megabytes of schema classes into a function, or
/// leave out what statistics published in spreadsheets need: the extent of each sheet, a language,
/// named cell styles, marked-up tables, and the same bytes on any machine.
@NullMarked
package org.patrolledger.functions.publishsummary.render.xlsx;

import org.jspecify.annotations.NullMarked;
