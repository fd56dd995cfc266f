package org.patrolledger.functions.scheduledigests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.formats.JsonObjectReader;

/// An edition as it was published: of its summary and manifest what an issue tells. Reads those two
/// documents by their published names, so that an old edition is read as well as a new one.
///
/// @param manifest the digest of the manifest
/// @param previous the measures of the edition that it compares with
record PublishedWeek(
        EditionKey edition,
        Digest manifest,
        Instant publishedAt,
        boolean provisional,
        Map<Measure, Long> measures,
        Optional<Map<Measure, Long>> previous,
        long expected,
        long reported,
        List<Cause> causes) {

    /// A cause of a changed total, and the submissions through which it worked.
    record Cause(String word, Set<String> submissions) {}

    static PublishedWeek read(SummaryArchive archive, EditionKey edition) {
        var manifest = archive.read(edition, SummaryArchive.MANIFEST);
        var signed = JsonObjectReader.parse(manifest);
        var summary = JsonObjectReader.parse(archive.read(edition, "summary.json"));
        var coverage = summary.object("coverage");
        return new PublishedWeek(
                edition,
                Digest.of(manifest),
                signed.instant("publishedAt"),
                summary.text("status").equals("provisional"),
                measures(summary.object("measures")),
                summary.object("comparison")
                        .optional("previous")
                        .map(it -> measures(it.object("measures"))),
                coverage.count("expected"),
                coverage.count("reported"),
                causes(signed.map()));
    }

    /// The totals' causes; those of places and breakdown values say the same in detail.
    private static List<Cause> causes(Map<?, ?> manifest) {
        var causes = new ArrayList<Cause>();
        if (manifest.get("changes") instanceof List<?> changes) {
            for (@Nullable Object each : changes) {
                if (each instanceof Map<?, ?> change
                        && isTotal(change)
                        && change.get("cause") instanceof String word) {
                    causes.add(new Cause(word, submissions(change)));
                }
            }
        }
        return causes;
    }

    private static boolean isTotal(Map<?, ?> change) {
        return change.containsKey("measure")
                && !change.containsKey("place")
                && !change.containsKey("priority");
    }

    private static Set<String> submissions(Map<?, ?> change) {
        var ids = new LinkedHashSet<String>();
        if (change.get("submissions") instanceof List<?> listed) {
            for (@Nullable Object id : listed) {
                ids.add(String.valueOf(id));
            }
        }
        return ids;
    }

    /// How many submissions worked through each cause, over several editions.
    static Map<String, Long> counted(List<PublishedWeek> editions) {
        var ids = new TreeMap<String, Set<String>>();
        for (var edition : editions) {
            for (var cause : edition.causes()) {
                ids.computeIfAbsent(cause.word(), it -> new LinkedHashSet<>())
                        .addAll(cause.submissions());
            }
        }
        var counts = new TreeMap<String, Long>();
        ids.forEach((word, submissions) -> counts.put(word, (long) submissions.size()));
        return counts;
    }

    static Map<Measure, Long> measures(JsonObjectReader fields) {
        var measures = new EnumMap<Measure, Long>(Measure.class);
        for (var measure : Measure.values()) {
            fields.optionalCount(measure.id()).ifPresent(it -> measures.put(measure, it));
        }
        return measures;
    }
}
