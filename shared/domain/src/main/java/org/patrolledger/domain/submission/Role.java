package org.patrolledger.domain.submission;

/// In what capacity people took part.
public enum Role implements Coded {
    OFFICER,
    PCSO,
    SPECIAL,
    VOLUNTEER,
    WARDEN,
    PARTNER
}
