package org.patrolledger.storage;

import java.util.function.Supplier;
import org.patrolledger.lambda.Environment;

/// How many partitions are merged as they are read, and how more of them are sorted.
///
/// @param mostMerged so many partitions are merged; the items of more are sorted in runs
/// @param run how many bytes of items a run has, at least
/// @param scratch makes the file in which the runs wait
record Sorting(int mostMerged, int run, Supplier<ScratchFile> scratch) {
    /// Some 55,000 items.
    static final int RUN = 48 << 20;

    /// What suits a function. Where the environment has shorter parts, runs are as short, and as
    /// many times fewer partitions are merged.
    static Sorting of(Clients clients, Environment environment) {
        int given = environment.partBytes();
        int part = given == 0 ? S3StagedFile.PART : given;
        int run = given == 0 ? RUN : Math.min(RUN, given);
        int mostMerged = (int) ((long) MergedPages.MOST_SOURCES * run / RUN);
        return new Sorting(
                mostMerged,
                run,
                () -> new ScratchFile(clients.s3(), environment.stagingBucket(), part));
    }
}
