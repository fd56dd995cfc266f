package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.time.ReportingPeriod;

/// The message that asks for an archive, such as `{"kind":"weekly","period":"2023-W05"}`.
public final class ArchiveRequestDocument {
    private ArchiveRequestDocument() {}

    /// The message.
    public static String write(ArchiveRequest request) {
        var map = new LinkedHashMap<String, String>();
        map.put("kind", request.period().kind().path());
        map.put("period", request.period().id());
        return Json.text(map);
    }

    /// Reads what [#write] writes.
    ///
    /// @throws IllegalArgumentException if it is no such message
    public static ArchiveRequest read(String message) {
        if (Json.parse(message) instanceof Map<?, ?> map
                && map.get("kind") instanceof String kind
                && map.get("period") instanceof String period) {
            return ReportingPeriod.Kind.ofPath(kind)
                    .flatMap(it -> ReportingPeriod.parse(it, period))
                    .map(ArchiveRequest::new)
                    .orElseThrow(
                            () -> new IllegalArgumentException("an archive is of no such period"));
        }
        throw new IllegalArgumentException("the message asks for no archive");
    }
}
