package org.patrolledger.contract;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes of a text, eight at a time: what is compared and looked through as one number takes an
/// eighth of the steps.
final class EightBytes {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    /// The eight bytes from `at` on, the first one lowest; zeros past the end of `text`.
    static long at(byte[] text, int at) {
        return at <= text.length - Long.BYTES ? (long) LONGS.get(text, at) : nearEnd(text, at);
    }

    private static long nearEnd(byte[] text, int at) {
        long bytes = 0;
        for (int i = text.length - 1; i >= at; i--) {
            bytes = bytes << Byte.SIZE | (text[i] & 0xff);
        }
        return bytes;
    }
}
