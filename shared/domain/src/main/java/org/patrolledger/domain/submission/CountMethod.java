package org.patrolledger.domain.submission;

/// Whether people were counted or their number was estimated.
public enum CountMethod implements Coded {
    COUNTED,
    ESTIMATED;

    private final String code = Coded.codeOf(this);

    @Override
    public String code() {
        return code;
    }
}
