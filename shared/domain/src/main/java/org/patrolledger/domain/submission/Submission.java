package org.patrolledger.domain.submission;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.time.OperationalDay;

/// What a form reports: a spell of activity or a moment with an outcome.
///
/// Holds what the figures need; the text of notes stays in the stored document only.
public sealed interface Submission permits Engagement, Incident {
    /// The two kinds of form.
    enum Kind implements Coded {
        ENGAGEMENT,
        INCIDENT;

        /// The kind with that code; empty where none has it.
        public static Optional<Kind> of(String code) {
            return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
        }
    }

    SubmissionId id();

    OperationId operation();

    PlaceId place();

    OrganisationId organisation();

    Kind kind();

    /// Which of the operation's priorities it served; they iterate in the order of their ids.
    Set<PriorityId> priorities();

    /// The moment that decides the operational day: an engagement's start, an incident's
    /// occurrence.
    Instant moment();

    /// When what it reports was over, so that it could have been submitted: an engagement's end, an
    /// incident's occurrence.
    Instant over();

    default OperationalDay day() {
        return OperationalDay.of(moment());
    }

    default OperationDay operationDay() {
        return new OperationDay(operation(), day());
    }
}
