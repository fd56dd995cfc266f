package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;

/// The message that a summary is due:
/// `{"operation":"grip","period":"2023-W05","kind":"weekly","reason":"schedule"}`.
public final class PublishRequestDocument {
    private PublishRequestDocument() {}

    /// The message's body.
    public static String write(PublishRequest due) {
        var map = new LinkedHashMap<String, String>();
        map.put("operation", due.key().operation().value());
        map.put("period", due.key().period().id());
        map.put("kind", due.key().period().kind().path());
        map.put("reason", due.reason().id());
        return Json.text(map);
    }

    /// Reads a message's body; `kind` may be left out, for a period's id tells it.
    ///
    /// @throws IllegalArgumentException if it is no such message
    public static PublishRequest read(String body) {
        if (!(Json.parse(body) instanceof Map<?, ?> map)
                || !(map.get("operation") instanceof String operation)
                || !Slug.matches(operation)
                || !(map.get("period") instanceof String id)) {
            throw new IllegalArgumentException("the message names no operation and period");
        }
        var period =
                period(id)
                        .orElseThrow(() -> new IllegalArgumentException("there is no such period"));
        var reason =
                map.get("reason") instanceof String text
                        ? reason(text)
                        : PublishRequest.Reason.BACKFILL;
        return new PublishRequest(new SummaryKey(period, new OperationId(operation)), reason);
    }

    private static Optional<ReportingPeriod> period(String id) {
        return ReportingPeriod.parse(ReportingPeriod.Kind.WEEKLY, id)
                .or(() -> ReportingPeriod.parse(ReportingPeriod.Kind.MONTHLY, id));
    }

    private static PublishRequest.Reason reason(String text) {
        try {
            return PublishRequest.Reason.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no such reason", e);
        }
    }
}
