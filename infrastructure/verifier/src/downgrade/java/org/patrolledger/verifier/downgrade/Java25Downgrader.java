package org.patrolledger.verifier.downgrade;

import xyz.wagyourtail.jvmdg.version.VersionProvider;

/// Class files of Java 25 for a downgrader that knows them up to 24. They differ in the version
/// number alone, as long as nothing is used that the platform got with 25: CI runs the outcome on
/// Java 17.
public final class Java25Downgrader extends VersionProvider {
    private static final int JAVA_25 = 69;

    public Java25Downgrader() {
        super(JAVA_25, JAVA_25 - 1, 0);
    }

    @Override
    public void init() {
        // there is nothing to replace
    }
}
