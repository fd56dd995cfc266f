package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An error as RFC 9457 documents it. Its words are fixed: no problem repeats what was submitted.
///
/// @param faults every fault of a [Kind#NOT_VALID]; empty for any other
/// @param members what the document says beyond its words, by name
public record Problem(Kind kind, List<Fault> faults, Map<String, Object> members) {
    /// How many faults a document names; it counts the others.
    private static final int MOST_FAULTS = 100;

    /// What can go wrong, and how it is reported.
    public enum Kind {
        NOT_JSON(
                400,
                "Not JSON",
                "The body must be one JSON document in UTF-8, in which no object repeats a key and no number has over 100 characters or an exponent beyond 400."),
        UNAUTHORISED(401, "Not authenticated", "The request needs a valid bearer token."),
        FORBIDDEN(
                403, "Not allowed", "Your account may not do this, or not for this organisation."),
        SCOPE_MISSING(
                403,
                "Scope missing",
                "This needs a right that your account does not have, one of those listed in scopes; the people who manage accounts can give it."),
        NOT_FOUND(404, "Not found", "There is nothing at this address."),
        METHOD_NOT_ALLOWED(
                405,
                "Method not allowed",
                "This address does not take this method; Allow lists those it takes."),
        DIFFERENT_CONTENT(
                409,
                "Different content",
                "This submissionId was submitted before with other content; correct it with PUT."),
        ID_TAKEN(409, "Identifier taken", "This submissionId is taken; submit with another."),
        IMPORT_CONFLICT(
                409,
                "Not now",
                "The import is not in the state for this, or has faulty rows and all were to be taken."),
        IMPORT_STALE(
                412,
                "Stale report",
                "If-Match does not name the newest report, or the catalogue has changed since: check again."),
        STALE(412, "Stale revision", "The current revision is not the one the request names."),
        REVISION_UNQUOTED(
                412,
                "Revision without quotes",
                "If-Match names a revision in double quotes, as ETag gives it."),
        TOO_LARGE(
                413, "Too large", "The body must be at most 64 KiB, that of an operation 256 KiB."),
        NOT_APPLICATION_JSON(
                415, "Not application/json", "The body must be sent as application/json."),
        CONTENT_ENCODED(
                415, "Content encoded", "The body must be sent without a Content-Encoding."),
        NOT_VALID(422, "Not valid", "The document was read and has the faults listed in errors."),
        IF_MATCH_MISSING(
                428,
                "If-Match missing",
                "This call needs If-Match with the current revision, or If-None-Match: * to create."),
        THROTTLED(
                429,
                "Too many requests",
                "Storage is throttled; try again after the seconds that Retry-After names."),
        STORAGE_AWAY(
                503,
                "Storage is away",
                "Storage does not answer; try again after the seconds that Retry-After names."),
        FAULT(500, "Internal fault", "The request could not be carried out; the fault was logged.");

        private final int status;
        private final String title;
        private final String detail;

        Kind(int status, String title, String detail) {
            this.status = status;
            this.title = title;
            this.detail = detail;
        }

        /// The HTTP status.
        public int status() {
            return status;
        }

        /// The last part of the problem's `type`, such as `not-valid`.
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Problem {
        faults = List.copyOf(faults);
        members = Map.copyOf(members);
        if ((kind == Kind.NOT_VALID) == faults.isEmpty()) {
            throw new IllegalArgumentException("a document that is not valid has faults");
        }
    }

    /// A problem without faults of a document.
    public static Problem of(Kind kind) {
        return new Problem(kind, List.of(), Map.of());
    }

    /// This problem with one more member, such as `currentRevision`.
    ///
    /// @param value a value of JSON
    public Problem with(String member, Object value) {
        var more = new TreeMap<>(members);
        more.put(member, value);
        return new Problem(kind, faults, more);
    }

    /// The faults of a document.
    public static Problem notValid(List<Fault> faults) {
        return new Problem(Kind.NOT_VALID, faults, Map.of());
    }

    /// The problem as a document.
    public Map<String, @Nullable Object> document() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("type", "urn:patrol-ledger:problem:" + kind.slug());
        map.put("title", kind.title);
        map.put("status", kind.status);
        map.put("detail", kind.detail);
        if (kind == Kind.NOT_VALID) {
            map.put("errors", faults.stream().limit(MOST_FAULTS).map(Fault::document).toList());
            if (faults.size() > MOST_FAULTS) {
                map.put("more", faults.size() - MOST_FAULTS);
            }
        }
        map.putAll(new TreeMap<>(members));
        return map;
    }
}
