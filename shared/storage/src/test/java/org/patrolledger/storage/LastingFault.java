package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.lambda.Deadline;

/// What work ends with while storage refuses every call.
final class LastingFault {
    private static final Duration SHORT = Duration.ofMillis(900);
    private static final Duration LONGEST = SHORT.multipliedBy(8);

    private LastingFault() {}

    /// Asserts that `work` ends with `fault` at its deadline. On a busy machine a short deadline
    /// may pass while a call is still unanswered, which is a fault of its own: a longer one is
    /// tried then.
    static void isReportedAs(Fault fault, Callable<?> work) {
        for (var left = SHORT; ; left = left.multipliedBy(2)) {
            var deadline = Deadline.in(left);
            var thrown =
                    catchThrowableOfType(StorageException.class, () -> deadline.call(work::call));
            if (left.equals(LONGEST) || (thrown != null && thrown.fault() == fault)) {
                assertThat(thrown).extracting(StorageException::fault).isEqualTo(fault);
                return;
            }
        }
    }
}
