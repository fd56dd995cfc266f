package org.patrolledger.functions.downloadsummary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Problem;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.RefusedException;

/// The `from` (included) and `to` (not included) of a query.
///
/// Each is an RFC 3339 time with an offset, or a date, which stands for its first moment in UTC.
record TimeRange(Instant from, Instant to) {

    /// Reads the query.
    ///
    /// @throws RefusedException that names every fault of it
    static TimeRange of(HttpRequest request) {
        var faults = new ArrayList<Fault>();
        var from = parameter(request, "from", faults);
        var to = parameter(request, "to", faults);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            faults.add(new Fault("/to", Rule.ORDER, "The end must not be before the start."));
        }
        if (!faults.isEmpty() || from.isEmpty() || to.isEmpty()) {
            throw new RefusedException(Problem.notValid(faults));
        }
        return new TimeRange(from.get(), to.get());
    }

    /// Reads the query parameter `name`.
    ///
    /// @throws RefusedException if it is no time
    static Instant instant(String name, String text) {
        return parse(text)
                .orElseThrow(() -> new RefusedException(Problem.notValid(List.of(noTime(name)))));
    }

    private static Optional<Instant> parameter(
            HttpRequest request, String name, List<Fault> faults) {
        var text = request.query().get(name);
        if (text == null) {
            faults.add(new Fault("/" + name, Rule.REQUIRED, "This field is missing."));
            return Optional.empty();
        }
        var instant = parse(text);
        if (instant.isEmpty()) {
            faults.add(noTime(name));
        }
        return instant;
    }

    private static Fault noTime(String name) {
        return new Fault(
                "/" + name, Rule.FORMAT, "This must be an RFC 3339 date and time with an offset.");
    }

    /// A plus that was not encoded arrives as a space.
    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
