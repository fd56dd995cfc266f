package org.patrolledger.domain.submission;

/// How staff were dressed.
public enum Visibility implements Coded {
    UNIFORM,
    PLAIN_CLOTHES,
    MIXED;

    private final String code = Coded.codeOf(this);

    @Override
    public String code() {
        return code;
    }
}
