package org.patrolledger.functions.senddigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.Mail;
import org.patrolledger.domain.digest.MailEvent;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailer;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.functions.notemailevent.Settlement;

/// A Monday morning with 10,000 subscribers, in virtual time, with the concurrency, rate and
/// timeouts that are deployed: how long it takes, and how many mails go out in any second.
class MondayTest {
    private static final int SUBSCRIBERS = 10_000;
    private static final int MOST_A_SECOND = 10;
    private static final Duration GOAL = Duration.ofMinutes(20);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void ten_thousand_mails_are_out_within_twenty_minutes_at_ten_a_second() throws IOException {
        var morning = new Morning(1, false);

        morning.run();

        morning.check();
        assertThat(morning.throttled).isZero();
        assertThat(morning.calls).hasSize(SUBSCRIBERS);
    }

    @Test
    void throttling_and_lost_answers_in_between_delay_mails_and_neither_lose_nor_double_one()
            throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            var morning = new Morning(seed, true);

            morning.run();

            morning.check();
            assertThat(morning.throttled).isGreaterThan(100);
            assertThat(morning.lostAnswers).isGreaterThan(5);
        }
    }

    private static final class Morning implements Mailer, MailQueue {
        private final VirtualTime time = new VirtualTime();
        private final World world = new World();
        private final Deployment deployed = Deployment.read();
        private final ArrayDeque<MailTask> queue = new ArrayDeque<>();
        private final Map<SubscriberKey, Integer> taken = new HashMap<>();
        private final List<SubscriberKey> readers;
        private final Random random;
        private final boolean rough;
        private final Settlement settlement;
        final List<Long> calls = new ArrayList<>();
        int throttled;
        int lostAnswers;
        private long last;
        private long longest;
        private int requests;

        Morning(int seed, boolean rough) throws IOException {
            this.random = new Random(seed);
            this.rough = rough;
            this.readers = world.join(SUBSCRIBERS);
            this.settlement = new Settlement(world.mailings, world.subscribers, () -> world.now);
            for (int from = 0; from < SUBSCRIBERS; from += MailTask.MOST) {
                queue.add(
                        new MailTask(
                                World.ISSUE,
                                World.MONDAY.plus(Duration.ofDays(3)),
                                readers.subList(from, from + MailTask.MOST)));
            }
        }

        void run() {
            for (int i = 0; i < deployed.instances(); i++) {
                time.start(Duration.ofMillis(random.nextInt(500)), this::instance);
            }
            time.run();
        }

        /// Takes messages one after the other, as the event source gives them to an instance.
        private void instance() {
            var delivery = delivery();
            while (taken.size() < SUBSCRIBERS && time.nanos() < 4 * GOAL.toNanos()) {
                var task = queue.poll();
                if (task == null) {
                    pass(200, 1_000);
                } else {
                    pass(5, 60);
                    handle(delivery, task);
                }
            }
        }

        private void handle(Delivery delivery, MailTask task) {
            long start = time.nanos();
            try {
                delivery.deliver(task, "request-" + requests++);
            } catch (StorageException e) {
                time.start(deployed.visibility(), () -> queue.add(task));
            }
            longest = Math.max(longest, time.nanos() - start);
            if (rough && random.nextInt(50) == 0) {
                // SQS gives a message twice now and then.
                time.start(Duration.ofSeconds(random.nextInt(300)), () -> queue.add(task));
            }
        }

        private Delivery delivery() {
            Faults slow =
                    () -> {
                        pass(2, 12);
                        return Faults.Fault.NONE;
                    };
            return world.delivery(
                    slow.on(MailingRegister.class, world.mailings),
                    slow.on(SubscriberRegister.class, world.subscribers),
                    this,
                    this,
                    new Pace(
                            deployed.rate(),
                            time::nanos,
                            pause -> {
                                time.sleep(pause);
                                return true;
                            }));
        }

        private void pass(int least, int most) {
            time.sleep(Duration.ofMillis(least + random.nextInt(most - least)));
            world.now = World.MONDAY.plusNanos(time.nanos());
        }

        @Override
        public void send(Collection<MailTask> tasks, Duration delay) {
            pass(5, 20);
            tasks.forEach(task -> time.start(delay, () -> queue.add(task)));
        }

        /// Takes a mail, mostly. Half a minute long nothing is taken, twice, and one in two hundred
        /// is turned away at other times; of one in five hundred the answer is lost.
        @Override
        public Outcome send(Mail mail) {
            calls.add(time.nanos());
            pass(40, 180);
            if (rough && (away() || random.nextInt(200) == 0)) {
                throttled++;
                return new Outcome.Throttled("TooManyRequestsException");
            }
            taken.merge(mail.subscriber(), 1, Integer::sum);
            last = time.nanos();
            var event =
                    new MailEvent(
                            MailEvent.Kind.SENT,
                            mail.mailing(),
                            mail.subscriber(),
                            mail.attempt(),
                            "message-" + calls.size());
            time.start(
                    Duration.ofMillis(500 + random.nextInt(20_000)), () -> settlement.note(event));
            if (rough && random.nextInt(500) == 0) {
                lostAnswers++;
                pass(3_000, 4_000);
                return new Outcome.Unanswered();
            }
            return new Outcome.Accepted(event.message());
        }

        private boolean away() {
            long second = time.nanos() / SECOND;
            return second / 30 == 6 || second / 30 == 20;
        }

        void check() {
            assertThat(taken).as("none is missing").hasSize(SUBSCRIBERS);
            assertThat(taken.values()).as("none is doubled").containsOnly(1);
            for (var reader : readers) {
                assertThat(world.mailings.find(World.ISSUE, reader))
                        .get()
                        .isInstanceOf(Claim.Sent.class);
            }
            assertThat(Duration.ofNanos(last)).isLessThan(GOAL);
            assertThat(Duration.ofNanos(longest)).isLessThan(deployed.timeout());
            assertThat(mostInASecond()).isLessThanOrEqualTo(MOST_A_SECOND);
        }

        /// Of all seconds, wherever they begin.
        private int mostInASecond() {
            int most = 0;
            int from = 0;
            for (int to = 0; to < calls.size(); to++) {
                while (calls.get(to) - calls.get(from) >= SECOND) {
                    from++;
                }
                most = Math.max(most, to - from + 1);
            }
            return most;
        }
    }
}
