package org.patrolledger.domain.submission;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A value of a closed list, written in documents by its code: `FOOT_PATROL` is `foot-patrol`.
public interface Coded {
    /// The name of the constant.
    String name();

    /// The value as documents write it.
    default String code() {
        var known = Codes.KNOWN.get(this); // which takes no lock, as the other may
        return known == null ? Codes.KNOWN.computeIfAbsent(this, Codes::of) : known;
    }

    /// The codes asked for so far: a summary asks for a few of them millions of times.
    final class Codes {
        private static final Map<Coded, String> KNOWN = new ConcurrentHashMap<>();

        private Codes() {}

        private static String of(Coded constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
