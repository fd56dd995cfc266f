package org.patrolledger.events.scenarios;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Seeded chance. Only draws whose algorithm the Java documentation fixes are used, so the same
/// name gives the same draws on every JDK.
final class Dice {
    private final Random random;

    Dice(String name) {
        this.random = new Random(name.hashCode());
    }

    /// Every whole number from `low` to `high`, both included, is as likely as any other.
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /// From `low` to `high`, both included; the middle is the likeliest, the ends are rare.
    int around(int low, int high) {
        return (between(low, high) + between(low, high) + 1) / 2;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String pick(String... values) {
        return pick(List.of(values));
    }

    <T> List<T> shuffled(List<T> values) {
        List<T> copy = new ArrayList<>(values);
        Collections.shuffle(copy, random);
        return copy;
    }
}
