package org.patrolledger.domain.submission;

import java.util.Locale;

/// A value of a closed list, written in documents by its code: `FOOT_PATROL` is `foot-patrol`.
public interface Coded {
    /// The value as documents write it.
    String code();

    /// The code a constant's name stands for.
    static String codeOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
