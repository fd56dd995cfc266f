package org.patrolledger.local;

import org.jspecify.annotations.Nullable;

/// Why the stack does not start, in one sentence for the person at the keyboard.
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean usage;

    private StartFailure(String sentence, boolean usage, @Nullable Throwable cause) {
        super(sentence, cause);
        this.usage = usage;
    }

    /// A setting that cannot be meant.
    static StartFailure setting(String sentence) {
        return new StartFailure(sentence, true, null);
    }

    /// Something on this machine that is in the way.
    static StartFailure machine(String sentence, @Nullable Throwable cause) {
        return new StartFailure(sentence, false, cause);
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// 2 for a wrong setting, 1 for anything else.
    public int exitCode() {
        return usage ? 2 : 1;
    }
}
