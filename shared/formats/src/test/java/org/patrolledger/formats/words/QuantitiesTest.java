package org.patrolledger.formats.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "22, 24, 92%",
        "23, 24, 96%",
        "24, 24, 100%",
        "0, 24, 0%",
        "1, 3, 33%",
        "2, 3, 67%",
        "1, 1000, under 1%",
        "999, 1000, over 99%",
        "995, 1000, over 99%",
        "0, 0, ''",
    })
    void a_share_is_rounded_to_the_nearest_but_never_to_none_or_all(
            long part, long whole, String expected) {
        assertThat(Quantities.share(part, whole)).isEqualTo(expected);
    }

    @Test
    void no_share_is_further_than_half_a_percent_from_the_truth() {
        for (long whole = 1; whole <= 300; whole++) {
            for (long part = 0; part <= whole; part++) {
                var share = Quantities.share(part, whole);
                double truth = 100.0 * part / whole;
                if (share.startsWith("under")) {
                    assertThat(truth).isBetween(Double.MIN_VALUE, 0.5);
                } else if (share.startsWith("over")) {
                    assertThat(truth).isBetween(99.5, Math.nextDown(100.0));
                } else {
                    double shown = Double.parseDouble(share.replace("%", ""));
                    assertThat(Math.abs(shown - truth)).isLessThanOrEqualTo(0.5);
                    assertThat(shown == 100).isEqualTo(part == whole);
                    assertThat(shown == 0).isEqualTo(part == 0);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 minutes",
        "1, 1 minute",
        "59, 59 minutes",
        "60, 1 hour",
        "200, 3 hours 20 minutes",
        "2879, 47 hours 59 minutes",
        "2880, 2 days",
        "18563, 12 days 21 hours",
        "14400000, '10,000 days'",
    })
    void a_delay_is_said_as_people_say_it(long minutes, String expected) {
        assertThat(Quantities.delay(minutes).replace('\u00a0', ' ')).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 108, +8%",
        "100, 92, \u22128%",
        "100, 100, 0%",
        "1000, 1001, under +1%",
        "1000, 999, under \u22121%",
        "1000, 1, over \u221299%",
        "10, 0, \u2212100%",
        "9, 18, ''",
    })
    void a_change_in_per_cent_never_says_none_or_all_where_it_is_not(
            long before, long now, String expected) {
        assertThat(Quantities.percentage(before, now)).isEqualTo(expected);
    }
}
