package org.patrolledger.functions.importsubmissions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadsheetTimesTest {
    private final SpreadsheetTimes days =
            new SpreadsheetTimes(
                    Presets.of(org.patrolledger.contract.imports.Preset.POLICE_UK_STOP_AND_SEARCH));
    private final SpreadsheetTimes moments =
            new SpreadsheetTimes(Presets.of(org.patrolledger.contract.imports.Preset.GOVUK_FORMS));

    @ParameterizedTest
    @CsvSource({
        "2023-01-25T18:00:03.512+03, 2023-01-25T18:00:03.512+03:00",
        "2023-01-25T18:00:00+0100, 2023-01-25T18:00:00+01:00",
        "2023-01-25T18:00:00Z, 2023-01-25T18:00:00Z",
        "2023-07-25 18:00, 2023-07-25T18:00:00+01:00",
        "2023-07-25 18:00:00.000, 2023-07-25T18:00:00+01:00",
        "2023-01-25T18:00:07.25, 2023-01-25T18:00:07.25Z",
        "25/07/2023 18:00:00.123456789, 2023-07-25T18:00:00.123456789+01:00",
        "2023-07-25 24:00:00.000, 2023-07-25 24:00:00.000",
        "25/07/2023 6pm, 2023-07-25T18:00:00+01:00",
        "25/01/2023 11:30 pm, 2023-01-25T23:30:00Z",
        "25.01.2023 8.30am, 2023-01-25T08:30:00Z",
        "2023-01-25 8:30, 2023-01-25T08:30:00Z",
        "2023-07-25 8.30am, 2023-07-25T08:30:00+01:00",
        "2023-07-25T9:15, 2023-07-25T09:15:00+01:00",
        "2023-07-25x 8:30, 2023-07-25x 8:30",
        "2023-07-25 8, 2023-07-25 8",
        "25/01/2023 18:00 GMT, 25/01/2023 18:00 GMT",
        // The clock shows this hour twice; the first is meant.
        "2026-10-25T01:30, 2026-10-25T01:30:00+01:00",
        // This hour there is not: it stays without an offset, and is a fault.
        "2026-03-29T01:30, 2026-03-29T01:30",
        "yesterday, yesterday",
        "25/01/2023, 25/01/2023"
    })
    void a_time_is_read_as_the_file_writes_it(String text, String time) {
        assertThat(moments.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-07-25, 2023-07-25T12:00:00+01:00",
        "2023-07-25T00:00:00+00:00, 2023-07-25T12:00:00+01:00",
        "2023-07-25T23:10:00+00:00, 2023-07-25T23:10:00+00:00",
        "2023-01-25T00:00:00+00:00, 2023-01-25T12:00:00Z",
        "25/01/2023, 2023-01-25T12:00:00Z",
        "25/01/2023 00:00, 2023-01-25T12:00:00Z",
        "25/01/2023 00:00:00.000, 2023-01-25T12:00:00Z",
        "25/01/2023 00:30, 2023-01-25T00:30:00Z"
    })
    void a_day_is_noon_of_it_where_the_mapping_says_so(String text, String time) {
        assertThat(days.time(text)).isEqualTo(time);
    }

    @Test
    void ids_are_of_version_five() {
        // RFC 9562, A.4
        assertThat(
                        RowIds.version5(
                                java.util.UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
                                "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }
}
