package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Where and when places were used is what the current revisions say, no matter what several
/// processes wrote, failed to write or remember: each answer is compared with the revisions
/// themselves, which no index holds.
class PlacesUsedTest {
    private static final List<OperationId> OPERATIONS = List.of(Sample.GRIP, Sample.SAFE_SPACE);
    private static final List<PlaceId> PLACES =
            Stream.of("southend-high-street", "basildon-town-square", "harlow-town-centre")
                    .map(PlaceId::new)
                    .toList();

    /// Days that forms are of at one time. With more, none that failed would be met again.
    private static final int DAYS = 2;

    /// Steps after which a new day comes.
    private static final int STEPS_A_DAY = 8;

    private static final int PROCESSES = 3;
    private static final int STEPS = 160;

    private final Backend backend = new Backend().table("SUBMISSIONS_TABLE", Tables::submissions);
    private final Failing failing = new Failing();
    private final DynamoDbClient client =
            new Clients(backend.environment(), List.of(failing)).dynamoDb();
    private final List<SubmissionLog> processes =
            new ArrayList<>(Stream.generate(this::process).limit(PROCESSES).toList());
    private final List<SubmissionId> ids = new ArrayList<>();

    /// By the table itself, read after each step.
    private final Map<SubmissionId, Submission> current = new HashMap<>();

    private OperationalDay today = Sample.FRIDAY;

    @AfterEach
    void drop_the_table() {
        client.close();
        backend.close();
    }

    private SubmissionLog process() {
        return new DynamoDbSubmissionLog(
                client, backend.environment().submissionsTable(), Scratch.UNUSED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_was_written_or_failed_places_are_used_as_the_revisions_say(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            today = Sample.FRIDAY.plusDays(step / STEPS_A_DAY);
            failing.moment = Moment.values()[Math.min(2, random.nextInt(8))];
            int process = random.nextInt(PROCESSES);
            if (random.nextInt(12) == 0) {
                processes.set(process, process());
            }
            if (random.nextBoolean()) {
                ids.add(Form.id(ids.size()));
            }
            // The newest most often, as they are corrected the day after.
            int age = Math.min(random.nextInt(8), random.nextInt(8));
            var id = ids.isEmpty() ? Form.id(0) : ids.get(Math.max(0, ids.size() - 1 - age));
            try {
                step(random, processes.get(process), id);
            } catch (StorageException e) {
                assertThat(failing.moment).isNotEqualTo(Moment.NEVER);
            }
            failing.moment = Moment.NEVER;
            look(id);

            agree(random, "seed " + seed + ", step " + step);
        }
        assertThat(failing.failed).isGreaterThan(STEPS / 20);
    }

    @Test
    void processes_that_write_at_once_leave_places_used_as_the_revisions_say() {
        for (int round = 0; round < 10; round++) {
            int seed = round;
            today = Sample.FRIDAY.plusDays(round);
            IntStream.range(0, PROCESSES).forEach(i -> ids.add(Form.id(ids.size())));
            var known = List.copyOf(ids);
            Race.of(
                    2 * PROCESSES,
                    i -> {
                        var random = new Random(31L * seed + i);
                        var log = processes.get(i % PROCESSES);
                        for (int n = 0; n < 4; n++) {
                            var id = known.get(random.nextInt(known.size()));
                            var form = form(random, id);
                            log.current(id)
                                    .ifPresentOrElse(
                                            it -> log.revise(it, form.after(it)),
                                            () -> log.append(form.first()));
                        }
                        return true;
                    });

            known.forEach(this::look);
            agree(new Random(round), "round " + round);
        }
    }

    private void step(Random random, SubmissionLog log, SubmissionId id) {
        log.current(id)
                .ifPresentOrElse(
                        it -> change(random, log, it), () -> log.append(form(random, id).first()));
    }

    private void change(Random random, SubmissionLog log, Revision current) {
        var id = current.submission().id();
        var other = form(random, id);
        switch (random.nextInt(8)) {
            case 0 -> assertThat(log.append(other.first())).isPresent();
            case 1 -> log.revise(current, Form.withdrawalOf(current));
            case 2 -> {
                var first = log.revision(id, 1).orElseThrow();
                assertThat(log.revise(first, other.after(first))).isEqualTo(current.number() == 1);
            }
            case 3, 4 ->
                    log.revise(
                            current,
                            at(other, current.submission()).after(current, "Counted anew."));
            default -> log.revise(current, other.after(current));
        }
    }

    private Form form(Random random, SubmissionId id) {
        var day = today.plusDays(random.nextInt(DAYS));
        return (random.nextBoolean() ? Form.engagement() : Form.incident())
                .of(id)
                .with("operation", OPERATIONS.get(random.nextInt(8) / 7).value())
                .with("place", one(random, PLACES).value())
                .with("peopleSafeguarded", random.nextInt(1_000))
                .at(day.start().plusSeconds(random.nextInt(80_000)));
    }

    /// The form with the operation, the place and the day of `submission`.
    private static Form at(Form form, Submission submission) {
        return form.with("operation", submission.operation().value())
                .with("place", submission.place().value())
                .at(submission.day().start().plusSeconds(7_200));
    }

    private static <T> T one(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void agree(Random random, String when) {
        var log = one(random, processes);
        for (var operation : OPERATIONS) {
            var asked = new ArrayList<PlaceDays>();
            for (var place : PLACES) {
                for (var end : PlaceDays.End.values()) {
                    int first = random.nextInt(-3, DAYS + 1);
                    int last = random.nextInt(first, DAYS + 1);
                    asked.add(
                            new PlaceDays(place, today.plusDays(first), today.plusDays(last), end));
                }
            }

            assertThat(log.used(operation, asked))
                    .as(() -> when + ", " + operation + ": " + asked)
                    .isEqualTo(asked.stream().map(it -> used(operation, it)).toList());
        }
    }

    private void look(SubmissionId id) {
        processes.getFirst().current(id).ifPresent(it -> current.put(id, it.submission()));
    }

    private Optional<OperationalDay> used(OperationId operation, PlaceDays asked) {
        var order = Comparator.<OperationalDay>naturalOrder();
        return current.values().stream()
                .filter(it -> it.operation().equals(operation))
                .filter(it -> it.place().equals(asked.place()))
                .map(Submission::day)
                .filter(it -> it.compareTo(asked.first()) >= 0)
                .filter(it -> it.compareTo(asked.last()) <= 0)
                .min(asked.end() == PlaceDays.End.EARLIEST ? order : order.reversed());
    }

    private enum Moment {
        BEFORE_IT_IS_SENT,
        WHEN_IT_IS_ANSWERED,
        NEVER
    }

    /// Lets writes fail, so that their caller does not know whether they were carried out.
    private static final class Failing implements ExecutionInterceptor {
        private volatile Moment moment = Moment.NEVER;
        private volatile int failed;

        @Override
        public void beforeTransmission(
                Context.BeforeTransmission context, ExecutionAttributes attributes) {
            fail(Moment.BEFORE_IT_IS_SENT, context.request());
        }

        @Override
        public void afterUnmarshalling(
                Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
            fail(Moment.WHEN_IT_IS_ANSWERED, context.request());
        }

        private void fail(Moment now, SdkRequest request) {
            boolean writes =
                    request instanceof PutItemRequest
                            || request instanceof TransactWriteItemsRequest;
            if (moment == now && writes) {
                failed++;
                throw SdkClientException.create("no answer");
            }
        }
    }
}
