package org.patrolledger.functions.revisesubmission;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.Scope;

/// Appends a revision to a submission: what it should have said, or that it is withdrawn. Nothing
/// is changed or erased, and the log's conditional write decides between two corrections of the
/// same revision.
final class Correction {
    private final SubmissionLog log;
    private final CatalogueCache catalogue;
    private final InstantSource clock;

    Correction(SubmissionLog log, CatalogueCache catalogue, InstantSource clock) {
        this.log = log;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// What became of a correction.
    sealed interface Outcome {
        record Appended(Revision revision) implements Outcome {}

        /// There is no such submission.
        record Unknown() implements Outcome {}

        /// It is of another organisation, or would become so.
        record Foreign() implements Outcome {}

        /// The revision named is not the current one, or was no longer when this was to be
        /// appended.
        record Stale() implements Outcome {}

        /// A withdrawal of what is withdrawn.
        record WithdrawnAlready() implements Outcome {}

        record Invalid(List<Fault> faults) implements Outcome {}
    }

    /// Appends `document` as the revision after `expected`. A correction of a withdrawn submission
    /// brings it back.
    Outcome revise(
            SubmissionId id,
            @Nullable Object document,
            int expected,
            Caller caller,
            String request) {
        var current = log.current(id);
        if (current.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (!caller.isOf(current.get().submission().organisation()) || caller.isForeign(document)) {
            return new Outcome.Foreign();
        }
        if (current.get().number() != expected) {
            return new Outcome.Stale();
        }
        var now = now();
        return switch (read(current.get(), document, now)) {
            case Result.Invalid invalid -> new Outcome.Invalid(invalid.faults());
            case Result.Valid valid -> append(current.get(), valid, now, caller, request);
        };
    }

    private Result read(Revision current, @Nullable Object document, Instant now) {
        var submission = current.submission();
        var result =
                SubmissionReader.readRevision(
                        submission.kind(), submission.id(), document, now, catalogue.recent());
        return result instanceof Result.Invalid invalid && invalid.catalogue()
                ? SubmissionReader.readRevision(
                        submission.kind(), submission.id(), document, now, catalogue.current())
                : result;
    }

    private Outcome append(
            Revision current, Result.Valid valid, Instant now, Caller caller, String request) {
        var next =
                new Revision(
                        valid.submission(),
                        valid.body(),
                        Digest.of(valid.body()),
                        current.number() + 1,
                        now,
                        current.firstReceivedAt(),
                        false,
                        valid.reason(),
                        caller.subject(),
                        valid.submission().organisation(),
                        request);
        return append(current, next);
    }

    /// Appends a withdrawal as the revision after `expected`: by the same organisation, or by an
    /// administrator.
    Outcome withdraw(
            SubmissionId id, int expected, @Nullable String reason, Caller caller, String request) {
        var found = log.current(id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        var current = found.get();
        if (!caller.isOf(current.submission().organisation())
                && !caller.may(Scope.CATALOGUE_WRITE)) {
            return new Outcome.Foreign();
        }
        if (current.number() != expected) {
            return new Outcome.Stale();
        }
        var faults = new Faults();
        var read = SubmissionReader.readReason(reason, faults);
        if (faults.any()) {
            return new Outcome.Invalid(faults.all());
        }
        if (current.withdrawn()) {
            return new Outcome.WithdrawnAlready();
        }
        var next =
                new Revision(
                        current.submission(),
                        current.body(),
                        current.digest(),
                        current.number() + 1,
                        now(),
                        current.firstReceivedAt(),
                        true,
                        read,
                        caller.subject(),
                        caller.organisation().orElse(current.submission().organisation()),
                        request);
        return append(current, next);
    }

    private Outcome append(Revision current, Revision next) {
        return log.revise(current, next) ? new Outcome.Appended(next) : new Outcome.Stale();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
