package org.patrolledger.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StackClockTest {

    private final AtomicReference<Instant> real =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @Test
    void without_a_start_it_shows_the_real_time() {
        var clock = new StackClock(real::get, null);

        pass(5);

        assertThat(clock.instant()).isEqualTo(real.get());
    }

    @Test
    void with_a_start_it_ticks_from_there() {
        var clock = new StackClock(real::get, Instant.parse("2023-02-01T00:00:00Z"));

        pass(90);

        assertThat(clock.instant()).isEqualTo("2023-02-01T00:01:30Z");
    }

    @Test
    void it_stands_until_it_is_told_to_tick() {
        var clock = new StackClock(real::get, Instant.parse("2023-02-01T00:00:00Z"));

        clock.stand(Instant.parse("2023-02-06T06:30:00Z"));
        pass(60);
        assertThat(clock.instant()).isEqualTo("2023-02-06T06:30:00Z");
        clock.tick();
        pass(1);
        assertThat(clock.instant()).isEqualTo("2023-02-06T06:30:01Z");
        clock.tick();
        clock.stand();
        pass(1);
        assertThat(clock.instant()).isEqualTo("2023-02-06T06:30:01Z");
    }

    @Test
    void it_does_not_go_back() {
        var clock = new StackClock(real::get, Instant.parse("2023-02-01T00:00:00Z"));

        assertThatThrownBy(() -> clock.stand(Instant.parse("2023-01-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void pass(int seconds) {
        real.set(real.get().plusSeconds(seconds));
    }
}
