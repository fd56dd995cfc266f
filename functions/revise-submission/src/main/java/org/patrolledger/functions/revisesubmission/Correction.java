package org.patrolledger.functions.revisesubmission;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.AcceptedForm;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.Receipt;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.EntityTags;

/// Appends a revision to a submission: what it should have said, or that it is withdrawn. Nothing
/// is changed or erased, and the log's conditional write decides between two corrections of the
/// same revision.
///
/// Decided in this order: the revision after the one that `If-Match` names has this sender, content
/// and reason (the answer was lost): its receipt; `If-Match` does not name the current revision:
/// stale; nothing changes: the current receipt; otherwise a new revision.
public final class Correction {
    /// How often a decision is made anew after another revision came in between. With an `If-Match`
    /// that names revisions the second decision is the last.
    private static final int ROUNDS = 5;

    /// Of a long list in `If-Match`, how many revisions are looked at for a lost answer.
    private static final int MOST_LOOKED_AT = 10;

    private final SubmissionLog log;
    private final CatalogueCache catalogue;
    private final InstantSource clock;

    public Correction(SubmissionLog log, CatalogueCache catalogue, InstantSource clock) {
        this.log = log;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// What became of a correction.
    public sealed interface Outcome {
        /// The submission reads so now: by this call, by the same one before, or without a change.
        record Done(Receipt receipt) implements Outcome {}

        /// There is no such submission.
        record Unknown() implements Outcome {}

        /// It is of another organisation, or would become so.
        record Foreign() implements Outcome {}

        /// The revision named is not the current one, or was no longer when this was to be
        /// appended.
        record Stale(int current) implements Outcome {}

        record Invalid(List<Fault> faults) implements Outcome {}
    }

    /// What a call wants a submission to become, and what it would be decided by.
    private sealed interface Wanted {
        /// Whether `revision` is what this call would have written.
        boolean isIn(Revision revision);

        /// Whether nothing would change.
        boolean isAlready(Revision current);

        record Corrected(Result.Valid form, Digest digest) implements Wanted {
            @Override
            public boolean isIn(Revision revision) {
                return isAlready(revision) && revision.reason().equals(form.reason());
            }

            @Override
            public boolean isAlready(Revision current) {
                return !current.withdrawn() && current.digest().equals(digest);
            }
        }

        record Withdrawn(String reason) implements Wanted {
            @Override
            public boolean isIn(Revision revision) {
                return isAlready(revision) && revision.reason().filter(reason::equals).isPresent();
            }

            @Override
            public boolean isAlready(Revision current) {
                return current.withdrawn();
            }
        }

        /// A document with `faults`; of the given digest and reason if they are of the moment only,
        /// so that it may have been taken before.
        record Faulty(List<Fault> faults, Optional<Digest> digest, Optional<String> reason)
                implements Wanted {
            @Override
            public boolean isIn(Revision revision) {
                return isAlready(revision) && revision.reason().equals(reason);
            }

            @Override
            public boolean isAlready(Revision current) {
                return !current.withdrawn() && digest.filter(current.digest()::equals).isPresent();
            }
        }
    }

    /// Appends `document` as the revision after the one that `ifMatch` names. A correction of a
    /// withdrawn submission brings it back.
    public Outcome revise(
            SubmissionId id,
            @Nullable Object document,
            EntityTags ifMatch,
            Caller caller,
            String request) {
        var current = log.current(id);
        if (current.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (!caller.isOf(current.get().submission().organisation()) || caller.isForeign(document)) {
            return new Outcome.Foreign();
        }
        var now = now();
        var wanted = read(current.get(), document, now);
        return decide(current.get(), wanted, ifMatch, now, caller, request);
    }

    /// Appends a withdrawal as the revision after the one that `ifMatch` names.
    Outcome withdraw(
            SubmissionId id,
            EntityTags ifMatch,
            @Nullable String reason,
            Caller caller,
            String request) {
        var current = log.current(id);
        if (current.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (!caller.isOf(current.get().submission().organisation())) {
            return new Outcome.Foreign();
        }
        return decide(current.get(), read(reason), ifMatch, now(), caller, request);
    }

    private Wanted read(Revision current, @Nullable Object document, Instant now) {
        var submission = current.submission();
        var result =
                catalogue.read(
                        it ->
                                SubmissionReader.readRevision(
                                        submission.kind(), submission.id(), document, now, it),
                        read -> read instanceof Result.Invalid invalid && invalid.catalogue());
        return switch (result) {
            case Result.Valid valid -> new Wanted.Corrected(valid, Digest.of(valid.body()));
            case Result.Invalid invalid -> faulty(invalid.faults(), document);
        };
    }

    private static Wanted read(@Nullable String reason) {
        var faults = new Faults();
        return SubmissionReader.readReason(reason, faults)
                .<Wanted>map(Wanted.Withdrawn::new)
                .orElseGet(() -> faulty(faults.all(), null));
    }

    private static Wanted faulty(List<Fault> faults, @Nullable Object document) {
        return faults.stream().allMatch(Fault::isOfTheMoment)
                        && document instanceof Map<?, ?> object
                        && object.get("reason") instanceof String reason
                ? new Wanted.Faulty(
                        faults,
                        Optional.of(Digest.of(AcceptedForm.canonical(object))),
                        Optional.of(reason))
                : new Wanted.Faulty(faults, Optional.empty(), Optional.empty());
    }

    private Outcome decide(
            Revision found,
            Wanted wanted,
            EntityTags ifMatch,
            Instant now,
            Caller caller,
            String request) {
        var current = found;
        for (int round = 0; round < ROUNDS; round++) {
            var lost = lost(current, wanted, ifMatch, caller);
            if (lost.isPresent()) {
                return new Outcome.Done(Receipt.of(lost.get()));
            }
            if (!ifMatch.name(current.number())) {
                return new Outcome.Stale(current.number());
            }
            if (wanted.isAlready(current)) {
                return new Outcome.Done(Receipt.of(current));
            }
            var sender =
                    new Revision.Sender(
                            caller.subject(), current.submission().organisation(), request);
            Revision next;
            switch (wanted) {
                case Wanted.Faulty faulty -> {
                    return new Outcome.Invalid(faulty.faults());
                }
                case Wanted.Corrected corrected -> {
                    var form = corrected.form();
                    next =
                            current.correctedTo(
                                    form.submission(),
                                    form.body(),
                                    form.reason().orElseThrow(),
                                    now,
                                    sender);
                }
                case Wanted.Withdrawn withdrawn ->
                        next = current.withdrawn(withdrawn.reason(), now, sender);
            }
            var receipt = Receipt.of(next);
            if (log.revise(current, next)) {
                return new Outcome.Done(receipt);
            }
            current = log.current(found.submission().id()).orElseThrow();
        }
        return new Outcome.Stale(current.number());
    }

    /// The revision that this very call wrote before, as a client repeats it that never saw the
    /// answer.
    private Optional<Revision> lost(
            Revision current, Wanted wanted, EntityTags ifMatch, Caller caller) {
        return ifMatch.revisions().reversed().stream()
                .filter(named -> named < current.number())
                .limit(MOST_LOOKED_AT)
                .flatMap(named ->
                        named + 1 == current.number()
                                ? Optional.of(current).stream()
                                : log.revision(current.submission().id(), named + 1).stream())
                .filter(it -> it.submittedBy().equals(caller.subject()) && wanted.isIn(it))
                .findFirst();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
