package org.patrolledger.functions.publishsummary;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.testing.Form;

/// What the reference model knows of a submission, in the plainest terms.
///
/// @param incident whether it is an incident, else an engagement
/// @param seconds how long an engagement lasted
/// @param officers on an engagement
/// @param people engaged by an engagement
/// @param items handed out in an engagement
/// @param arrests of an incident
/// @param knives seized in an incident
record Report(
        SubmissionId id,
        boolean incident,
        String operation,
        String place,
        String organisation,
        Instant from,
        int seconds,
        String activity,
        int officers,
        int people,
        boolean estimated,
        int items,
        int arrests,
        int knives) {

    Form form() {
        var form =
                (incident ? Form.incident() : Form.engagement())
                        .of(id)
                        .with("operation", operation)
                        .with("place", place)
                        .with("organisation", organisation);
        if (incident) {
            form = form.with("occurredAt", from.toString()).with("arrests", arrests);
            return knives == 0
                    ? form
                    : form.with("weaponsSeized", List.of(Map.of("kind", "knife", "count", knives)));
        }
        form =
                form.with("startedAt", from.toString())
                        .with("endedAt", to().toString())
                        .with("activity", activity)
                        .with("staff", Map.of("officer", officers))
                        .with(
                                "peopleEngaged",
                                Map.of(
                                        "count",
                                        people,
                                        "method",
                                        estimated ? "estimated" : "counted"));
        return items == 0 ? form : form.with("itemsHandedOut", Map.of("keyring-torch", items));
    }

    Instant to() {
        return from.plusSeconds(incident ? 0 : seconds);
    }

    boolean patrol() {
        return !incident && activity.endsWith("-patrol");
    }

    /// Winter only, when London keeps UTC.
    LocalDate day() {
        return from.minus(Duration.ofHours(6)).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
