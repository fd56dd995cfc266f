package org.patrolledger.verifier.proof;

import java.util.List;

/// What a verification came to.
public sealed interface Verdict {
    /// Everything that was checked holds.
    ///
    /// @param proved what that is, a sentence each
    /// @param open what was not checked because something needed for it was not given
    /// @param anchored whether it was checked against something from outside of the archive: the
    ///   key that signed, and the head of every operation's chain. Without either, an archive made
    ///   up from end to end holds as well
    /// @param complete whether all was counted and made again that an archive can show by itself:
    ///   not so where an edition was counted by rules that this program lacks, or lacks its
    ///   catalogue
    record Proved(List<String> proved, List<String> open, boolean anchored, boolean complete)
            implements Verdict {
        public Proved {
            proved = List.copyOf(proved);
            open = List.copyOf(open);
        }

        /// Whether the archive holds, and not merely that nothing wrong was found.
        public boolean holds() {
            return anchored && complete;
        }
    }

    /// Something does not hold.
    ///
    /// @param where the file, edition or chain of the first thing found
    /// @param what a clause that goes on from `where`
    /// @param more how many more things do not hold
    record Refuted(String where, String what, int more) implements Verdict {}
}
