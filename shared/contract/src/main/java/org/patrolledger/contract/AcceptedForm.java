package org.patrolledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.SubmissionId;

/// A form as it is kept, digested and compared: without the reason that a correction carries beside
/// it, and with its id in lower case.
public final class AcceptedForm {
    private AcceptedForm() {}

    /// The RFC 8785 canonical form of `document`, which has no fault but such as the moment or the
    /// catalogue make.
    public static String canonical(Map<?, ?> document) {
        var form = new HashMap<Object, @Nullable Object>(document);
        form.remove("reason");
        if (form.get("submissionId") instanceof String text) {
            SubmissionId.parse(text).ifPresent(id -> form.put("submissionId", id.value()));
        }
        return new String(Json.canonical(form), StandardCharsets.UTF_8);
    }
}
