package org.patrolledger.local.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The stack's time: it ticks as the real one does, ahead of it or behind, or stands still while a
/// schedule runs at its own due time. It never goes back.
public final class StackClock implements InstantSource {

    private final InstantSource real;
    private volatile State state;

    private sealed interface State {
        record Ticking(Duration ahead) implements State {}

        record Standing(Instant at) implements State {}
    }

    /// A ticking clock that starts at `start`, or at the real time where there is none.
    public StackClock(InstantSource real, @Nullable Instant start) {
        this.real = real;
        this.state =
                new State.Ticking(
                        start == null ? Duration.ZERO : Duration.between(real.instant(), start));
    }

    @Override
    public Instant instant() {
        return switch (state) {
            case State.Ticking ticking -> real.instant().plus(ticking.ahead());
            case State.Standing standing -> standing.at();
        };
    }

    /// What the real clock shows.
    public Instant real() {
        return real.instant();
    }

    /// Stops the clock where it is.
    public void stand() {
        state = new State.Standing(instant());
    }

    /// Lets the clock tick on from where it stands.
    public void tick() {
        if (state instanceof State.Standing standing) {
            state = new State.Ticking(Duration.between(real.instant(), standing.at()));
        }
    }

    /// Stops the clock at `at`.
    ///
    /// @throws IllegalArgumentException if that is earlier than the clock shows
    public void stand(Instant at) {
        Instant now = instant();
        if (at.isBefore(now)) {
            throw new IllegalArgumentException("the clock shows " + now + ", later than " + at);
        }
        state = new State.Standing(at);
    }
}
