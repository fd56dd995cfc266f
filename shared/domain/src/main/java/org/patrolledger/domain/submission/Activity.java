package org.patrolledger.domain.submission;

/// What an engagement consisted of.
public enum Activity implements Coded {
    FOOT_PATROL,
    VEHICLE_PATROL,
    CYCLE_PATROL,
    SAFE_SPACE,
    WEAPONS_DETECTION,
    EVENT,
    COMMUNITY_MEETING,
    SCHOOL_VISIT,
    VENUE_VISIT,
    STALL,
    ONLINE,
    SURVEY;

    /// Whether time at the place is measured: the activities whose code ends in `-patrol`.
    public boolean isPatrol() {
        return this == FOOT_PATROL || this == VEHICLE_PATROL || this == CYCLE_PATROL;
    }
}
