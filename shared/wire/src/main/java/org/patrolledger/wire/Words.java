package org.patrolledger.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What short texts stand for, found by their bytes where they lie: reading a document then makes
/// no string of each of its names and codes.
///
/// Either closed, with every word known beforehand; or open, for ids that come again and again:
/// then the last one seen in each place of the table is kept, so that a table never grows. Safe to
/// share between threads, as entries are immutable and any of them may be lost.
final class Words<T> {
    /// Bytes of a word and what they stand for.
    private static final class Entry<T> {
        final byte[] word;
        final T value;

        Entry(byte[] word, T value) {
            this.word = word;
            this.value = value;
        }

        boolean is(byte[] text, int from, int to) {
            return Arrays.equals(word, 0, word.length, text, from, to);
        }
    }

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int OPEN_SIZE = 1 << 12;

    private final @Nullable Entry<T>[] table;
    private final @Nullable Function<String, T> make;

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
    private Words(int size, @Nullable Function<String, T> make) {
        table = new Entry[size];
        this.make = make;
    }

    /// The words of `values`.
    static <T> Words<T> of(Map<String, T> values) {
        var words = new Words<T>(Integer.highestOneBit(Math.max(1, values.size())) * 8, null);
        values.forEach((word, value) -> {
            var bytes = word.getBytes(StandardCharsets.US_ASCII);
            int at = words.place(Arrays.copyOf(bytes, bytes.length + Long.BYTES), 0, bytes.length);
            while (words.table[at] != null) {
                at = (at + 1) & (words.table.length - 1);
            }
            words.table[at] = new Entry<>(bytes, value);
        });
        return words;
    }

    /// Texts that stand for themselves.
    static Words<String> of(Collection<String> values) {
        return of(
                values.stream()
                        .collect(Collectors.toMap(Function.identity(), Function.identity())));
    }

    /// Whatever `make` makes of a text, made again only where it was not seen of late.
    static <T> Words<T> open(Function<String, T> make) {
        return new Words<>(OPEN_SIZE, make);
    }

    /// Of the first and the last eight bytes and the length: enough to tell apart nearly all words
    /// there are, and found at once.
    private int place(byte[] text, int from, int to) {
        int length = to - from;
        long hash = first(text, from, length) * 0x9E37_79B9_7F4A_7C15L;
        if (length > Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(text, to - Long.BYTES)) * 0x9E37_79B9_7F4A_7C15L;
        }
        return (int) ((hash ^ length * 0x9E37_79B9L) >>> 40) & (table.length - 1);
    }

    private static long first(byte[] text, int from, int length) {
        long bytes = (long) LONGS.get(text, from);
        return length < Long.BYTES ? bytes & ((1L << (length * Byte.SIZE)) - 1) : bytes;
    }

    /// What the ASCII from `from` to `to` stands for; null where it is no word of these.
    ///
    /// @param text with eight bytes or more after `from`
    @Nullable T find(byte[] text, int from, int to) {
        int at = place(text, from, to);
        for (var entry = table[at]; entry != null; entry = table[at]) {
            if (entry.is(text, from, to)) {
                return entry.value;
            }
            if (make != null) {
                break;
            }
            at = (at + 1) & (table.length - 1);
        }
        if (make == null) {
            return null;
        }
        var value = make.apply(new String(text, from, to - from, StandardCharsets.US_ASCII));
        table[at] = new Entry<>(Arrays.copyOfRange(text, from, to), value);
        return value;
    }
}
