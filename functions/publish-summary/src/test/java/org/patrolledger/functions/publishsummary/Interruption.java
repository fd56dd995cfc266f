package org.patrolledger.functions.publishsummary;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.StagedFile;

/// Breaks off at one call of the ports it wraps, counted over all of them together: before the call
/// was carried out, or when it was and the answer did not arrive. What a stream gives counts as
/// calls too, since it is read while it is consumed.
final class Interruption {
    /// The process is gone: nothing can catch this and go on.
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("died", null, false, false);
        }
    }

    private final int at;
    private final boolean afterwards;
    private int calls;

    /// @param at the number of the call, from 0
    /// @param afterwards whether the call is carried out
    Interruption(int at, boolean afterwards) {
        this.at = at;
        this.afterwards = afterwards;
    }

    /// Whether the call was reached.
    boolean happened() {
        return calls > at;
    }

    private void dieHere() {
        if (calls++ == at) {
            throw new Died();
        }
    }

    <T> T in(Class<T> port, T real) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, method, arguments) -> {
                            boolean here = calls++ == at;
                            if (here && !afterwards) {
                                throw new Died();
                            }
                            try {
                                var result = method.invoke(real, arguments);
                                if (here) {
                                    throw new Died();
                                }
                                return switch (result) {
                                    case Stream<?> read -> read.peek(it -> dieHere());
                                    case StagedFile file -> new Mortal(file);
                                    case null, default -> result;
                                };
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    /// A file during whose making it may die: at each part, and at the end.
    private final class Mortal extends StagedFile {
        private final StagedFile real;

        Mortal(StagedFile real) {
            this.real = real;
        }

        @Override
        protected void take(byte[] content, int from, int length) throws IOException {
            dieHere();
            real.write(content, from, length);
        }

        @Override
        protected void end() throws IOException {
            boolean here = calls++ == at;
            if (here && !afterwards) {
                throw new Died();
            }
            real.finish();
            if (here) {
                throw new Died();
            }
        }

        @Override
        protected void discard() {
            real.close();
        }
    }
}
