package org.patrolledger.verifier.proof;

import java.util.List;

/// What a verification came to.
public sealed interface Verdict {
    /// Everything that was checked holds.
    ///
    /// @param proved what that is, a sentence each
    /// @param open what was not checked because something needed for it was not given
    record Proved(List<String> proved, List<String> open) implements Verdict {
        public Proved {
            proved = List.copyOf(proved);
            open = List.copyOf(open);
        }
    }

    /// Something does not hold; it is the first thing found, and nothing was checked after it.
    ///
    /// @param where the file, edition or chain
    /// @param what a clause that goes on from `where`
    record Refuted(String where, String what) implements Verdict {}
}
