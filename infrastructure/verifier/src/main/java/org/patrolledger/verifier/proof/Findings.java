package org.patrolledger.verifier.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.patrolledger.domain.summary.EditionKey;

/// What the checks found so far. One thing that does not hold does not end a verification: the
/// auditor wants to know whether it is one file or all of them.
final class Findings {
    private final List<String> proved = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final List<RefutedException> refuted = new ArrayList<>();
    private final Set<EditionKey> broken = new HashSet<>();
    private boolean complete = true;

    /// @param sentence a format of `values`, where there are any
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not on the class path
    void proved(String sentence, Object... values) {
        proved.add(values.length == 0 ? sentence : String.format(Locale.ROOT, sentence, values));
    }

    /// @param sentence a format of `values`, where there are any
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not on the class path
    void open(String sentence, Object... values) {
        open.add(values.length == 0 ? sentence : String.format(Locale.ROOT, sentence, values));
    }

    /// Notes what the archive should show and does not. With such a gap nothing holds, however it
    /// is anchored.
    void unshown(String sentence) {
        open.add(sentence);
        complete = false;
    }

    /// Runs a check; what it refutes is noted.
    ///
    /// @return whether it held
    boolean holds(Runnable check) {
        try {
            check.run();
            return true;
        } catch (RefutedException e) {
            refuted.add(e);
            return false;
        }
    }

    /// Runs a check of an edition, unless something of that edition did not hold before: what is
    /// made of a file that is not the one signed would be a second name for the same fault.
    ///
    /// @return whether it ran and held
    boolean holds(Published edition, Runnable check) {
        if (broken.contains(edition.key())) {
            return false;
        }
        boolean held = holds(check);
        if (!held) {
            broken.add(edition.key());
        }
        return held;
    }

    /// Whether anything did not hold.
    boolean refuted() {
        return !refuted.isEmpty();
    }

    /// The first thing that did not hold.
    Optional<RefutedException> first() {
        return refuted.stream().findFirst();
    }

    /// @param anchored whether keys and heads were given for all of the archive
    Verdict verdict(boolean anchored) {
        if (refuted.isEmpty()) {
            return new Verdict.Proved(proved, open, anchored, complete);
        }
        var first = refuted.getFirst();
        return new Verdict.Refuted(
                first.where(), String.valueOf(first.getMessage()), refuted.size() - 1);
    }
}
