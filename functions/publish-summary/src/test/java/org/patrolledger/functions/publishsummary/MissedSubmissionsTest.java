package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.functions.publishsummary.Publication.Outcome;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// Submissions that a fold misses, because they are corrected while it reads.
class MissedSubmissionsTest {
    private static final SummaryKey KEY = World.weekly("2023-W05", "grip");

    private final World world = new World();

    @BeforeEach
    void when_the_week_is_published() {
        world.now = Instant.parse("2023-02-06T06:30:00Z");
    }

    private static Outcome edition(SummaryKey key, int number) {
        return new Outcome.Published(new EditionKey(key, number));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> measures() {
        return (Map<String, Object>) world.summary(KEY).get("measures");
    }

    /// Days are read one by one: what moves from one to another meanwhile may be met at neither.
    @Test
    void a_form_that_is_missed_while_it_moves_within_the_period_stays_counted() throws IOException {
        var form = Form.incident();
        var moving = world.post(form);
        world.publish(KEY);
        world.post(Form.incident()); // of the same figures
        int[] readings = {0};

        var made = world.publication(missing(moving, readings, 1), world.catalogue, world.archive);

        assertThat(made.publish(KEY)).isEqualTo(edition(KEY, 2));
        assertThat(measures()).containsEntry("submissions", 2L);
        assertThat(world.causes(KEY)).containsExactly("late");
        assertThat(readings[0]).isEqualTo(2);
    }

    @Test
    void a_form_that_is_missed_by_every_reading_makes_no_edition() throws IOException {
        var moving = world.post(Form.incident());
        world.publish(KEY);
        int[] readings = {0};
        var publication =
                world.publication(
                        missing(moving, readings, Integer.MAX_VALUE),
                        world.catalogue,
                        world.archive);

        assertThatThrownBy(() -> publication.publish(KEY)).isInstanceOf(StorageException.class);

        assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());
    }

    /// The catalogue keeps a day that was used; a form that came in that very moment is on a day
    /// that no fold reads.
    @Test
    void a_form_of_a_day_that_the_operation_lost_is_not_looked_for_for_ever() {
        world.post(Form.incident().with("occurredAt", "2023-02-03T19:00:00Z"));
        world.publish(KEY);
        world.catalogue.put(
                new Operation(
                        Sample.GRIP,
                        "Operation grip",
                        2,
                        new Place.Validity(
                                OperationalDay.parse("2021-04-01"),
                                Optional.of(OperationalDay.parse("2023-02-02"))),
                        List.of(Sample.ESSEX_POLICE, Sample.OPEN_ROAD),
                        Stream.of(World.HIGH_STREET, World.BASILDON).map(Sample::place).toList(),
                        List.of()));

        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 2));

        assertThat(measures()).containsEntry("submissions", 0L);
    }

    /// There is no edition before the first to find it by.
    @Test
    void a_form_that_the_first_edition_missed_while_it_moved_is_not_called_late()
            throws IOException {
        var form = Form.incident();
        var moving = world.post(form);
        world.revise(moving, form.with("occurredAt", "2023-02-04T12:00:00Z"));
        world.now = Instant.parse("2023-02-06T12:00:00Z");
        world.publication(missing(moving, new int[1], 1), world.catalogue, world.archive)
                .publish(KEY);
        assertThat(measures()).containsEntry("submissions", 0L);

        world.publish(KEY);

        assertThat(measures()).containsEntry("submissions", 1L);
        assertThat(world.causes(KEY)).containsExactly("revised");
    }

    /// The ledger, whose first `times` readings of the period do not meet a submission.
    private SubmissionLog missing(Revision missed, int[] readings, int times) {
        return (SubmissionLog)
                Proxy.newProxyInstance(
                        SubmissionLog.class.getClassLoader(),
                        new Class<?>[] {SubmissionLog.class},
                        (proxy, called, arguments) -> {
                            if (arguments[0] instanceof Collection<?> days
                                    && days.contains(missed.submission().operationDay())) {
                                readings[0]++;
                                var all =
                                        world.log.counted(
                                                days.stream()
                                                        .map(OperationDay.class::cast)
                                                        .toList());
                                return readings[0] > times
                                        ? all
                                        : all.filter(it ->
                                                !it.submission()
                                                        .id()
                                                        .equals(missed.submission().id()));
                            }
                            return called.invoke(world.log, arguments);
                        });
    }
}
