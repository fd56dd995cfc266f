package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.functions.publishsummary.Publication.Outcome;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

class PublicationTest {
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
    private Map<String, Object> part(String name) {
        return (Map<String, Object>) world.summary(KEY).get(name);
    }

    @Test
    void an_operation_that_is_not_in_the_catalogue_is_not_begun() {
        var unknown = World.weekly("2023-W05", "henderson");

        assertThat(world.publish(unknown)).isEqualTo(new Outcome.Unknown());

        assertThat(world.archive.begun(unknown)).isFalse();
    }

    @Test
    void a_week_without_a_submission_is_published_with_zeros_once() {
        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 1));
        assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());

        assertThat(part("measures"))
                .hasSize(Measure.values().length)
                .allSatisfy((id, value) -> assertThat(value).isEqualTo(0L));
    }

    @Test
    void fourteen_days_after_the_period_it_is_final_though_nothing_changed_and_then_stays() {
        world.publish(KEY);

        world.now = Instant.parse("2023-02-20T05:59:59.999Z");
        assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());
        world.now = Instant.parse("2023-02-20T06:00:00Z");
        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 2));
        assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());

        assertThat(world.manifest(KEY).status().id()).isEqualTo("final");
        assertThat(world.manifest(KEY).correction()).isFalse();
        assertThat(world.manifest(KEY).changes()).isEmpty();
        assertThat(world.summary(KEY).get("status")).isEqualTo("final");
    }

    @Test
    void a_change_of_a_final_summary_is_a_correction_also_on_a_machine_whose_clock_is_behind() {
        world.now = Instant.parse("2023-03-01T12:00:00Z");
        world.publish(KEY);
        world.post(Form.incident());

        world.now = Instant.parse("2023-02-10T12:00:00Z");
        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 2));

        assertThat(world.manifest(KEY).status().id()).isEqualTo("final");
        assertThat(world.manifest(KEY).correction()).isTrue();
        assertThat(world.causes(KEY)).containsExactly("late");
    }

    @Test
    void a_late_form_is_late_though_it_was_corrected_before_it_was_counted() {
        world.publish(KEY);
        world.now = world.now.plusMillis(1);
        var form = Form.incident();
        world.revise(world.post(form), form.with("arrests", 2));

        world.publish(KEY);

        assertThat(world.causes(KEY)).containsExactly("late");
    }

    @Test
    void a_form_moved_to_another_week_changes_both_as_moved() {
        var next = World.weekly("2023-W06", "grip");
        var form = Form.incident();
        var first = world.post(form);
        world.now = Instant.parse("2023-02-13T06:30:00Z");
        world.publish(KEY);
        world.publish(next);

        world.revise(first, form.at(Instant.parse("2023-02-08T10:00:00Z")));

        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 2));
        assertThat(world.publish(next)).isEqualTo(edition(next, 2));
        assertThat(world.causes(KEY)).containsExactly("moved");
        assertThat(world.causes(next)).containsExactly("moved");
    }

    @Test
    void a_withdrawn_form_leaves_as_withdrawn_and_comes_back_as_revised() {
        var form = Form.incident();
        var first = world.post(form);
        world.publish(KEY);

        var withdrawal = world.withdraw(first);
        world.publish(KEY);
        assertThat(world.causes(KEY)).containsExactly("withdrawn");

        world.revise(withdrawal, form);
        world.publish(KEY);
        assertThat(world.causes(KEY)).containsExactly("revised");
    }

    @Test
    void a_correction_that_changes_no_figure_makes_an_edition_without_changes() {
        var form = Form.incident();
        var first = world.post(form);
        world.publish(KEY);

        world.revise(first, form.with("note", "By the station."));

        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 2));
        assertThat(world.manifest(KEY).changes()).isEmpty();
    }

    @Test
    void an_engagement_of_the_week_after_reports_the_shift_that_reaches_into_it() {
        world.now = Instant.parse("2023-02-06T09:00:00Z");
        world.publish(KEY);
        assertThat(part("coverage")).containsEntry("reported", 0L);

        var first =
                world.post(
                        Form.engagement()
                                .with("place", World.BASILDON)
                                .with("startedAt", "2023-02-06T06:10:00Z")
                                .with("endedAt", "2023-02-06T06:50:00Z"));
        world.notice(world.records(Optional.empty(), first));

        assertThat(world.drain()).contains(KEY);
        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 2));
        assertThat(part("coverage")).containsEntry("reported", 1L);
        assertThat(world.manifest(KEY).changes())
                .containsExactly(
                        new Change(
                                Figure.Covered.REPORTED,
                                0,
                                1,
                                1,
                                Cause.LATE,
                                List.of(first.submission().id())));
    }

    @Test
    void a_shift_added_to_the_catalogue_is_named_by_the_next_edition_as_its_doing() {
        world.publish(KEY);
        world.catalogue.put(
                new Operation(
                        Sample.GRIP,
                        "Operation grip",
                        2,
                        Sample.always(),
                        List.of(Sample.ESSEX_POLICE, Sample.OPEN_ROAD),
                        Stream.of(World.HIGH_STREET, World.BASILDON).map(Sample::place).toList(),
                        List.of()));
        assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());
        world.post(Form.incident());

        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 2));

        assertThat(world.manifest(KEY).changes())
                .contains(new Change(Figure.Covered.EXPECTED, 3, 0, -3, Cause.CATALOGUE, List.of()))
                .noneMatch(it -> it.figure() == Figure.Covered.REPORTED);
        var version = world.manifest(KEY).catalogue().orElseThrow();
        assertThat(world.archive.kept(version.path()))
                .hasValueSatisfying(
                        bytes -> assertThat(Digest.of(bytes)).isEqualTo(version.digest()));
    }

    @Test
    void a_period_in_which_the_operation_was_not_active_all_along_is_not_compared_with() {
        var before = World.weekly("2023-W04", "grip");
        world.publish(before);
        var from = OperationalDay.parse("2023-01-24");
        world.catalogue.put(
                new Operation(
                        Sample.GRIP,
                        "Operation grip",
                        2,
                        new Place.Validity(from, Optional.empty()),
                        List.of(Sample.ESSEX_POLICE, Sample.OPEN_ROAD),
                        Stream.of(World.HIGH_STREET, World.BASILDON).map(Sample::place).toList(),
                        List.of()));

        world.publish(KEY);

        assertThat(part("comparison")).containsEntry("previous", null);
    }

    /// While one publisher is about to commit what it read, a form goes again, and a publisher that
    /// was told of that finds the edition before as good as ever.
    @Test
    void a_form_that_came_and_went_while_an_edition_was_made_does_not_stay_in_it()
            throws IOException {
        world.publish(KEY);
        var first = world.post(Form.incident());
        var archive =
                beforeCommit(() -> {
                    world.withdraw(first);
                    assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());
                });

        world.publication(world.log, world.catalogue, archive).publish(KEY);

        assertThat(part("measures")).containsEntry("arrests", 0L);
        assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void a_visit_that_came_and_went_next_to_the_week_does_not_stay_in_its_coverage()
            throws IOException {
        world.now = Instant.parse("2023-02-06T09:00:00Z");
        world.publish(KEY);
        var first =
                world.post(
                        Form.engagement()
                                .with("place", World.BASILDON)
                                .with("startedAt", "2023-02-06T06:10:00Z")
                                .with("endedAt", "2023-02-06T06:50:00Z"));
        var archive =
                beforeCommit(() -> {
                    world.withdraw(first);
                    assertThat(world.publish(KEY)).isEqualTo(new Outcome.Unchanged());
                });

        world.publication(world.log, world.catalogue, archive).publish(KEY);

        assertThat(part("coverage")).containsEntry("reported", 0L);
    }

    @Test
    void a_form_that_comes_between_the_reading_and_the_commit_is_counted_by_its_own_notice()
            throws IOException {
        world.publish(KEY);
        world.post(Form.incident());
        var archive =
                beforeCommit(() -> {
                    var next = world.post(Form.incident());
                    world.notice(world.records(Optional.empty(), next));
                });

        world.publication(world.log, world.catalogue, archive).publish(KEY);

        assertThat(world.drain()).contains(KEY);
        assertThat(world.publish(KEY)).isEqualTo(edition(KEY, 3));
    }

    @Test
    void a_usual_edition_reads_the_ledger_once() throws IOException {
        world.publish(KEY);
        world.post(Form.incident());
        int[] reads = {0};
        var log =
                (SubmissionLog)
                        proxy(SubmissionLog.class, world.log, "counted", arguments -> reads[0]++);

        world.publication(log, world.catalogue, world.archive).publish(KEY);

        assertThat(reads[0]).as("the period and its neighbouring days").isEqualTo(2);
    }

    /// The archive, where something happens before the first commit.
    private SummaryArchive beforeCommit(Runnable happening) {
        var once = new boolean[1];
        return (SummaryArchive)
                proxy(
                        SummaryArchive.class,
                        world.archive,
                        "commit",
                        arguments -> {
                            if (!once[0]) {
                                once[0] = true;
                                happening.run();
                            }
                        });
    }

    @FunctionalInterface
    private interface Before {
        void call(Object[] arguments);
    }

    private static Object proxy(Class<?> port, Object real, String method, Before before) {
        return Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.call(arguments);
                    }
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
