package org.patrolledger.functions.senddigest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.patrolledger.domain.StorageException;

/// Makes ports fail: the process dies before or after a call, storage does not answer, or its
/// answer gets lost.
interface Faults {
    /// What happens to a call.
    enum Fault {
        NONE,
        DIES_BEFORE,
        DIES_AFTER,
        AWAY,
        ANSWER_LOST
    }

    /// The process is gone.
    final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("died", null, false, false);
        }
    }

    /// Decides what happens to the next call.
    Fault next();

    /// `target`, with faults.
    default <T> T on(Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, method, arguments) -> {
                            var fault = next();
                            if (fault == Fault.DIES_BEFORE) {
                                throw new Died();
                            }
                            if (fault == Fault.AWAY) {
                                throw away();
                            }
                            Object result;
                            try {
                                result = method.invoke(target, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (fault == Fault.DIES_AFTER) {
                                throw new Died();
                            }
                            if (fault == Fault.ANSWER_LOST) {
                                throw away();
                            }
                            return result;
                        }));
    }

    private static StorageException away() {
        return new StorageException(
                StorageException.Fault.AWAY, "away", new IllegalStateException());
    }
}
