package org.patrolledger.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementsTest {
    @Test
    void a_median_is_the_middle_one_or_between_two() {
        assertThat(of(3, 1, 2).median()).isEqualTo(2);
        assertThat(of(4, 1, 2, 3).median()).isEqualTo(2.5);
    }

    @Test
    void a_ratio_is_the_median_of_what_was_measured_side_by_side() {
        assertThat(of(2, 30, 4).ratioTo(of(1, 10, 4))).isEqualTo(2);
    }

    private static Measurements of(double... values) {
        var sample = new Measurements();
        for (double value : values) {
            sample.add(value);
        }
        return sample;
    }
}
