package org.patrolledger.domain.submission;

/// Whether people were counted or their number was estimated.
public enum CountMethod implements Coded {
    COUNTED,
    ESTIMATED
}
