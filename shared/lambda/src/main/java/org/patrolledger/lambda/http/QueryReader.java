package org.patrolledger.lambda.http;

import java.time.DateTimeException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.time.OperationalDay;

/// Reads the parameters of a query and notes every fault it meets. To be ended by [#end], before
/// which what was read may be null or a default.
public final class QueryReader {
    /// How many entries a page has where the query does not say.
    public static final int USUAL_LIMIT = 100;

    private static final int LARGEST_LIMIT = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final HttpRequest request;
    private final List<Fault> faults = new ArrayList<>();

    public QueryReader(HttpRequest request) {
        this.request = request;
    }

    /// Days, both included.
    public record Days(OperationalDay first, OperationalDay last) {
        /// Each of them, in order.
        public List<OperationalDay> all() {
            return first.date()
                    .datesUntil(last.date().plusDays(1))
                    .map(OperationalDay::new)
                    .toList();
        }
    }

    /// The days from `from` to `to`, at most `most` of them.
    public @Nullable Days days(int most) {
        var from = day("from");
        var to = day("to");
        if (from == null || to == null) {
            return null;
        }
        if (to.compareTo(from) < 0) {
            fault("to", Rule.ORDER, "The last day must not be before the first.");
            return null;
        }
        if (ChronoUnit.DAYS.between(from.date(), to.date()) >= most) {
            fault(
                    "to",
                    Rule.DURATION,
                    String.format(
                            Locale.ROOT,
                            "There must be at most %d days from the first to the last.",
                            most));
            return null;
        }
        return new Days(from, to);
    }

    private @Nullable OperationalDay day(String name) {
        var text = required(name);
        if (text == null) {
            return null;
        }
        try {
            return OperationalDay.parse(text);
        } catch (DateTimeException e) {
            fault(name, Rule.FORMAT, "This must be a date, year-month-day, from 2000 to 2100.");
            return null;
        }
    }

    /// A slug that has to be there.
    public <T> @Nullable T slug(String name, Function<String, T> make) {
        return required(name) == null ? null : optionalSlug(name, make).orElse(null);
    }

    /// A slug that may be left out.
    public <T> Optional<T> optionalSlug(String name, Function<String, T> make) {
        var text = request.query().get(name);
        if (text == null) {
            return Optional.empty();
        }
        if (!Slug.matches(text)) {
            fault(
                    name,
                    Rule.FORMAT,
                    "This must be 3 to 64 lower-case letters, digits and hyphens, a letter first and no hyphen last.");
            return Optional.empty();
        }
        return Optional.of(make.apply(text));
    }

    /// How many entries a page may have, `limit`, 1 to 1,000.
    public int limit() {
        var text = request.query().get("limit");
        if (text == null) {
            return USUAL_LIMIT;
        }
        if (!text.matches("-?[0-9]{1,100}")) {
            fault("limit", Rule.TYPE, "This must be a whole number.");
            return USUAL_LIMIT;
        }
        if (text.startsWith("-") || text.matches("0+")) {
            fault("limit", Rule.MINIMUM, "This must be 1 or more.");
            return USUAL_LIMIT;
        }
        var digits = text.replaceFirst("^0+", "");
        if (digits.length() > 4 || Integer.parseInt(digits) > LARGEST_LIMIT) {
            fault("limit", Rule.MAXIMUM, "This must be 1000 or less.");
            return USUAL_LIMIT;
        }
        return Integer.parseInt(digits);
    }

    /// Where the list goes on, `next`; empty for its beginning.
    ///
    /// @param parts how many parts the key has
    /// @param make makes the key, or null where no answer of this call can have named it
    public <T> Optional<T> next(int parts, Function<List<String>, @Nullable T> make) {
        var text = request.query().get("next");
        if (text == null) {
            return Optional.empty();
        }
        T key = Cursor.read(text, parts).map(make).orElse(null);
        if (key == null) {
            fault(
                    "next",
                    Rule.FORMAT,
                    "This must be the next of an earlier answer to the same call.");
        }
        return Optional.ofNullable(key);
    }

    /// Where the list goes on, where its key is one number; 0 for its beginning.
    public int nextNumber() {
        return next(
                        1,
                        parts ->
                                NUMBER.matcher(parts.getFirst()).matches()
                                        ? Integer.valueOf(parts.getFirst())
                                        : null)
                .orElse(0);
    }

    private @Nullable String required(String name) {
        var text = request.query().get(name);
        if (text == null) {
            fault(name, Rule.REQUIRED, "This field is missing.");
        }
        return text;
    }

    private void fault(String name, Rule rule, String detail) {
        faults.add(new Fault("/" + name, rule, detail));
    }

    /// Ends the reading.
    ///
    /// @throws RefusedException that names every fault found
    public void end() {
        if (!faults.isEmpty()) {
            throw new RefusedException(Problem.notValid(faults));
        }
    }
}
