package org.patrolledger.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;

/// A form as a client fills it in: an engagement or an incident with sensible values, of which a
/// test changes those it is about. Immutable.
///
/// The document is the source; the submission and its revisions are what the program's own reader
/// makes of it, so that they cannot disagree.
public final class Form {
    /// The person whose token the revisions carry.
    public static final String SUBJECT = "officer-1";

    private static final AtomicLong COUNT = new AtomicLong();

    private final Submission.Kind kind;
    private final Map<String, Object> document;

    private Form(Submission.Kind kind, Map<String, Object> document) {
        this.kind = kind;
        this.document = document;
    }

    /// A foot patrol of Friday 3 February 2023, 18:00 to 19:00, by two officers of `grip`, with a
    /// submission id that no other form has.
    public static Form engagement() {
        return filledIn(Submission.Kind.ENGAGEMENT)
                .with("startedAt", "2023-02-03T18:00:00Z")
                .with("endedAt", "2023-02-03T19:00:00Z")
                .with("activity", "foot-patrol")
                .with("staff", Map.of("officer", 2))
                .with("peopleEngaged", Map.of("count", 5, "method", "counted"));
    }

    /// An arrest for robbery in `grip` on Friday 3 February 2023 at 18:30, with a submission id
    /// that no other form has.
    public static Form incident() {
        return filledIn(Submission.Kind.INCIDENT)
                .with("occurredAt", "2023-02-03T18:30:00Z")
                .with("category", "robbery")
                .with("arrests", 1);
    }

    private static Form filledIn(Submission.Kind kind) {
        return new Form(kind, Map.of())
                .with("submissionId", id(COUNT.incrementAndGet()).value())
                .with("operation", "grip")
                .with("place", "southend-high-street")
                .with("organisation", "essex-police");
    }

    /// A submission id that looks random and is the same on every run.
    public static SubmissionId id(long number) {
        var name = "submission " + number;
        return SubmissionId.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /// This form with another value of one field: a [String], a number, a boolean, a list or a map.
    public Form with(String field, Object value) {
        var changed = new LinkedHashMap<>(document);
        changed.put(field, value);
        return new Form(kind, changed);
    }

    /// This form without one field.
    public Form without(String field) {
        var changed = new LinkedHashMap<>(document);
        changed.remove(field);
        return new Form(kind, changed);
    }

    /// This form for submission `id`.
    public Form of(SubmissionId id) {
        return with("submissionId", id.value());
    }

    /// This form of the moment `from`, an engagement then lasting an hour.
    public Form at(Instant from) {
        return switch (kind) {
            case INCIDENT -> with("occurredAt", from.toString());
            case ENGAGEMENT ->
                    with("startedAt", from.toString())
                            .with("endedAt", from.plus(1, ChronoUnit.HOURS).toString());
        };
    }

    /// The kind of form.
    public Submission.Kind kind() {
        return kind;
    }

    /// The form as a document, in the order it was filled in.
    public Map<String, Object> document() {
        return new LinkedHashMap<>(document);
    }

    /// The form as a client might send it.
    public byte[] json() {
        return Json.bytes(document);
    }

    /// The form as it is stored.
    public String body() {
        return new String(Json.canonical(document), StandardCharsets.UTF_8);
    }

    /// What the form reports.
    public Submission submission() {
        return SubmissionReader.stored(kind, body());
    }

    /// The form as revision 1, received an hour after what it reports was over.
    public Revision first() {
        return first(submission().over().plus(1, ChronoUnit.HOURS));
    }

    /// The form as revision 1. Each call of this method is another request.
    public Revision first(Instant receivedAt) {
        var submission = submission();
        return Revision.first(
                submission,
                body(),
                receivedAt.truncatedTo(ChronoUnit.MILLIS),
                sender(submission.organisation()));
    }

    /// The form as the revision after `current`, received a minute later. Each call of this method
    /// is another request.
    public Revision after(Revision current) {
        return after(current, "Corrected.");
    }

    /// As [#after(Revision)], for a reason of the caller's own.
    public Revision after(Revision current, String reason) {
        var submission = submission();
        return current.correctedTo(
                submission,
                body(),
                reason,
                current.receivedAt().plusSeconds(60),
                sender(submission.organisation()));
    }

    /// The withdrawal of `current`, received a minute later. Each call of this method is another
    /// request.
    public static Revision withdrawalOf(Revision current) {
        return current.withdrawn(
                "Sent by mistake.",
                current.receivedAt().plusSeconds(60),
                sender(current.submittedFor()));
    }

    private static Revision.Sender sender(OrganisationId organisation) {
        return new Revision.Sender(SUBJECT, organisation, request());
    }

    private static String request() {
        return "request-" + COUNT.incrementAndGet();
    }
}
