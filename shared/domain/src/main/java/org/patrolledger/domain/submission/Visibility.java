package org.patrolledger.domain.submission;

/// How staff were dressed.
public enum Visibility implements Coded {
    UNIFORM,
    PLAIN_CLOTHES,
    MIXED
}
