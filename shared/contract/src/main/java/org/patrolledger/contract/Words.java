package org.patrolledger.contract;

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
/// then a new one takes the place of another where the table is full, so that it never grows. Safe
/// to share between threads, as entries are immutable and any of them may be lost.
final class Words<T> {
    /// Bytes of a word and what they stand for.
    private static final class Entry<T> {
        final byte[] word;
        final long first;
        final long last;
        final T value;

        Entry(byte[] word, T value) {
            this.word = word;
            this.first = first(word, 0, word.length);
            this.last = last(word, 0, word.length);
            this.value = value;
        }

        /// Most words have sixteen bytes at most, which are compared as two numbers.
        boolean is(long first, long last, byte[] text, int from, int to) {
            return this.first == first
                    && this.last == last
                    && word.length == to - from
                    && (word.length <= 2 * Long.BYTES
                            || Arrays.equals(word, 0, word.length, text, from, to));
        }
    }

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final int OPEN_SIZE = 1 << 13;

    /// In how many places of an open table a word can be.
    private static final int WAYS = 4;

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
            var entry = new Entry<>(bytes, value);
            int at = words.place(entry.first, entry.last, bytes, 0, bytes.length);
            while (words.table[at] != null) {
                at = (at + 1) & (words.table.length - 1);
            }
            words.table[at] = entry;
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

    /// Of all bytes, eight at a time, and the length.
    private int place(long first, long last, byte[] text, int from, int to) {
        long hash = (first ^ (to - from)) * SPREAD;
        for (int i = from + Long.BYTES; i < to - Long.BYTES; i += Long.BYTES) {
            hash = ((hash >>> Integer.SIZE) ^ hash ^ EightBytes.at(text, i)) * SPREAD;
        }
        hash = ((hash >>> Integer.SIZE) ^ hash ^ last) * SPREAD;
        return (int) (hash >>> 40) & (table.length - 1);
    }

    private static long first(byte[] text, int from, int length) {
        long bytes = EightBytes.at(text, from);
        return length < Long.BYTES ? bytes & ((1L << (length * Byte.SIZE)) - 1) : bytes;
    }

    /// 0 for a word that has no more than the first eight.
    private static long last(byte[] text, int from, int length) {
        return length > Long.BYTES ? EightBytes.at(text, from + length - Long.BYTES) : 0;
    }

    /// What the ASCII from `from` to `to` stands for; null where it is no word of these.
    @Nullable T find(byte[] text, int from, int to) {
        long first = first(text, from, to - from);
        long last = last(text, from, to - from);
        int at = place(first, last, text, from, to);
        int ways = make == null ? table.length : WAYS;
        for (int i = 0; i < ways; i++) {
            var entry = table[(at + i) & (table.length - 1)];
            if (entry == null) {
                return make == null ? null : made(make, at + i, text, from, to);
            }
            if (entry.is(first, last, text, from, to)) {
                return entry.value;
            }
        }
        return make == null ? null : made(make, at, text, from, to);
    }

    private T made(Function<String, T> make, int at, byte[] text, int from, int to) {
        var value = make.apply(new String(text, from, to - from, StandardCharsets.US_ASCII));
        table[at & (table.length - 1)] = new Entry<>(Arrays.copyOfRange(text, from, to), value);
        return value;
    }
}
