package org.patrolledger.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.clock.KeptClock.Kept;

class KeptClockTest {
    private static final Instant SHOWN = Instant.parse("2023-02-06T06:30:00Z");
    private static final Instant REAL = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir Path folder;

    @Test
    void what_was_kept_last_is_read_back() throws IOException {
        var clock = new KeptClock(folder.resolve("clock.json"));
        assertThat(clock.read()).isEmpty();

        clock.write(new Kept(SHOWN, REAL, SHOWN));
        var last = new Kept(SHOWN.plusSeconds(5), REAL.plusSeconds(1), SHOWN);
        clock.write(last);

        assertThat(clock.read()).contains(last);
    }

    @Test
    void it_goes_on_as_if_the_stack_had_not_been_stopped_and_never_back() {
        var kept = new Kept(SHOWN, REAL, SHOWN);

        assertThat(kept.at(REAL.plusSeconds(3_600))).isEqualTo(SHOWN.plusSeconds(3_600));
        assertThat(kept.at(REAL.minusSeconds(3_600))).isEqualTo(SHOWN);
    }

    @Test
    void a_file_that_holds_no_clock_is_refused() throws IOException {
        var file = folder.resolve("clock.json");
        Files.writeString(file, "{\"now\": \"yesterday\"}");

        assertThatThrownBy(() -> new KeptClock(file).read()).isInstanceOf(IOException.class);
    }
}
