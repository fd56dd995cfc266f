package org.patrolledger.benchmarks.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a benchmark is asked for.
///
/// @param folder for what it writes: documents, caches, its JSON
/// @param root of the repository, whose packages of functions are measured
/// @param sizes how many submissions, one after another; empty for the benchmark's own
/// @param runs how often each is measured; empty for the benchmark's own
/// @param jvm the options with which functions are deployed
/// @param foldJvm the options with which those are that work for minutes, the fold among them
public record Settings(
        Path folder,
        Path root,
        List<Long> sizes,
        Optional<Integer> runs,
        List<String> jvm,
        List<String> foldJvm) {
    /// How often what is reported as a median is measured where nobody says otherwise.
    public static final int RUNS = 9;

    /// Sizes to measure, `otherwise` where none were asked for.
    public List<Long> sizes(Long... otherwise) {
        return sizes.isEmpty() ? List.of(otherwise) : sizes;
    }

    /// How often to measure.
    public int runsOrElse(int otherwise) {
        return runs.orElse(otherwise);
    }
}
