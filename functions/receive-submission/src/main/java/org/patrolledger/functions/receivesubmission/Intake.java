package org.patrolledger.functions.receivesubmission;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.AcceptedForm;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Receipt;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionIntake;
import org.patrolledger.lambda.http.Caller;

/// Takes submissions into the log, each once, however often it is posted.
public final class Intake {
    private final SubmissionIntake log;
    private final CatalogueCache catalogue;
    private final InstantSource clock;

    public Intake(SubmissionIntake log, CatalogueCache catalogue, InstantSource clock) {
        this.log = log;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// What became of a submission.
    public sealed interface Outcome {
        /// It is in the log now.
        record Accepted(Receipt receipt) implements Outcome {}

        /// It was in the log before, with the same content.
        record Repeated(Receipt receipt) implements Outcome {}

        /// Its id is in the log with other content, of the same organisation.
        record Different() implements Outcome {}

        /// Its id is in the log for another organisation, which is nobody else's business.
        record Taken() implements Outcome {}

        /// It is of another organisation than the caller.
        record Foreign() implements Outcome {}

        /// It has faults; nothing was kept.
        record Invalid(List<Fault> faults) implements Outcome {}
    }

    /// Takes the submission in `document`.
    ///
    /// @param document what [Json#parse(byte[])] made of the body
    /// @param request names this call, unlike any other
    public Outcome receive(
            Submission.Kind kind, @Nullable Object document, Caller caller, String request) {
        if (caller.isForeign(document)) {
            return new Outcome.Foreign();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (read(kind, document, now)) {
            case Result.Valid valid -> append(valid, caller, now, request);
            case Result.Invalid invalid -> refuse(invalid.faults(), document);
        };
    }

    private Result read(Submission.Kind kind, @Nullable Object document, Instant now) {
        return catalogue.read(
                it -> SubmissionReader.read(kind, document, now, it),
                result -> result instanceof Result.Invalid invalid && invalid.catalogue());
    }

    private Outcome append(Result.Valid valid, Caller caller, Instant now, String request) {
        var submission = valid.submission();
        var sender = new Revision.Sender(caller.subject(), submission.organisation(), request);
        var first = Revision.first(submission, valid.body(), now, sender);
        var receipt = Receipt.of(first);
        return log.append(first)
                .map(there -> before(there, first))
                .orElseGet(() -> new Outcome.Accepted(receipt));
    }

    private static Outcome before(Revision there, Revision first) {
        if (there.digest().equals(first.digest())) {
            return new Outcome.Repeated(Receipt.of(there));
        }
        return there.submission().organisation().equals(first.submission().organisation())
                ? new Outcome.Different()
                : new Outcome.Taken();
    }

    /// A repeat of an accepted submission gets its receipt, even where by now the catalogue would
    /// no longer let it in.
    private Outcome refuse(List<Fault> faults, @Nullable Object document) {
        if (faults.stream().allMatch(Fault::isOfTheMoment)
                && document instanceof Map<?, ?> object
                && object.get("submissionId") instanceof String text) {
            var digest = Digest.of(AcceptedForm.canonical(object));
            var there = SubmissionId.parse(text).flatMap(id -> log.revision(id, 1));
            if (there.isPresent() && there.get().digest().equals(digest)) {
                return new Outcome.Repeated(Receipt.of(there.get()));
            }
        }
        return new Outcome.Invalid(faults);
    }
}
