package org.patrolledger.domain.submission;

/// The crime categories of data.police.uk.
public enum IncidentCategory implements Coded {
    ANTI_SOCIAL_BEHAVIOUR,
    BICYCLE_THEFT,
    BURGLARY,
    CRIMINAL_DAMAGE_ARSON,
    DRUGS,
    OTHER_THEFT,
    POSSESSION_OF_WEAPONS,
    PUBLIC_ORDER,
    ROBBERY,
    SHOPLIFTING,
    THEFT_FROM_THE_PERSON,
    VEHICLE_CRIME,
    VIOLENT_CRIME,
    OTHER_CRIME
}
