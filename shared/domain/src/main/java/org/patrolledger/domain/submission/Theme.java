package org.patrolledger.domain.submission;

/// What an engagement was meant to further.
public enum Theme implements Coded {
    EARLY_INTERVENTION,
    PROBLEM_SOLVING,
    TRUST_AND_CONFIDENCE,
    WELLBEING,
    CRIME_PREVENTION
}
