package org.patrolledger.domain.submission;

/// What somebody was concerned about.
public enum ConcernCategory implements Coded {
    STREET_LIGHTING,
    CCTV,
    ANTI_SOCIAL_BEHAVIOUR,
    DRUGS,
    SPIKING,
    VIOLENCE,
    HARASSMENT,
    GANGS,
    EXPLOITATION,
    HATE,
    TRANSPORT,
    OTHER
}
