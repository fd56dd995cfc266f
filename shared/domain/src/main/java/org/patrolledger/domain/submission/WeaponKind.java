package org.patrolledger.domain.submission;

/// What kind of weapon was seized.
public enum WeaponKind implements Coded {
    KNIFE,
    BLADED_ARTICLE,
    FIREARM,
    BLUDGEON,
    CORROSIVE,
    OTHER
}
