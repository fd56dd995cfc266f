package org.patrolledger.functions.downloadsummary;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.Field;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.FormText;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.Type;
import org.patrolledger.contract.Type.TimeOrDay.Span;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.RefusedException;

/// The `from` and `to` of a query, each an RFC 3339 time with an offset or an operational day. A
/// time that ends the range is not in it, a day is.
///
/// @param to the first moment after the range
record TimeRange(Instant from, Instant to) {
    private static final Field<Span> FROM =
            Field.required("from", new Type.TimeOrDay(), "The first moment, or day.");
    private static final Field<Span> TO =
            Field.required("to", new Type.TimeOrDay(), "The first moment after it, or last day.");
    private static final Field<Span> AS_AT =
            Field.optional("asAt", new Type.TimeOrDay(), "What was published by then.");

    private static final Form<TimeRange> FORM =
            Form.of(
                            "Range of time",
                            "The query of a list in order of time.",
                            List.of(FROM, TO),
                            it -> new TimeRange(it.get(FROM).first(), it.get(TO).after()))
                    .checked(TimeRange::checkOrder);

    private static final Form<Optional<Instant>> MOMENT =
            Form.of(
                    "Moment",
                    "The query of what was true then.",
                    List.of(AS_AT),
                    it -> it.find(AS_AT).map(Span::first));

    /// Reads the query.
    ///
    /// @throws RefusedException that names every fault of it
    static TimeRange of(HttpRequest request) {
        return read(FORM, request);
    }

    /// The `asAt` of a query, where it has one.
    ///
    /// @throws RefusedException if it is no time
    static Optional<Instant> asAt(HttpRequest request) {
        return read(MOMENT, request);
    }

    private static <T> T read(Form<T> form, HttpRequest request) {
        var faults = new Faults();
        Map<String, Object> document = FormText.document(form, request.query());
        return FormReader.read(form, document, faults)
                .orElseThrow(() -> new RefusedException(Problem.notValid(faults.all())));
    }

    private static void checkOrder(Form.Findings findings) {
        var from = findings.values().find(FROM);
        var to = findings.values().find(TO);
        if (from.isPresent() && to.isPresent() && ends(to.get(), from.get().first())) {
            findings.fault(TO, Rule.ORDER, "The end must not be before the start.");
        }
    }

    /// Whether all of `to` is before `start`.
    private static boolean ends(Span to, Instant start) {
        return to.after().isBefore(start) || (to.isDay() && to.after().equals(start));
    }
}
