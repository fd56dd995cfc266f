package org.patrolledger.domain.submission;

/// A power used short of arrest.
public enum Power implements Coded {
    INFORMAL_WARNING,
    COMMUNITY_PROTECTION_WARNING,
    COMMUNITY_PROTECTION_NOTICE,
    DISPERSAL,
    PUBLIC_SPACES_PROTECTION_ORDER,
    FIXED_PENALTY_NOTICE,
    COMMUNITY_RESOLUTION
}
