package org.patrolledger.benchmarks.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.contract.json.Json;

class WarmIntakeTest {
    @TempDir private Path folder;

    @Test
    void a_report_is_printed_and_kept() throws IOException, InterruptedException {
        var report =
                WarmIntake.run(
                        new Settings(
                                folder, folder, List.of(2L), Optional.of(1), List.of(), List.of()));
        var printed = new ByteArrayOutputStream();

        report.publish(folder, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("bare conditional put");
        var kept =
                Json.object(java.nio.file.Files.readAllBytes(folder.resolve("warm-intake.json")));
        assertThat(kept).containsKeys("machine", "settings", "rows", "targets");
        var rows = (List<?>) kept.get("rows");
        assertThat(rows).hasSize(2);
        // It puts the same item: a form that costs less was not counted on the thread that serves
        // it.
        assertThat(processor(rows.get(1))).isGreaterThan(processor(rows.get(0)) / 2);
    }

    private static double processor(Object row) {
        return ((Number) ((Map<?, ?>) row).get("CPU ms")).doubleValue();
    }
}
