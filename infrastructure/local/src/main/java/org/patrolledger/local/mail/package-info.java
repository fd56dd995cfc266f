/// Mail on this machine: the mail service's API, a mail server behind it, and pages that show what
/// was sent.
@NullMarked
package org.patrolledger.local.mail;

import org.jspecify.annotations.NullMarked;
