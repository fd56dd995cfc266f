/// Identifiers, each a one-field record with a checked pattern.
///
/// Their `equals` and `hashCode` are written out: a record's own are linked when they are first
/// called, which no AOT cache of the JVM saves, and took a form's cold start 20 ms.
@NullMarked
package org.patrolledger.domain.id;

import org.jspecify.annotations.NullMarked;
