package org.patrolledger.domain.submission;

/// How an incident came to notice.
public enum DetectedBy implements Coded {
    PATROL,
    WEAPONS_DETECTION,
    CCTV,
    PUBLIC_REPORT,
    PARTNER_REPORT,
    VENUE_REPORT
}
