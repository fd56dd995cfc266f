package org.patrolledger.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;

class DeadlineTest {
    private static final Deadline FAR = Deadline.in(Duration.ofHours(1));

    @Test
    void bounded_work_is_under_its_deadline_and_no_other() {
        assertThat(FAR.bound(Deadline::current)).isSameAs(FAR);
        assertThat(FAR.call(() -> Deadline.in(Duration.ofHours(2)).bound(Deadline::current)))
                .isNotSameAs(FAR);
        assertThat(Deadline.current()).isNotSameAs(FAR);
    }

    @Test
    void bounded_work_may_bound_a_part_of_itself() {
        assertThat(FAR.<String, RuntimeException>bound(() -> FAR.bound(() -> "done")))
                .isEqualTo("done");
    }

    @Test
    void faults_of_bounded_work_are_its_callers() {
        assertThatThrownBy(() ->
                        FAR.bound(() -> {
                            throw new IOException("checked");
                        }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("checked");
        assertThatThrownBy(() ->
                        FAR.bound(() -> {
                            throw new ArithmeticException("unchecked");
                        }))
                .isExactlyInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() ->
                        FAR.bound(() -> {
                            throw new StackOverflowError();
                        }))
                .isExactlyInstanceOf(StackOverflowError.class);
    }

    @Test
    void work_that_goes_on_after_its_deadline_is_given_up() {
        var never = new CountDownLatch(1);

        assertThatThrownBy(() ->
                        Deadline.in(Duration.ofHours(-1))
                                .bound(() -> {
                                    never.await();
                                    return true;
                                }))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
    }

    @Test
    void work_is_interrupted_with_its_caller() throws InterruptedException, ExecutionException {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var caller =
                new FutureTask<>(() -> {
                    assertThatThrownBy(() ->
                                    FAR.bound(() -> {
                                        started.countDown();
                                        waitForInterruption(interrupted);
                                        return true;
                                    }))
                            .isInstanceOf(StorageException.class);
                    return Thread.currentThread().isInterrupted();
                });
        var thread = Thread.ofPlatform().start(caller);
        started.await();
        thread.interrupt();

        assertThat(caller.get()).as("the caller knows of its interruption").isTrue();
        interrupted.await();
    }

    private static void waitForInterruption(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    void work_that_cannot_be_interrupted_is_in_nobodys_way()
            throws InterruptedException, ExecutionException {
        var started = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var caller =
                new FutureTask<>(() ->
                        FAR.<Boolean, RuntimeException>bound(() -> {
                            started.countDown();
                            awaitWithoutEnd(end);
                            ended.countDown();
                            return true;
                        }));
        var thread = Thread.ofPlatform().start(caller);
        started.await();
        thread.interrupt();

        assertThatThrownBy(caller::get).hasCauseInstanceOf(StorageException.class);
        assertThat(FAR.<String, RuntimeException>bound(() -> "next")).isEqualTo("next");
        end.countDown();
        ended.await();
    }

    /// As a read of a platform's socket waits, which no interruption ends.
    private static void awaitWithoutEnd(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // It waits on.
            }
        }
    }

    @Test
    void an_interruption_is_not_handed_on_to_the_next_work() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            var started = new CountDownLatch(1);
            var interrupted = new CountDownLatch(1);
            var caller =
                    new FutureTask<>(() ->
                            FAR.<Boolean, RuntimeException>bound(() -> {
                                started.countDown();
                                waitForInterruption(interrupted);
                                return true;
                            }));
            var thread = Thread.ofPlatform().start(caller);
            started.await();
            thread.interrupt();
            interrupted.await();
            assertThat(
                            FAR.<Boolean, RuntimeException>bound(
                                    () -> Thread.currentThread().isInterrupted()))
                    .isFalse();
        }
    }
}
