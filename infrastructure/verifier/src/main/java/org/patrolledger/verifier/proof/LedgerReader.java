package org.patrolledger.verifier.proof;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.MalformedDocumentException;

/// Reads a [Ledger] from what the API answers: the catalogue as `GET /catalogue` gives it, and JSON
/// lines, each either a whole answer of `GET /submissions/{id}/revisions` or one revision of it.
public final class LedgerReader {
    private LedgerReader() {}

    /// Reads both; `submissions` is closed.
    ///
    /// @throws MalformedDocumentException if either is something else, or a submission does not
    ///   have the digest its receipt states
    public static Ledger read(InputStream submissions, byte[] catalogue) {
        var revisions = new ArrayList<Revision>();
        var records = new HashMap<Revision, Digest>();
        var lines = new LineageDocument.Lines(submissions);
        int number = 0;
        for (var line = lines.next(); line != null; line = lines.next()) {
            number++;
            try {
                for (var each : revisions(Json.object(line))) {
                    var revision = revision(each);
                    revisions.add(revision);
                    if (each.get("record") instanceof String digest) {
                        records.put(revision, new Digest(digest));
                    }
                }
            } catch (IllegalArgumentException
                    | IllegalStateException
                    | DateTimeException
                    | ArithmeticException
                    | NotJsonException e) {
                throw new MalformedDocumentException(
                        String.format(
                                Locale.ROOT,
                                "line %s of the submissions: %s",
                                number,
                                e.getMessage()),
                        e);
            }
        }
        return new Ledger(ArchivedCatalogue.read(catalogue), revisions, records);
    }

    private static List<Map<?, ?>> revisions(Map<String, @Nullable Object> line) {
        if (line.get("revisions") instanceof List<?> list) {
            return list.stream().<Map<?, ?>>map(LedgerReader::map).toList();
        }
        return List.of(line);
    }

    private static Revision revision(Map<?, ?> document) {
        var receipt = map(document.get("receipt"));
        var kind = kind(text(receipt, "kind"));
        var body = new String(Json.canonical(document.get("submission")), StandardCharsets.UTF_8);
        var digest = Digest.of(body);
        if (!digest.value().equals(receipt.get("digest"))) {
            throw new MalformedDocumentException(
                    String.format(
                            Locale.ROOT,
                            "submission %s does not have the digest its receipt states",
                            receipt.get("submissionId")));
        }
        var submission = SubmissionReader.stored(kind, body);
        var receivedAt = Instant.parse(text(receipt, "receivedAt"));
        int number = number(receipt);
        return new Revision(
                submission,
                body,
                digest,
                number,
                receivedAt,
                receivedAt,
                Boolean.TRUE.equals(document.get("withdrawn")),
                number == 1 ? Optional.empty() : Optional.of(text(document, "reason")),
                document.get("submittedBy") instanceof String sender ? sender : "",
                document.get("submittedFor") instanceof String organisation
                        ? new OrganisationId(organisation)
                        : submission.organisation(),
                "");
    }

    private static int number(Map<?, ?> receipt) {
        if (receipt.get("revision") instanceof Long number) {
            return Math.toIntExact(number);
        }
        throw new MalformedDocumentException("\"revision\" is not a whole number");
    }

    private static Submission.Kind kind(String code) {
        return Submission.Kind.of(code)
                .orElseThrow(() ->
                        new MalformedDocumentException("there is no such kind of submission"));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MalformedDocumentException("expected an object");
    }

    private static String text(Map<?, ?> document, String name) {
        if (document.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedDocumentException("\"" + name + "\" is not a text");
    }
}
