package org.patrolledger.functions.scheduledigests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.Week;

/// What `schedule-digests` is asked for.
sealed interface DigestRequest {
    /// The issues of every list that has members, for the last week that had ended by `at`.
    record Scheduled(Instant at) implements DigestRequest {
        Week week() {
            return ReportingPeriod.lastEndedBy(ReportingPeriod.Kind.WEEKLY, at) instanceof Week week
                    ? week
                    : unreachable();
        }

        private static Week unreachable() {
            throw new IllegalStateException("weekly periods are weeks");
        }
    }

    /// One issue, by hand.
    record ByHand(Mailing.Issue issue) implements DigestRequest {}

    /// Reads the event.
    ///
    /// @throws IllegalArgumentException that names every fault of it
    static DigestRequest read(byte[] event) {
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
    final class Reader {
        private static final Set<String> FIELDS = Set.of("kind", "scheduledAt", "list", "period");
        private static final String KIND = "digest";

        private final Map<?, ?> event;
        private final List<String> faults = new ArrayList<>();

        Reader(Map<?, ?> event) {
            this.event = event;
        }

        DigestRequest request() {
            if (event.containsKey("kind") && !KIND.equals(event.get("kind"))) {
                faults.add("kind must be digest");
            }
            if (event.keySet().stream()
                    .anyMatch(field -> !FIELDS.contains(String.valueOf(field)))) {
                faults.add("there are no other fields than kind, scheduledAt, list and period");
            }
            boolean byHand = event.containsKey("list") || event.containsKey("period");
            if (event.containsKey("scheduledAt") == byHand) {
                faults.add("either scheduledAt or list and period must be given");
            }
            var request = byHand ? byHand() : scheduled();
            if (!faults.isEmpty() || request.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return request.get();
        }

        private Optional<DigestRequest> scheduled() {
            @Nullable Instant at =
                    event.get("scheduledAt") instanceof String text ? Rfc3339.read(text) : null;
            if (at == null) {
                faults.add("scheduledAt must be an RFC 3339 time");
                return Optional.empty();
            }
            return Optional.of(new Scheduled(at));
        }

        private Optional<DigestRequest> byHand() {
            var list =
                    event.get("list") instanceof String text && Slug.matches(text)
                            ? Optional.of(new OperationId(text))
                            : Optional.<OperationId>empty();
            if (list.isEmpty()) {
                faults.add("list must be the identifier of an operation, or all-operations");
            }
            var week =
                    event.get("period") instanceof String text
                            ? ReportingPeriod.parse(ReportingPeriod.Kind.WEEKLY, text)
                            : Optional.<ReportingPeriod>empty();
            if (week.isEmpty()) {
                faults.add("period must be a week, such as 2023-W05");
            }
            return list.isPresent() && week.isPresent() && week.get() instanceof Week found
                    ? Optional.of(new ByHand(new Mailing.Issue(list.get(), found)))
                    : Optional.empty();
        }
    }
}
