package org.patrolledger.storage;

import java.time.Duration;
import java.util.function.Supplier;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.lambda.Deadline;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// The one place where the SDK's exceptions become the ports' own.
///
/// What can pass by itself becomes a [StorageException]. A refusal that no repetition changes, such
/// as a table that does not exist or a missing permission, is a fault of ours and stays what it is.
final class Storage {
    private static final int SERVER_FAULT = 500;
    private static final Duration TO_TIDY = Duration.ofSeconds(1);

    private Storage() {}

    /// Makes one call of the SDK.
    ///
    /// @throws StorageException as [#fault] says, or if no time is left to make it
    static <T> T call(Supplier<T> call) {
        checkTime();
        return attempt(call);
    }

    /// @throws StorageException if no time is left
    static void checkTime() {
        if (Deadline.current().passed()) {
            throw outOfTime(null);
        }
    }

    /// Makes one call of the SDK, without a limit of time.
    ///
    /// @throws StorageException as [#fault] says
    static <T> T attempt(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw fault(e);
        }
    }

    /// Makes a call that removes what is over. It has a second of its own, however little time is
    /// left, and is made though the thread was interrupted, for both is how things end early. Where
    /// it fails, what it was to remove expires by itself.
    static void tidy(Runnable removal) {
        boolean interrupted = Thread.interrupted();
        try {
            Deadline.in(TO_TIDY)
                    .call(() -> {
                        removal.run();
                        return true;
                    });
        } catch (SdkException e) {
            // It expires.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// What `e` is to the callers of a port.
    static RuntimeException fault(SdkException e) {
        if (e instanceof AwsServiceException refused) {
            if (refused.isThrottlingException()) {
                return new StorageException(Fault.THROTTLED, "storage is throttled", e);
            }
            if (refused.statusCode() < SERVER_FAULT) {
                return e;
            }
        }
        return new StorageException(Fault.AWAY, "storage is away", e);
    }

    /// Too much was asked of one thing at a time, until no time was left.
    static StorageException contended(Throwable cause) {
        return new StorageException(Fault.THROTTLED, "storage is contended", cause);
    }

    static StorageException outOfTime(@org.jspecify.annotations.Nullable Throwable cause) {
        return new StorageException(
                Fault.AWAY,
                "no time is left for storage",
                cause == null ? new java.util.concurrent.TimeoutException() : cause);
    }
}
