package org.patrolledger.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Form.Findings;
import org.patrolledger.contract.json.JsonBytes;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Submission.Kind;
import org.patrolledger.domain.time.OperationalDay;

/// Reads engagements and incidents by their forms, and checks them against the clock and the
/// catalogue.
public final class SubmissionReader {
    /// How far a client's clock may be ahead of ours.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Map<Kind, Form<? extends Submission>> REVISIONS = revisions();

    private SubmissionReader() {}

    /// What reading a document came to.
    public sealed interface Result {
        /// The document is valid.
        ///
        /// @param body its canonical form, without the reason
        /// @param reason why it revises another, where it was read as a revision
        record Valid(Submission submission, String body, Optional<String> reason)
                implements Result {}

        /// The document has faults.
        ///
        /// @param catalogue whether the catalogue is among what it does not agree with
        record Invalid(List<Fault> faults, boolean catalogue) implements Result {}
    }

    /// The form of a kind of submission.
    public static Form<? extends Submission> form(Kind kind) {
        return switch (kind) {
            case ENGAGEMENT -> EngagementForm.FORM;
            case INCIDENT -> IncidentForm.FORM;
        };
    }

    private static Map<Kind, Form<? extends Submission>> revisions() {
        var forms = new EnumMap<Kind, Form<? extends Submission>>(Kind.class);
        for (var kind : Kind.values()) {
            forms.put(kind, form(kind).with(SubmissionFields.REASON));
        }
        return forms;
    }

    private static Field<Instant> moment(Kind kind) {
        return switch (kind) {
            case ENGAGEMENT -> EngagementForm.STARTED_AT;
            case INCIDENT -> IncidentForm.OCCURRED_AT;
        };
    }

    private static Field<Instant> over(Kind kind) {
        return switch (kind) {
            case ENGAGEMENT -> EngagementForm.ENDED_AT;
            case INCIDENT -> IncidentForm.OCCURRED_AT;
        };
    }

    /// Reads a form as it was posted.
    ///
    /// @param document what [Json#parse(byte[])] made of the body
    public static Result read(
            Kind kind, @Nullable Object document, Instant now, Catalogue catalogue) {
        return read(kind, form(kind), document, now, catalogue, Optional.empty());
    }

    /// Reads a form that revises submission `revises` and says why.
    public static Result readRevision(
            Kind kind,
            SubmissionId revises,
            @Nullable Object document,
            Instant now,
            Catalogue catalogue) {
        var form = REVISIONS.getOrDefault(kind, form(kind));
        return read(kind, form, document, now, catalogue, Optional.of(revises));
    }

    /// Reads the reason for a withdrawal, which comes as a query parameter; empty, with the fault
    /// noted, where it is none.
    public static Optional<String> readReason(@Nullable String reason, Faults faults) {
        var query = reason == null ? Map.of() : Map.of(SubmissionFields.REASON.name(), reason);
        return FormReader.read(SubmissionFields.WITHDRAWAL, query, faults);
    }

    /// Decodes a body that was accepted before.
    ///
    /// @throws IllegalStateException if it is not what this program stores
    public static Submission stored(Kind kind, String body) {
        return FormDecoder.decode(form(kind), body);
    }

    /// Decodes a body that was accepted before, the bytes of `text` from `from` up to `to`, which
    /// are no JSON any more afterwards.
    ///
    /// @throws IllegalStateException if it is not what this program stores
    public static Submission stored(Kind kind, byte[] text, int from, int to) {
        return FormDecoder.decode(form(kind), new JsonBytes(text, from, to));
    }

    private static Result read(
            Kind kind,
            Form<? extends Submission> form,
            @Nullable Object document,
            Instant now,
            Catalogue catalogue,
            Optional<SubmissionId> revises) {
        var faults = new Faults();
        var values = new FormReader(faults).values(form, document);
        if (!(document instanceof Map<?, ?> object)) {
            return new Result.Invalid(faults.all(), false);
        }
        var findings = new Findings(object, values, "", faults);
        revises.ifPresent(id -> checkId(findings, id));
        checkNotAhead(findings, over(kind), now.plus(AHEAD));
        checkCatalogue(findings, values.find(moment(kind)).map(OperationalDay::of), catalogue);
        if (faults.any()) {
            return new Result.Invalid(faults.all(), faults.anyOfCatalogue());
        }
        return new Result.Valid(
                form.make(values),
                AcceptedForm.canonical(object),
                values.find(SubmissionFields.REASON));
    }

    private static void checkId(Findings findings, SubmissionId revises) {
        if (findings.values()
                .find(SubmissionFields.ID)
                .filter(it -> !it.equals(revises))
                .isPresent()) {
            findings.fault(
                    SubmissionFields.ID, Rule.VALUE, "This must be the submission of the address.");
        }
    }

    private static void checkNotAhead(Findings findings, Field<Instant> field, Instant ahead) {
        if (findings.values().find(field).filter(it -> it.isAfter(ahead)).isPresent()) {
            findings.fault(
                    field, Rule.FUTURE, "This must not be more than 5 minutes in the future.");
        }
    }

    private static void checkCatalogue(
            Findings findings, Optional<OperationalDay> day, Catalogue catalogue) {
        var values = findings.values();
        if (values.find(SubmissionFields.ORGANISATION)
                .filter(it -> catalogue.organisation(it).isEmpty())
                .isPresent()) {
            findings.fault(
                    SubmissionFields.ORGANISATION,
                    Rule.CATALOGUE,
                    "This organisation is not in the catalogue.");
        }
        var operation = values.find(SubmissionFields.OPERATION);
        if (operation.isEmpty()) {
            return;
        }
        var listed = catalogue.operation(operation.get());
        if (listed.filter(it -> day.isEmpty() || it.activeOn(day.get())).isEmpty()) {
            findings.fault(
                    SubmissionFields.OPERATION,
                    Rule.CATALOGUE,
                    "This operation is not in the catalogue, or not active on that day.");
        }
        var place = values.find(SubmissionFields.PLACE);
        if (listed.isPresent()
                && place.isPresent()
                && listed.get()
                        .place(place.get())
                        .filter(it -> day.isEmpty() || it.validity().includes(day.get()))
                        .isEmpty()) {
            findings.fault(
                    SubmissionFields.PLACE,
                    Rule.CATALOGUE,
                    "This place is not in the catalogue, or not valid on that day.");
        }
        listed.ifPresent(it -> checkPriorities(findings, it));
    }

    private static void checkPriorities(Findings findings, Operation operation) {
        if (!(findings.document().get(SubmissionFields.PRIORITIES.name()) instanceof List<?> given)
                || given.size() > Operation.MOST_PRIORITIES) {
            return;
        }
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) instanceof String text
                    && Slug.matches(text)
                    && operation.priority(new PriorityId(text)).isEmpty()) {
                findings.fault(
                        "/" + SubmissionFields.PRIORITIES.name() + "/" + i,
                        Rule.CATALOGUE,
                        "This is not a priority of the operation.");
            }
        }
    }
}
