package org.patrolledger.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.benchmarks.measure.Settings;

class GrowthTest {
    @TempDir private Path folder;

    /// What is read is counted, so this much of the benchmark holds on any machine.
    @Test
    void a_week_reads_the_same_whatever_was_before_it() throws IOException {
        var growth =
                new Growth(
                        new Settings(
                                folder, folder, List.of(), Optional.of(1), List.of(), List.of()));

        growth.history(10, List.of(1, 2, 5));

        var rows = growth.report.rows();
        assertThat(rows)
                .extracting("growth")
                .containsExactly("history: 1 week", "history: 2 weeks", "history: 5 weeks");
        assertThat(rows).extracting("queries").containsOnly(16L);
        // The day before the week is all that is read of what was before it.
        assertThat(rows.get(2).get("items read")).isEqualTo(rows.get(1).get("items read"));
    }
}
