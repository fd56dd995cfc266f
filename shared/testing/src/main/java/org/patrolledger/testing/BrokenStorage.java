package org.patrolledger.testing;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;

/// Ports whose storage does not work.
public final class BrokenStorage {
    private BrokenStorage() {}

    /// A port every call of which ends with that fault.
    public static <T> T of(Class<T> port, Fault fault) {
        return throwing(
                port, () -> new StorageException(fault, "broken", new IllegalStateException()));
    }

    /// A port every call of which throws what `fault` makes.
    public static <T> T throwing(Class<T> port, Supplier<? extends RuntimeException> fault) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, method, arguments) -> {
                            throw fault.get();
                        }));
    }
}
