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
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.RefusedException;

/// The `from` (included) and `to` (not included) of a query.
///
/// Each is an RFC 3339 time with an offset, or a date, which stands for its first moment in UTC.
record TimeRange(Instant from, Instant to) {
    private static final Field<Instant> FROM =
            Field.required("from", new Type.TimeOrDay(), "The first moment.");
    private static final Field<Instant> TO =
            Field.required("to", new Type.TimeOrDay(), "The first moment after the last one.");
    private static final Field<Instant> AS_AT =
            Field.optional("asAt", new Type.TimeOrDay(), "What was published by then.");

    private static final Form<TimeRange> FORM =
            Form.of(
                            "Range of time",
                            "The query of a list in order of time.",
                            List.of(FROM, TO),
                            it -> new TimeRange(it.get(FROM), it.get(TO)))
                    .checked(TimeRange::checkOrder);

    private static final Form<Optional<Instant>> MOMENT =
            Form.of(
                    "Moment",
                    "The query of what was true then.",
                    List.of(AS_AT),
                    it -> it.find(AS_AT));

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
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            findings.fault(TO, Rule.ORDER, "The end must not be before the start.");
        }
    }
}
