package org.patrolledger.domain.submission;

/// Where an engagement's times come from.
public enum MeasuredBy implements Coded {
    GPS,
    RADIO,
    SELF_REPORT
}
