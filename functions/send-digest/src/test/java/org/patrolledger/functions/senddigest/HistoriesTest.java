package org.patrolledger.functions.senddigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/// Calls fail, messages and events come in any order, and everybody gets one mail.
class HistoriesTest {
    private static final int HISTORIES = 10_000;
    private static final Instant SEND_BEFORE = World.MONDAY.plus(Duration.ofDays(3));
    private static final Duration VISIBILITY = Duration.ofMinutes(6);

    /// Events come within two hours; what is noted late may be noted again a few times.
    private static final Duration LATEST_EVENT = Duration.ofMinutes(100);

    @Test
    void over_ten_thousand_histories_nobody_gets_two_mails_and_none_is_missing() {
        int mails = 0;
        int faults = 0;
        int attempts = 0;
        int refused = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            var history = new History(seed);
            history.run();
            history.check();
            mails += history.taken.size();
            faults += history.faults;
            attempts += history.attempts;
            refused += history.refusing.size();
        }
        // The histories are worth something: things failed, and were tried again.
        assertThat(mails).isGreaterThan(HISTORIES);
        assertThat(faults).isGreaterThan(3 * HISTORIES);
        assertThat(attempts).isGreaterThan(mails + HISTORIES / 4);
        assertThat(refused).isGreaterThan(HISTORIES / 20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_the_process_dies_the_mail_is_sent_once(boolean afterwards) {
        int deaths = 0;
        for (int at = 0; at < 20; at++) {
            var history = new History(at, at, afterwards);
            history.run();
            history.check();
            assertThat(history.taken.values()).as("call %s", at).containsOnly(1);
            deaths += history.faults;
        }
        assertThat(deaths).isGreaterThan(5);
    }

    /// One run of the world under a seed.
    private static final class History implements Mailer, MailQueue {
        private record Coming(Instant at, int order, Runnable what) {}

        private final World world = new World();
        private final Random random;
        private final String name;
        private final PriorityQueue<Coming> coming =
                new PriorityQueue<>(Comparator.comparing(Coming::at).thenComparing(Coming::order));
        final Map<SubscriberKey, Integer> taken = new HashMap<>();
        final Set<SubscriberKey> refusing = new HashSet<>();
        private final Set<SubscriberKey> gone = new HashSet<>();
        private final List<SubscriberKey> readers;
        private final Delivery delivery;
        private final Settlement settlement;
        private final int budget;
        int faults;
        int attempts;
        private int order;
        private int requests;

        /// Random faults, at most a dozen.
        History(int seed) {
            this.random = new Random(seed);
            this.name = "seed " + seed;
            this.budget = random.nextInt(13);
            this.readers = world.join(1 + random.nextInt(3));
            for (var reader : readers) {
                if (random.nextInt(12) == 0) {
                    refusing.add(reader);
                }
            }
            Faults some = this::fault;
            this.delivery = delivery(some);
            this.settlement = settlement(some);
            for (int copies = 1 + random.nextInt(2); copies > 0; copies--) {
                after(
                        Duration.ofSeconds(random.nextInt(300)),
                        () -> handle(new MailTask(World.ISSUE, SEND_BEFORE, readers)));
            }
            if (random.nextInt(8) == 0) {
                var leaver = readers.getFirst();
                after(
                        Duration.ofMinutes(random.nextInt(180)),
                        () -> {
                            gone.add(leaver);
                            world.subscribers.erase(leaver);
                        });
            }
        }

        /// One death, at a call, and nothing else.
        History(int seed, int deadlyCall, boolean afterwards) {
            this.random = new Random(seed);
            this.name = "call " + deadlyCall;
            this.budget = 0;
            this.readers = world.join(1);
            int[] calls = {0};
            Faults one =
                    () -> {
                        if (calls[0]++ != deadlyCall) {
                            return Faults.Fault.NONE;
                        }
                        faults++;
                        return afterwards ? Faults.Fault.DIES_AFTER : Faults.Fault.DIES_BEFORE;
                    };
            this.delivery = delivery(one);
            this.settlement = settlement(one);
            after(Duration.ZERO, () -> handle(new MailTask(World.ISSUE, SEND_BEFORE, readers)));
        }

        private Delivery delivery(Faults some) {
            return world.delivery(
                    some.on(MailingRegister.class, world.mailings),
                    some.on(SubscriberRegister.class, world.subscribers),
                    some.on(Mailer.class, this),
                    some.on(MailQueue.class, this));
        }

        private Settlement settlement(Faults some) {
            return new Settlement(
                    some.on(MailingRegister.class, world.mailings),
                    some.on(SubscriberRegister.class, world.subscribers),
                    () -> world.now);
        }

        private Faults.Fault fault() {
            if (faults >= budget || random.nextInt(4) != 0) {
                return Faults.Fault.NONE;
            }
            faults++;
            return Faults.Fault.values()[1 + random.nextInt(4)];
        }

        private void after(Duration delay, Runnable what) {
            coming.add(new Coming(world.now.plus(delay), order++, what));
        }

        void run() {
            while (!coming.isEmpty()) {
                var next = coming.poll();
                world.now = next.at().isAfter(world.now) ? next.at() : world.now;
                next.what().run();
                assertThat(order).as(name).isLessThan(2_000);
            }
        }

        /// The queue gives a message again until the function returns, and now and then once more.
        private void handle(MailTask task) {
            try {
                delivery.deliver(task, "request-" + requests++);
                if (random.nextInt(10) == 0) {
                    after(Duration.ofSeconds(random.nextInt(600)), () -> handle(task));
                }
            } catch (Faults.Died | StorageException e) {
                after(VISIBILITY, () -> handle(task));
            }
        }

        private void note(MailEvent event) {
            try {
                settlement.note(event);
            } catch (Faults.Died | StorageException e) {
                after(Duration.ofMinutes(1), () -> note(event));
            }
        }

        @Override
        public void send(Collection<MailTask> tasks, Duration delay) {
            tasks.forEach(task -> after(delay, () -> handle(task)));
        }

        @Override
        public Outcome send(Mail mail) {
            attempts++;
            if (refusing.contains(mail.subscriber())) {
                return new Outcome.Refused("MessageRejected");
            }
            boolean fails = faults < budget && random.nextInt(3) == 0;
            faults += fails ? 1 : 0;
            int how = fails ? random.nextInt(3) : 3;
            if (how == 0) {
                return new Outcome.Throttled("TooManyRequestsException");
            }
            if (how == 1) {
                return new Outcome.Unanswered();
            }
            var message = "message-" + attempts;
            taken.merge(mail.subscriber(), 1, Integer::sum);
            for (var kind : events()) {
                var event =
                        new MailEvent(
                                kind, mail.mailing(), mail.subscriber(), mail.attempt(), message);
                after(
                        Duration.ofSeconds(random.nextLong(LATEST_EVENT.toSeconds())),
                        () -> note(event));
            }
            return how == 2 ? new Outcome.Unanswered() : new Outcome.Accepted(message);
        }

        /// One event at least, in any order, some twice.
        private List<MailEvent.Kind> events() {
            var kinds = new ArrayList<MailEvent.Kind>();
            kinds.add(MailEvent.Kind.SENT);
            if (random.nextInt(10) > 0) {
                kinds.add(MailEvent.Kind.DELIVERED);
            }
            if (random.nextInt(4) == 0) {
                kinds.add(MailEvent.Kind.SENT);
            }
            return kinds;
        }

        void check() {
            for (var reader : readers) {
                int mails = taken.getOrDefault(reader, 0);
                var claim = world.mailings.find(World.ISSUE, reader);
                assertThat(mails).as("%s: mails to one reader", name).isLessThanOrEqualTo(1);
                if (mails == 1) {
                    assertThat(claim).as(name).get().isInstanceOf(Claim.Sent.class);
                } else if (refusing.contains(reader) && !gone.contains(reader)) {
                    assertThat(claim).as(name).get().isInstanceOf(Claim.Refused.class);
                } else {
                    assertThat(gone).as("%s: nobody else goes without", name).contains(reader);
                }
            }
        }
    }
}
