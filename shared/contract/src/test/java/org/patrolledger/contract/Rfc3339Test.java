package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {
    /// As the schemas state it.
    private static final Pattern TIME =
            Pattern.compile(
                    ContractFiles.tree("schemas/types.schema.json")
                            .at("/$defs/time/pattern")
                            .asString());

    @ParameterizedTest
    @CsvSource({
        "2023-02-03T18:00:00Z, 2023-02-03T18:00:00Z",
        "2023-02-03t18:00:00z, 2023-02-03T18:00:00Z",
        "2023-07-03T18:00:00+01:00, 2023-07-03T17:00:00Z",
        "2023-07-03T18:00:00-00:30, 2023-07-03T18:30:00Z",
        "2023-07-03T18:00:00.5+23:59, 2023-07-02T18:01:00.500Z",
        "2023-02-03T18:00:00.123456789Z, 2023-02-03T18:00:00.123456789Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2000-01-01T00:00:00Z, 2000-01-01T00:00:00Z",
        "2100-12-31T23:59:59Z, 2100-12-31T23:59:59Z",
        "2023-02-03T18:00:00🚓,",
        "1999-12-31T23:59:59Z,",
        "2101-01-01T00:00:00Z,"
    })
    void a_time_with_an_offset_of_the_years_2000_to_2100_is_read(String text, Instant expected) {
        assertThat(Rfc3339.read(text)).isEqualTo(expected);
        assertThat(within(text)).isEqualTo(expected);
    }

    /// Every text of a time with some characters changed: the pattern of the schemas and the
    /// calendar of `java.time` decide what it is.
    @Test
    void the_pattern_and_the_calendar_decide() {
        var random = new SplittableRandom(7);
        var characters = "0123456789TtZz:-+. x";
        int read = 0;
        for (int i = 0; i < 400_000; i++) {
            var text = new StringBuilder("2023-02-28T18:59:59");
            text.append(random.nextBoolean() ? "" : "." + random.nextInt(1_000_000_000));
            text.append(random.nextBoolean() ? "Z" : "+01:00");
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, characters.charAt(random.nextInt(characters.length())));
            }
            var expected = expected(text.toString());
            assertThat(Rfc3339.read(text.toString())).as(text.toString()).isEqualTo(expected);
            assertThat(within(text.toString())).as(text.toString()).isEqualTo(expected);
            read += expected == null ? 0 : 1;
        }
        assertThat(read).isBetween(100_000, 300_000);
    }

    /// Read from among other bytes, which would all go on with a time.
    private static Instant within(String text) {
        var bytes = ("2" + text + "0Z").getBytes(StandardCharsets.UTF_8);
        return Rfc3339.read(bytes, 1, bytes.length - 2);
    }

    private static Instant expected(String text) {
        if (!TIME.matcher(text).find()) {
            return null;
        }
        var upper = text.toUpperCase(Locale.ROOT);
        int zone = upper.endsWith("Z") ? upper.length() - 1 : upper.length() - 6;
        try {
            var local = LocalDateTime.parse(upper.substring(0, zone)).toInstant(ZoneOffset.UTC);
            if (upper.endsWith("Z")) {
                return local;
            }
            var hoursAndMinutes = upper.substring(zone + 1).split(":");
            long seconds =
                    Long.parseLong(hoursAndMinutes[0]) * 3600
                            + Long.parseLong(hoursAndMinutes[1]) * 60;
            return upper.charAt(zone) == '-'
                    ? local.plusSeconds(seconds)
                    : local.minusSeconds(seconds);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
