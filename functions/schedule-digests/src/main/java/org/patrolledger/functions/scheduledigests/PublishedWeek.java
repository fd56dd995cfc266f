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
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryArchive;

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
        var signed = Json.object(manifest);
        var summary = Json.object(archive.read(edition, "summary.json"));
        var coverage = object(summary, "coverage");
        var previous = object(summary, "comparison").get("previous");
        return new PublishedWeek(
                edition,
                Digest.of(manifest),
                Instant.parse(text(signed, "publishedAt")),
                text(summary, "status").equals("provisional"),
                measures(object(summary, "measures")),
                previous instanceof Map<?, ?> compared
                        ? Optional.of(measures(object(compared, "measures")))
                        : Optional.empty(),
                number(coverage, "expected"),
                number(coverage, "reported"),
                causes(signed));
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

    private static Map<Measure, Long> measures(Map<?, ?> tree) {
        var measures = new EnumMap<Measure, Long>(Measure.class);
        for (var measure : Measure.values()) {
            if (tree.get(measure.id()) instanceof Long value) {
                measures.put(measure, value);
            }
        }
        return measures;
    }

    private static Map<?, ?> object(Map<?, ?> tree, String name) {
        if (tree.get(name) instanceof Map<?, ?> map) {
            return map;
        }
        throw malformed(name);
    }

    private static String text(Map<?, ?> tree, String name) {
        if (tree.get(name) instanceof String text) {
            return text;
        }
        throw malformed(name);
    }

    private static long number(Map<?, ?> tree, String name) {
        if (tree.get(name) instanceof Long number) {
            return number;
        }
        throw malformed(name);
    }

    private static IllegalStateException malformed(String name) {
        return new IllegalStateException("a published edition lacks " + name);
    }
}
