package org.patrolledger.benchmarks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.benchmarks.measure.Settings;

class StormTest {
    @TempDir private Path folder;

    /// How fast it is depends on the machine; that nothing is lost or doubled does not.
    @Test
    void whatever_phones_send_at_once_is_stored_once() throws IOException, InterruptedException {
        var settings =
                new Settings(folder, folder, List.of(), Optional.empty(), List.of(), List.of());

        var report = Storm.run(settings, 10, 10);

        assertThat(report.rows()).extracting("reports stored").containsExactly(10, 10, 90);
        assertThat(report.rows()).extracting("not through").containsOnly(0);
        assertThat(report.rows().getLast().get("sent again")).isNotEqualTo(0);
        assertThat(report.targets())
                .filteredOn(target -> String.valueOf(target.get("target")).startsWith("reports"))
                .hasSize(2)
                .allSatisfy(target -> assertThat(target).containsEntry("met", true));
    }
}
