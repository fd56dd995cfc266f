package org.patrolledger.functions.schedulesummaries;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
///
/// @param scheduledAt the moment a schedule stands for; empty for a backfill
/// @param operation the one operation a backfill is for; empty for all of them
record ScheduleRequest(
        ReportingPeriod.Kind kind,
        ReportingPeriod period,
        Optional<Instant> scheduledAt,
        Optional<OperationId> operation) {

    private static final Field<ReportingPeriod.Kind> KIND =
            Field.required("kind", new Type.Choice<>(kinds()), "Weekly or monthly.");

    private static final Field<Instant> SCHEDULED_AT =
            Field.optional(
                    "scheduledAt", new Type.Time(), "The last period that had ended by then.");

    private static final Field<String> PERIOD =
            Field.optional(
                    "period",
                    new Type.Code(
                            "^[0-9]{4}-W?[0-9]{2}$",
                            "This must be a week or a month, such as 2023-W05 or 2023-02.",
                            "2023-W05"),
                    "The period to backfill.");

    private static final Field<OperationId> OPERATION =
            Field.optional(
                    "operation",
                    new Type.Slug<>(OperationId::new, false),
                    "The one operation to backfill.");

    private static final Form<ScheduleRequest> FORM =
            Form.of(
                            "Schedule",
                            "The event of a schedule, or of somebody who backfills a period.",
                            List.of(KIND, SCHEDULED_AT, PERIOD, OPERATION),
                            ScheduleRequest::make)
                    .checked(ScheduleRequest::check);

    private static Map<String, ReportingPeriod.Kind> kinds() {
        var kinds = new LinkedHashMap<String, ReportingPeriod.Kind>();
        for (var kind : ReportingPeriod.Kind.values()) {
            kinds.put(kind.path(), kind);
        }
        return kinds;
    }

    /// Reads the event.
    ///
    /// @throws IllegalArgumentException that names every fault of it
    static ScheduleRequest read(byte[] event) {
        var faults = new Faults();
        return FormReader.read(FORM, document(event), faults)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                faults.all().stream()
                                        .map(ScheduleRequest::describe)
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
        boolean backfill = document.containsKey(PERIOD.name());
        if (document.containsKey(SCHEDULED_AT.name()) == backfill) {
            findings.fault("", Rule.VALUE, "Exactly one of scheduledAt and period must be given.");
        }
        if (document.containsKey(OPERATION.name()) && !backfill) {
            findings.fault(OPERATION, Rule.VALUE, "This goes with a period.");
        }
        var kind = findings.values().find(KIND);
        var id = findings.values().find(PERIOD);
        if (kind.isPresent()
                && id.isPresent()
                && ReportingPeriod.parse(kind.get(), id.get()).isEmpty()) {
            findings.fault(PERIOD, Rule.VALUE, "There is no such period.");
        }
    }

    private static ScheduleRequest make(Form.Values it) {
        var kind = it.get(KIND);
        var at = it.find(SCHEDULED_AT);
        var period =
                it.find(PERIOD)
                        .flatMap(id -> ReportingPeriod.parse(kind, id))
                        .or(() -> at.map(moment -> ReportingPeriod.lastEndedBy(kind, moment)))
                        .orElseThrow();
        return new ScheduleRequest(kind, period, at, it.find(OPERATION));
    }
}
