package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.Samples;
import org.patrolledger.functions.receivesubmission.Intake;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// Random histories, in which every edition has to be the one that [Model] counts.
class HistoriesTest {
    private static final int HISTORIES = Integer.getInteger("histories", 1_000);
    private static final int STEPS = 10;

    /// Signatures, workbooks and pages have tests of their own; here they would take most of the
    /// time.
    private static final Signer SIGNER = quick();

    private static Signer quick() {
        var real = new FakeSigner();
        var signature = real.sign(new byte[0]);
        return new Signer() {
            @Override
            public byte[] sign(byte[] message) {
                return signature.clone();
            }

            @Override
            public byte[] publicKey() {
                return real.publicKey();
            }
        };
    }

    @Test
    void every_edition_of_a_random_history_is_the_one_a_recount_gives() {
        var editions = new AtomicLong();
        LongStream.range(0, HISTORIES)
                .parallel()
                .forEach(seed -> {
                    try {
                        editions.addAndGet(new History(seed).run());
                    } catch (IOException | RuntimeException | AssertionError e) {
                        throw new AssertionError("history " + seed + " differs", e);
                    }
                });
        assertThat(editions.get()).isGreaterThan((long) HISTORIES);
    }

    private static final class History {
        private static final List<String> OPERATIONS =
                List.of("grip", "safe-space", "all-operations");
        private static final List<String> WEEKS = List.of("2023-W04", "2023-W05", "2023-W06");
        private static final List<String> MONTHS = List.of("2023-01", "2023-02");
        private static final Instant EARLIEST = Instant.parse("2023-01-27T00:00:00Z");

        private final long seed;
        private final Random random;
        private final World world =
                new World(SIGNER, new EditionWriter(SIGNER, Samples.PUBLISHER, Set.of()));
        private final Model model = new Model(World.PLACES, World.SHIFTS);
        private final Intake intake =
                new Intake(world.log, new CatalogueCache(world.catalogue), world.clock);
        private final TreeMap<String, Revision> current = new TreeMap<>();

        /// Stream records not yet seen, and messages not yet carried out; both may hold a thing
        /// twice.
        private final List<Map<String, Object>> records = new ArrayList<>();

        private final List<SummaryKey> messages = new ArrayList<>();

        /// The few summaries that this history publishes of its own accord.
        private final List<SummaryKey> wanted = new ArrayList<>();

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i < 2; i++) {
                var operation = any(OPERATIONS);
                wanted.add(
                        random.nextInt(3) > 0
                                ? World.weekly(any(WEEKS), operation)
                                : World.monthly(any(MONTHS), operation));
            }
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        /// @return how many editions were made
        long run() throws IOException {
            for (int i = 0; i < 2; i++) {
                post();
            }
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            settle();
            return new Recount(world, model).everyEdition();
        }

        private void step() throws IOException {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> post();
                case 3 -> repeat();
                case 4 -> revise();
                case 5 -> reviseInVain();
                case 6 -> withdraw();
                case 7, 8, 9 -> publish(any(wanted));
                case 10 -> crash(any(wanted));
                case 11, 12 -> world.now = world.now.plus(Duration.ofHours(random.nextInt(60)));
                case 13 -> passTwoWeeks();
                case 14 -> notice();
                default -> carryOut();
            }
        }

        private void passTwoWeeks() {
            if (world.now.isBefore(Instant.parse("2023-02-14T00:00:00Z"))) {
                world.now = world.now.plus(Duration.ofDays(15));
            }
        }

        private Report report(Revisable of) {
            var latest = Instant.parse("2023-02-09T00:00:00Z");
            var until = world.now.isBefore(latest) ? world.now : latest;
            int seconds = 60 + random.nextInt(8 * 3600);
            long range = Duration.between(EARLIEST, until).toSeconds() - seconds;
            var operation = of.operation();
            return new Report(
                    of.id(),
                    of.incident(),
                    operation,
                    any(World.PLACES.get(operation)),
                    of.organisation(),
                    EARLIEST.plusSeconds(random.nextLong(range)),
                    seconds,
                    any(List.of("foot-patrol", "vehicle-patrol", "stall")),
                    1 + random.nextInt(3),
                    random.nextInt(4),
                    random.nextBoolean(),
                    random.nextInt(3),
                    random.nextInt(3),
                    random.nextInt(2));
        }

        /// What a report keeps, or has.
        private record Revisable(
                SubmissionId id, boolean incident, String operation, String organisation) {}

        private void post() {
            var report =
                    report(
                            new Revisable(
                                    Form.id(seed * 1_000 + current.size()),
                                    random.nextInt(3) == 0,
                                    any(List.of("grip", "grip", "safe-space")),
                                    any(List.of("essex-police", "open-road"))));
            var outcome = receive(report);
            assertThat(outcome).isInstanceOf(Intake.Outcome.Accepted.class);
            var first = world.log.current(report.id()).orElseThrow();
            current.put(report.id().value(), first);
            model.log.put(
                    report.id().value(),
                    new ArrayList<>(List.of(new Model.Rev(report, false, world.now))));
            records.addAll(world.records(Optional.empty(), first));
        }

        private Intake.Outcome receive(Report report) {
            var form = report.form();
            var organisation =
                    report.organisation().equals("open-road")
                            ? Sample.OPEN_ROAD
                            : Sample.ESSEX_POLICE;
            return intake.receive(
                    form.kind(),
                    Json.object(form.json()),
                    new Caller(
                            Form.SUBJECT,
                            Optional.of(organisation),
                            Set.of(Scope.SUBMISSIONS_WRITE)),
                    "request-" + random.nextLong());
        }

        private void repeat() {
            var revisions = model.log.get(any(List.copyOf(model.log.keySet())));
            assertThat(receive(revisions.getFirst().report()))
                    .isInstanceOf(Intake.Outcome.Repeated.class);
        }

        private void revise() {
            var id = any(List.copyOf(current.keySet()));
            var was = model.log.get(id).getLast().report();
            var operation =
                    random.nextInt(4) == 0 ? any(List.of("grip", "safe-space")) : was.operation();
            var report =
                    report(new Revisable(was.id(), was.incident(), operation, was.organisation()));
            next(id, report, false, world.revise(current.get(id), report.form()));
        }

        /// Somebody who has not seen the newest revision, or is of another organisation.
        private void reviseInVain() {
            var id = any(List.copyOf(current.keySet()));
            var newest = current.get(id);
            var form = model.log.get(id).getLast().report().form();
            boolean stale = newest.number() > 1 && random.nextBoolean();
            // With the reason of a correction that was made, it would be a repeat of that one.
            var call =
                    stale
                            ? world.putting(form, newest.number() - 1, "Another slip.")
                            : world.putting(form, newest.number());
            var foreign = newest.submission().organisation().value().equals("open-road");
            var answer =
                    world.correct(stale ? call : call.of(foreign ? "essex-police" : "open-road"));
            assertThat(answer.status()).isEqualTo(stale ? 412 : 403);
            assertThat(world.log.current(newest.submission().id())).contains(newest);
        }

        private void withdraw() {
            var id = any(List.copyOf(current.keySet()));
            var before = current.get(id);
            if (!before.withdrawn()) {
                next(id, model.log.get(id).getLast().report(), true, world.withdraw(before));
            }
        }

        private void next(String id, Report report, boolean withdrawn, Revision next) {
            records.addAll(world.records(Optional.of(current.get(id)), next));
            current.put(id, next);
            model.log.get(id).add(new Model.Rev(report, withdrawn, world.now));
        }

        private void publish(SummaryKey key) {
            if (early(key)) {
                assertThat(world.publish(key))
                        .isEqualTo(new Publication.Outcome.Early(key.period().publishedAt()));
                assertThat(world.archive.editions(key)).isEmpty();
                return;
            }
            var due = model.due(key, world.now);
            var outcome = world.publish(key);
            if (due.isPresent()) {
                assertThat(outcome)
                        .isEqualTo(
                                new Publication.Outcome.Published(
                                        new EditionKey(key, due.get().number())));
                model.commit(key, due.get());
            } else {
                assertThat(outcome).isEqualTo(new Publication.Outcome.Unchanged());
            }
            assertThat(world.archive.editions(key)).hasSize(model.editions.get(key).size());
        }

        private boolean early(SummaryKey key) {
            return world.now.isBefore(key.period().publishedAt());
        }

        /// Publishing breaks off somewhere. Its message is given again some time later.
        private void crash(SummaryKey key) throws IOException {
            if (early(key)) {
                return;
            }
            var due = model.due(key, world.now);
            long before = model.chain(key);
            var interruption = new Interruption(random.nextInt(30), random.nextBoolean());
            try {
                world.publication(interruption).publish(key);
                assertThat(interruption.happened()).isFalse();
            } catch (Interruption.Died e) {
                messages.add(key);
            }
            if (world.archive.head(key.operation()).sequence() > before) {
                model.commit(key, due.orElseThrow());
            }
        }

        /// Some records, in any order, some of them again later.
        private void notice() {
            Collections.shuffle(records, random);
            var batch = new ArrayList<>(records.subList(0, random.nextInt(records.size() + 1)));
            records.removeIf(it -> batch.contains(it) && random.nextInt(4) > 0);
            world.notice(batch);
            messages.addAll(world.drain());
        }

        /// Some messages, in any order, some of them again later.
        private void carryOut() {
            Collections.shuffle(messages, random);
            for (int i = Math.min(messages.size(), random.nextInt(3)); i > 0; i--) {
                var key = messages.getFirst();
                publish(key);
                if (random.nextInt(4) > 0) {
                    messages.removeFirst();
                }
            }
        }

        /// When all records and messages have arrived, every published summary says what the ledger
        /// says, though no schedule ran.
        private void settle() {
            Collections.shuffle(records, random);
            world.notice(records);
            messages.addAll(world.drain());
            Collections.shuffle(messages, random);
            messages.stream().distinct().forEach(this::publish);
            model.editions.keySet().forEach(key -> assertThat(model.holds(key)).isTrue());
        }
    }
}
