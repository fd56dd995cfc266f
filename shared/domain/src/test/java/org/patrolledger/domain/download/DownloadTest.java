package org.patrolledger.domain.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.EditionKey;

class DownloadTest {
    @ParameterizedTest
    @CsvSource({
        "2023-02-06T09:00:00.123Z, 2030-02-06T09:00:00.123Z",
        "2024-02-29T23:59:59.999Z, 2031-02-28T23:59:59.999Z",
        // The years are those of UTC, summer time or not.
        "2023-12-31T23:30:00Z, 2030-12-31T23:30:00Z",
        "2023-07-01T23:30:00Z, 2030-07-01T23:30:00Z",
    })
    void a_download_is_kept_for_seven_calendar_years(Instant at, Instant until) {
        var edition =
                EditionKey.parse("summaries/weekly/2023-W05/grip/edition-0001/").orElseThrow();
        var download =
                new Download(at, "auditor", new OrganisationId("hmicfrs"), edition, "summary.csv");
        assertThat(download.keptUntil()).isEqualTo(until);
    }
}
