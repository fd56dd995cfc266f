package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryKey;

/// What every [DownloadRegister] has to do.
public abstract class DownloadRegisterContract {
    private static final Instant NOON = Instant.parse("2023-03-10T12:00:00.123Z");
    private static final EditionKey WEEKLY = new EditionKey(Sample.WEEKLY, 1);
    private static final EditionKey MONTHLY =
            new EditionKey(new SummaryKey(Sample.MONTH, Sample.GRIP), 1);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    /// The clock of the register under test.
    protected final InstantSource clock = now::get;

    /// The register under test, which goes by [#clock]; the same one throughout a test, empty at
    /// its start.
    protected abstract DownloadRegister register();

    @Test
    void at_first_there_are_none() {
        assertThat(register().between(NOON.minusSeconds(1), NOON.plusSeconds(1))).isEmpty();
        assertThat(register().of(WEEKLY)).isEmpty();
    }

    @Test
    void a_download_is_read_back_as_it_was_recorded() {
        var download =
                new Download(
                        NOON,
                        "auditor|42#é",
                        new OrganisationId("open-road"),
                        MONTHLY,
                        "summary.csv-metadata.json");

        register().record(download);

        assertThat(register().between(NOON, NOON.plusMillis(1))).containsExactly(download);
        assertThat(register().of(MONTHLY)).containsExactly(download);
    }

    @Test
    void downloads_come_from_the_start_of_a_time_to_before_its_end_oldest_first() {
        var before = record(NOON.minusMillis(1), WEEKLY);
        var third = record(NOON.plusSeconds(2), WEEKLY);
        var first = record(NOON, WEEKLY);
        var second = record(NOON.plusMillis(1), MONTHLY);
        var end = record(NOON.plusSeconds(3), WEEKLY);

        assertThat(register().between(NOON, NOON.plusSeconds(3)))
                .containsExactly(first, second, third);
        assertThat(register().between(NOON.minusMillis(1), NOON.plusSeconds(4)))
                .containsExactly(before, first, second, third, end);
        assertThat(register().between(NOON, NOON)).isEmpty();
        assertThat(register().between(NOON.plusSeconds(3), NOON)).isEmpty();
    }

    @Test
    void downloads_of_several_days_come_oldest_first() {
        var recorded = new ArrayList<Download>();
        for (int day = 0; day < 40; day += 3) {
            recorded.addFirst(record(NOON.minus(day, ChronoUnit.DAYS), WEEKLY));
        }

        assertThat(register().between(NOON.minus(60, ChronoUnit.DAYS), NOON.plusMillis(1)))
                .isEqualTo(recorded);
        assertThat(register().of(WEEKLY)).isEqualTo(recorded);
    }

    @Test
    void downloads_of_a_month_and_the_next_are_told_apart() {
        var midnight = Instant.parse("2023-03-01T00:00:00Z");
        var february = record(midnight.minusMillis(1), WEEKLY);
        var march = record(midnight, WEEKLY);

        assertThat(register().between(midnight.minusSeconds(1), midnight))
                .containsExactly(february);
        assertThat(register().between(midnight, midnight.plusSeconds(1))).containsExactly(march);
        assertThat(register().between(midnight.minusMillis(1), midnight.plusMillis(1)))
                .containsExactly(february, march);
    }

    @Test
    void a_time_may_start_and_end_within_a_millisecond() {
        var download = record(NOON, WEEKLY);

        assertThat(register().between(NOON, NOON.plusNanos(1))).containsExactly(download);
        assertThat(register().between(NOON.plusNanos(1), NOON.plusMillis(1))).isEmpty();
    }

    @Test
    void any_time_may_be_asked_for() {
        var download = record(NOON, WEEKLY);

        assertThat(register().between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z")))
                .containsExactly(download);
    }

    @Test
    void downloads_of_one_millisecond_are_all_kept() {
        Race.of(
                16,
                i -> {
                    register().record(download(NOON, WEEKLY, "subject-" + i));
                    return i;
                });

        assertThat(register().between(NOON, NOON.plusMillis(1)))
                .extracting(Download::subject)
                .doesNotHaveDuplicates()
                .hasSize(16);
        assertThat(register().of(WEEKLY)).hasSize(16);
    }

    @Test
    void the_same_download_twice_is_two_downloads() {
        var one = record(NOON, WEEKLY);
        var other = record(NOON, WEEKLY);

        assertThat(register().of(WEEKLY)).containsExactly(one, other);
    }

    @Test
    void an_edition_has_its_own_downloads_only() {
        var first = record(NOON, WEEKLY);
        var second = record(NOON.plusSeconds(1), WEEKLY.next());
        record(NOON, MONTHLY);

        assertThat(register().of(WEEKLY)).containsExactly(first);
        assertThat(register().of(WEEKLY.next())).containsExactly(second);
        assertThat(register().of(WEEKLY.next().next())).isEmpty();
    }

    @Test
    void a_download_is_known_for_seven_years() {
        var download = record(NOON, WEEKLY);

        now.set(Instant.parse("2030-03-10T12:00:00.122Z"));
        assertThat(register().between(NOON, NOON.plusMillis(1))).containsExactly(download);
        assertThat(register().of(WEEKLY)).containsExactly(download);

        now.set(Instant.parse("2030-03-10T12:00:00.123Z"));
        assertThat(register().between(NOON, NOON.plusMillis(1))).isEmpty();
        assertThat(register().of(WEEKLY)).isEmpty();
    }

    @Test
    void many_downloads_of_a_day_are_all_told() {
        var recorded = new ArrayList<Download>();
        for (int i = 0; i < 120; i++) {
            recorded.add(record(NOON.plusSeconds(i), WEEKLY));
        }

        assertThat(register().between(NOON, NOON.plusSeconds(120))).isEqualTo(recorded);
        assertThat(register().of(WEEKLY)).isEqualTo(List.copyOf(recorded));
    }

    @Test
    void a_receiver_has_its_own_downloads_only_oldest_first() {
        var later = record(NOON.plusSeconds(1), WEEKLY);
        var earlier = record(NOON, MONTHLY);
        register().record(download(NOON, WEEKLY, "auditor-2"));

        assertThat(register().givenTo("auditor-1")).containsExactly(earlier, later);
        assertThat(register().givenTo("auditor-2")).hasSize(1);
        assertThat(register().givenTo("auditor-3")).isEmpty();

        now.set(Instant.parse("2030-03-10T12:00:02Z"));
        assertThat(register().givenTo("auditor-1")).isEmpty();
    }

    private Download record(Instant at, EditionKey edition) {
        var download = download(at, edition, "auditor-1");
        register().record(download);
        return download;
    }

    private static Download download(Instant at, EditionKey edition, String subject) {
        return new Download(at, subject, Sample.ESSEX_POLICE, edition, "summary.csv");
    }
}
