package org.patrolledger.testing;

import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;

/// The mails that are to be sent.
public final class FakeMailQueue extends FakeQueue<MailTask> implements MailQueue {}
