package org.patrolledger.contract;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.domain.time.OperationalDay;

/// What a field may hold. Data only: reader, decoder, example, schema and spreadsheet each are one
/// exhaustive `switch` over it.
///
/// @param <T> what a value of the type is read as
public sealed interface Type<T> {
    /// A type whose values JSON has as text.
    sealed interface OfText<T> extends Type<T> {}

    /// A UUID in either case.
    record Id() implements OfText<SubmissionId> {}

    /// An RFC 3339 time with an offset.
    record Time() implements OfText<Instant> {}

    /// An RFC 3339 time with an offset, or a date, read as the operational day that starts on it.
    record TimeOrDay() implements OfText<TimeOrDay.Span> {
        /// What was given.
        ///
        /// @param first the time, or the first moment of the day
        /// @param after the time again, or the first moment after the day
        public record Span(Instant first, Instant after) {
            static Span of(Instant time) {
                return new Span(time, time);
            }

            static Span of(OperationalDay day) {
                return new Span(day.start(), day.end());
            }

            public boolean isDay() {
                return first.isBefore(after);
            }
        }
    }

    /// A date, read as the operational day that starts on it.
    record Day() implements OfText<OperationalDay> {}

    /// A wall-clock time of day, hours and minutes.
    record Clock() implements OfText<LocalTime> {}

    record Flag() implements Type<Boolean> {}

    /// A whole number from `min` to `max`; `3.0` and `3e0` are the whole number 3.
    record Count(long min, long max) implements Type<Long> {}

    /// From `min` to `max` characters (code points) without personal data, not blank if `min` is
    /// above 0.
    record Text(int min, int max) implements OfText<String> {}

    /// What people call something: 1 to 120 characters, not blank, all of them visible.
    record Name() implements OfText<String> {
        /// Characters (code points).
        static final int LONGEST = 120;
    }

    /// Text that `pattern` matches.
    ///
    /// @param pattern the same in ECMA-262 and in Java, with `^` and `$`
    /// @param detail the fault of a text that it does not match
    /// @param example a text that it matches
    record Code(String pattern, String detail, String example) implements OfText<String> {}

    /// An identifier: of the catalogue, or (`free`) one that the submitter makes up, which is
    /// checked for personal data as text is.
    record Slug<T>(Function<String, T> make, boolean free) implements OfText<T> {}

    /// One of a closed list, by its code.
    record Choice<T>(Map<String, T> codes) implements OfText<T> {}

    /// Counts from 0 to `max` by a closed list of keys.
    ///
    /// @param what is counted
    /// @param somebody whether at least one count must be above 0 (rule `nobody`)
    record Counts<K>(Map<String, K> keys, int max, String what, boolean somebody)
            implements Type<Map<K, Integer>> {}

    /// Counts from 0 to `max` by at most `entries` free slugs.
    ///
    /// @param what is counted
    record CountsBySlug(int entries, int max, String what) implements Type<Map<String, Integer>> {}

    /// From `min` to `max` values, `distinct` ones or any.
    record ListOf<T>(Type<T> element, int min, int max, boolean distinct)
            implements Type<List<T>> {}

    /// A value of `type`, or null, which reads as empty.
    record OrNull<T>(Type<T> type) implements Type<Optional<T>> {}

    /// An object with fields of its own.
    record Nested<T>(Form<T> form) implements Type<T> {}

    /// One of `values`, by its code, in their order.
    static <T extends Coded> Choice<T> oneOf(T[] values) {
        return new Choice<>(byCode(values));
    }

    /// One of `values`, word for word.
    static Choice<String> oneOf(Collection<String> values) {
        var codes = new LinkedHashMap<String, String>();
        values.forEach(value -> codes.put(value, value));
        return new Choice<>(codes);
    }

    /// The values of an enumeration by their codes, in order of declaration.
    static <T extends Coded> Map<String, T> byCode(T[] values) {
        var codes = new LinkedHashMap<String, T>();
        for (T value : values) {
            codes.put(value.code(), value);
        }
        return codes;
    }

    /// At most `max` values of this type.
    default ListOf<T> list(int max) {
        return new ListOf<>(this, 0, max, false);
    }

    /// At most `max` different values of this type.
    default ListOf<T> set(int max) {
        return new ListOf<>(this, 0, max, true);
    }
}
