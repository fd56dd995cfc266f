package org.patrolledger.functions.schedulesummaries;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.Field;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.Type;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.ReportingPeriod;

/// What `schedule-summaries` is asked for.
sealed interface ScheduleRequest {
    /// The live schedule of a kind of period.
    ///
    /// @param period the last one that had ended by `scheduledAt`
    record Live(ReportingPeriod period, Instant scheduledAt) implements ScheduleRequest {}

    /// The daily schedule that makes summaries final.
    record Final(Instant scheduledAt) implements ScheduleRequest {}

    /// Periods that somebody asks for.
    ///
    /// @param first the first of them
    /// @param last the last of them, of the same kind and not before `first`
    /// @param operation the one operation they are for; empty for all of them
    record Backfill(ReportingPeriod first, ReportingPeriod last, Optional<OperationId> operation)
            implements ScheduleRequest {
        public Backfill {
            if (first.kind() != last.kind() || last.from().isBefore(first.from())) {
                throw new IllegalArgumentException("a range ends where it starts, or later");
            }
        }

        /// Every period of the range, in order.
        Stream<ReportingPeriod> periods() {
            return Stream.iterate(
                    first, it -> !it.from().isAfter(last.from()), ReportingPeriod::next);
        }
    }

    /// Reads the event.
    ///
    /// @throws IllegalArgumentException that names every fault of it
    static ScheduleRequest read(byte[] event) {
        return Event.read(event);
    }

    /// The event as it comes.
    final class Event {
        /// What stands for the schedule that makes summaries final, among the kinds of periods.
        private static final String FINAL = "final";

        private static final Field<String> KIND =
                Field.required("kind", new Type.Choice<>(kinds()), "Weekly, monthly or final.");

        private static final Field<Instant> SCHEDULED_AT =
                Field.optional(
                        "scheduledAt",
                        new Type.Time(),
                        "The moment of a schedule: the last period that had ended by then, or what"
                                + " becomes final on that day.");

        private static final Field<String> PERIOD = period("period", "The period to backfill.");

        private static final Field<String> FROM =
                period("from", "The first period of a range to backfill.");

        private static final Field<String> TO =
                period("to", "The last period of a range to backfill.");

        private static final Field<OperationId> OPERATION =
                Field.optional(
                        "operation",
                        new Type.Slug<>(OperationId::new, false),
                        "The one operation to backfill.");

        private static final Form<ScheduleRequest> FORM =
                Form.of(
                                "Schedule",
                                "The event of a schedule, or of somebody who backfills periods.",
                                List.of(KIND, SCHEDULED_AT, PERIOD, FROM, TO, OPERATION),
                                Event::make)
                        .checked(Event::check);

        private Event() {}

        private static Field<String> period(String name, String says) {
            return Field.optional(
                    name,
                    new Type.Code(
                            "^[0-9]{4}-W?[0-9]{2}$",
                            "This must be a week or a month, such as 2023-W05 or 2023-02.",
                            "2023-W05"),
                    says);
        }

        private static Map<String, String> kinds() {
            var kinds = new LinkedHashMap<String, String>();
            for (var kind : ReportingPeriod.Kind.values()) {
                kinds.put(kind.path(), kind.path());
            }
            kinds.put(FINAL, FINAL);
            return kinds;
        }

        private static ScheduleRequest read(byte[] event) {
            var faults = new Faults();
            return FormReader.read(FORM, document(event), faults)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    faults.all().stream()
                                            .map(Event::describe)
                                            .collect(Collectors.joining(" "))));
        }

        private static @Nullable Object document(byte[] event) {
            try {
                return Json.parse(event);
            } catch (NotJsonException e) {
                throw new IllegalArgumentException("The event is not JSON.", e);
            }
        }

        private static String describe(Fault fault) {
            return fault.pointer().isEmpty()
                    ? fault.detail()
                    : fault.pointer().substring(1) + ": " + fault.detail();
        }

        private static void check(Form.Findings findings) {
            var document = findings.document();
            boolean period = document.containsKey(PERIOD.name());
            boolean from = document.containsKey(FROM.name());
            boolean to = document.containsKey(TO.name());
            boolean scheduled = document.containsKey(SCHEDULED_AT.name());
            var kind = findings.values().find(KIND);
            if (kind.filter(FINAL::equals).isPresent()) {
                if (!scheduled || period || from || to) {
                    findings.fault("", Rule.VALUE, "scheduledAt alone goes with this kind.");
                }
            } else if (from != to) {
                findings.fault("", Rule.VALUE, "A range has both from and to.");
            } else if ((scheduled ? 1 : 0) + (period ? 1 : 0) + (from ? 1 : 0) != 1) {
                findings.fault(
                        "",
                        Rule.VALUE,
                        "Exactly one of scheduledAt, period, and from with to must be given.");
            }
            if (document.containsKey(OPERATION.name()) && !period && !from) {
                findings.fault(OPERATION, Rule.VALUE, "This goes with a period or a range.");
            }
            for (var field : List.of(PERIOD, FROM, TO)) {
                if (findings.values().find(field).isPresent()
                        && kind.isPresent()
                        && parse(kind, findings.values().find(field)).isEmpty()) {
                    findings.fault(field, Rule.VALUE, "There is no such period.");
                }
            }
            var first = parse(kind, findings.values().find(FROM));
            var last = parse(kind, findings.values().find(TO));
            if (first.isPresent()
                    && last.isPresent()
                    && last.get().from().isBefore(first.get().from())) {
                findings.fault(TO, Rule.VALUE, "This must not be before from.");
            }
        }

        private static Optional<ReportingPeriod> parse(Optional<String> kind, Optional<String> id) {
            return kind.flatMap(ReportingPeriod.Kind::ofPath)
                    .flatMap(it -> id.flatMap(text -> ReportingPeriod.parse(it, text)));
        }

        private static ScheduleRequest make(Form.Values it) {
            var at = it.find(SCHEDULED_AT);
            var kind = ReportingPeriod.Kind.ofPath(it.get(KIND));
            if (kind.isEmpty()) {
                return new Final(at.orElseThrow());
            }
            if (at.isPresent()) {
                return new Live(ReportingPeriod.lastEndedBy(kind.get(), at.get()), at.get());
            }
            var named = it.find(KIND);
            var first = parse(named, it.find(PERIOD).or(() -> it.find(FROM))).orElseThrow();
            var last = parse(named, it.find(PERIOD).or(() -> it.find(TO))).orElseThrow();
            return new Backfill(first, last, it.find(OPERATION));
        }
    }
}
