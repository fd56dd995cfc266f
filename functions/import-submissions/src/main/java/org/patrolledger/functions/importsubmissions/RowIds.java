package org.patrolledger.functions.importsubmissions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Submission.Kind;

/// The submissions that rows are: named by what they say (RFC 9562, version 5), so that the same
/// row is the same submission in any file, order or import.
final class RowIds {
    /// RFC 9562, 6.6: the name space of URLs.
    private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private static final String SEPARATOR = "\u001f";

    private final UUID space;
    private final boolean ours;
    private final List<String> all;
    private final List<String> firstOf;
    private final Map<String, Integer> occurrences = new HashMap<>();

    /// @param asked whose key is all of its columns together
    /// @param mapping the same on top of its preset, whose key is the first of its columns that a
    ///   row has: they name the same thing, and which of them is there depends on the export
    RowIds(OrganisationId organisation, ImportMapping asked, ImportMapping mapping) {
        this.ours = mapping.namesFields();
        this.all = asked.key();
        this.firstOf = asked.key().isEmpty() ? mapping.key() : List.of();
        this.space =
                version5(
                        URL, "urn:patrol-ledger:import:" + organisation + ":" + mapping.identity());
    }

    /// The submission that a row is.
    SubmissionId of(Row row, Optional<Kind> kind, Map<String, Object> document) {
        var key =
                all.isEmpty()
                        ? firstOf.stream()
                                .map(it -> part(row, it))
                                .filter(it -> !it.isEmpty())
                                .limit(1)
                                .toList()
                        : all.stream().map(it -> part(row, it)).toList();
        if (key.stream().allMatch(String::isEmpty)) {
            return ofContent(document);
        }
        // People number their own rows from 1, in each operation and on each sheet.
        return keyed(
                ours
                        ? kind.map(Kind::code).orElse("")
                                + SEPARATOR
                                + document.get("operation")
                                + SEPARATOR
                                + String.join(SEPARATOR, key)
                        : String.join(SEPARATOR, key));
    }

    private static String part(Row row, String head) {
        var cell = row.cells().get(head);
        return cell == null ? "" : cell.text().replaceFirst("^uuid:", "");
    }

    private SubmissionId keyed(String key) {
        return new SubmissionId(version5(space, key).toString());
    }

    /// The submission of a row without a key, by what it says: of several rows that say the same,
    /// each is one.
    private SubmissionId ofContent(Map<String, Object> document) {
        var content = Digest.of(new String(Json.canonical(document), StandardCharsets.UTF_8)).hex();
        int occurrence = occurrences.merge(content, 1, Integer::sum);
        return new SubmissionId(version5(space, content + "#" + occurrence).toString());
    }

    static UUID version5(UUID space, String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(
                    ByteBuffer.allocate(16)
                            .putLong(space.getMostSignificantBits())
                            .putLong(space.getLeastSignificantBits())
                            .array());
            var bytes = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (bytes.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
            long low = (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
