package org.patrolledger.benchmarks.coldstart.peer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the peer reads of a form of an engagement; absent fields are null.
///
/// @param staff how many of each role
@JsonIgnoreProperties(ignoreUnknown = true)
public record EngagementDocument(
        @Nullable String submissionId,
        @Nullable String operation,
        @Nullable String place,
        @Nullable String organisation,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable String activity,
        @Nullable Map<String, Integer> staff) {

    /// The names of required fields that are absent or no instants.
    public List<String> faults() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("submissionId", submissionId);
        fields.put("operation", operation);
        fields.put("place", place);
        fields.put("organisation", organisation);
        fields.put("startedAt", instant(startedAt));
        fields.put("endedAt", instant(endedAt));
        fields.put("activity", activity);
        fields.put("staff", staff == null || staff.isEmpty() ? null : staff);
        var faults = new ArrayList<String>();
        fields.forEach((name, value) -> {
            if (value == null) {
                faults.add(name);
            }
        });
        return faults;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
