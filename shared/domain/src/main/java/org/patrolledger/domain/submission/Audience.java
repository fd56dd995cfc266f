package org.patrolledger.domain.submission;

/// Whom an engagement was for.
public enum Audience implements Coded {
    PUBLIC,
    WOMEN_AND_GIRLS,
    YOUNG_PEOPLE,
    SCHOOL_PUPILS,
    STUDENTS,
    OLDER_RESIDENTS,
    VENUE_STAFF,
    TAXI_DRIVERS,
    COMMUTERS,
    RESIDENTS,
    BUSINESSES
}
