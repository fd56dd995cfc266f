package org.patrolledger.verifier.proof;

import java.util.ArrayList;
import java.util.List;

/// What the checks found so far.
final class Findings {
    private final List<String> proved = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    void proved(String sentence) {
        proved.add(sentence);
    }

    void open(String sentence) {
        open.add(sentence);
    }

    Verdict.Proved verdict() {
        return new Verdict.Proved(proved, open);
    }
}
