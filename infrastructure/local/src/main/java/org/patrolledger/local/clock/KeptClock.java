package org.patrolledger.local.clock;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.patrolledger.local.json.JsonTree;

/// The stack's time, kept in a file with the data, so that a stopped or killed stack goes on from
/// there.
public final class KeptClock {
    private final Path file;

    /// What was kept.
    ///
    /// @param now what the stack's clock showed
    /// @param real the real time of that moment
    /// @param ranUntil up to when schedules had run; not after `now`
    public record Kept(Instant now, Instant real, Instant ranUntil) {
        public Kept {
            if (ranUntil.isAfter(now)) {
                throw new IllegalArgumentException("schedules run when they fall due");
            }
        }

        /// What the clock would show at `realNow`, had it ticked on: never earlier than it showed.
        public Instant at(Instant realNow) {
            var passed = Duration.between(real, realNow);
            return passed.isNegative() ? now : now.plus(passed);
        }
    }

    public KeptClock(Path file) {
        this.file = file;
    }

    /// What was kept last; empty in a new folder.
    ///
    /// @throws IOException if there is something that cannot be read
    public Optional<Kept> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode kept = JsonTree.read(Files.readAllBytes(file));
        try {
            return Optional.of(
                    new Kept(
                            instant(kept, "now"),
                            instant(kept, "real"),
                            instant(kept, "ranUntil")));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(file + " is no kept clock", e);
        }
    }

    private static Instant instant(JsonNode kept, String name) {
        return Instant.parse(kept.path(name).asText(""));
    }

    /// Keeps `kept`, in one step. Failure to write is an [UncheckedIOException].
    public void write(Kept kept) {
        JsonTree.replace(
                file,
                JsonTree.object()
                        .put("now", kept.now().toString())
                        .put("real", kept.real().toString())
                        .put("ranUntil", kept.ranUntil().toString()));
    }
}
