package org.patrolledger.functions.schedulesummaries;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
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

    private static final Set<String> FIELDS = Set.of("kind", "scheduledAt", "period", "operation");

    /// Reads the event.
    ///
    /// @throws IllegalArgumentException that names every fault of it
    static ScheduleRequest read(byte[] event) {
        return new Reader(document(event)).request();
    }

    private static Map<?, ?> document(byte[] event) {
        try {
            if (Json.parse(event) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (NotJsonException e) {
            throw new IllegalArgumentException("the event is not JSON", e);
        }
        throw new IllegalArgumentException("the event is not an object");
    }

    /// Notes every fault before it gives up.
    private static final class Reader {
        private final Map<?, ?> event;
        private final List<String> faults = new ArrayList<>();

        Reader(Map<?, ?> event) {
            this.event = event;
        }

        ScheduleRequest request() {
            var kind = text("kind").flatMap(ReportingPeriod.Kind::ofPath);
            if (kind.isEmpty()) {
                faults.add("kind must be weekly or monthly");
            }
            var scheduledAt = text("scheduledAt").flatMap(this::time);
            var period = text("period");
            var operation = text("operation");
            if (event.containsKey("scheduledAt") == event.containsKey("period")) {
                faults.add("exactly one of scheduledAt and period must be given");
            }
            if (operation.filter(it -> !Slug.matches(it)).isPresent()) {
                faults.add("operation must be the identifier of an operation");
            }
            if (event.containsKey("operation") && !event.containsKey("period")) {
                faults.add("operation goes with period");
            }
            event.keySet().stream()
                    .filter(field -> !FIELDS.contains(String.valueOf(field)))
                    .findFirst()
                    .ifPresent(field ->
                            faults.add(
                                    "there are no other fields than kind, scheduledAt, period and operation"));
            var wanted = kind.flatMap(it -> period(it, period, scheduledAt));
            if (kind.isPresent() && period.isPresent() && wanted.isEmpty()) {
                faults.add("there is no such period");
            }
            if (!faults.isEmpty() || kind.isEmpty() || wanted.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new ScheduleRequest(
                    kind.get(), wanted.get(), scheduledAt, operation.map(OperationId::new));
        }

        private Optional<String> text(String field) {
            if (event.get(field) instanceof String text) {
                return Optional.of(text);
            }
            if (event.containsKey(field)) {
                faults.add(field + " must be text");
            }
            return Optional.empty();
        }

        private Optional<Instant> time(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                faults.add("scheduledAt must be an RFC 3339 time");
                return Optional.empty();
            }
        }

        private static Optional<ReportingPeriod> period(
                ReportingPeriod.Kind kind, Optional<String> id, Optional<Instant> scheduledAt) {
            return id.isPresent()
                    ? ReportingPeriod.parse(kind, id.get())
                    : scheduledAt.map(moment -> ReportingPeriod.lastEndedBy(kind, moment));
        }
    }
}
