package org.patrolledger.functions.scheduledigests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.functions.scheduledigests.DigestContent.Correction;
import org.patrolledger.functions.scheduledigests.DigestContent.Difference;
import org.patrolledger.functions.scheduledigests.DigestContent.Section;
import org.patrolledger.functions.scheduledigests.DigestContent.Used;

/// A [DigestContent] as `digest.json`: RFC 8785 canonical JSON, without any wall-clock time.
final class DigestDocument {
    private DigestDocument() {}

    /// The bytes of `content`; the same editions give the same bytes on any machine.
    static byte[] write(DigestContent content) {
        var tree = new TreeMap<String, @Nullable Object>();
        tree.put("list", content.issue().list().value());
        tree.put("period", content.issue().week().id());
        tree.put("subject", Wording.subject(content));
        tree.put("title", content.title());
        tree.put("publisher", content.publisher());
        tree.put("site", content.site());
        tree.put("corrections", content.corrections().stream().map(DigestDocument::tree).toList());
        tree.put("sections", content.sections().stream().map(DigestDocument::tree).toList());
        tree.put("omitted", (long) content.omitted());
        tree.put("omittedCorrections", (long) content.omittedCorrections());
        tree.put("editions", content.editions().stream().map(DigestDocument::tree).toList());
        return Json.canonical(tree);
    }

    /// An edition used, as documents and manifests of issues write it.
    static Map<String, Object> tree(Used used) {
        return Map.of("edition", used.edition().path(), "manifest", used.manifest().value());
    }

    private static Map<String, @Nullable Object> tree(Section section) {
        var tree = new TreeMap<String, @Nullable Object>();
        tree.put("edition", section.edition().path());
        tree.put("name", section.name());
        tree.put("provisional", section.provisional());
        tree.put("measures", tree(section.measures()));
        tree.put("previous", section.previous().map(DigestDocument::tree).orElse(null));
        tree.put("comparable", section.comparable());
        tree.put("expected", section.expected());
        tree.put("reported", section.reported());
        return tree;
    }

    private static Map<String, Object> tree(Map<Measure, Long> measures) {
        var tree = new TreeMap<String, Object>();
        measures.forEach((measure, value) -> tree.put(measure.id(), value));
        return tree;
    }

    private static Map<String, Object> tree(Correction correction) {
        return Map.of(
                "from", correction.from().path(),
                "to", correction.to().path(),
                "name", correction.name(),
                "differences", correction.differences().stream().map(DigestDocument::tree).toList(),
                "causes", correction.causes());
    }

    private static Map<String, Object> tree(Difference it) {
        return Map.of("measure", it.measure().id(), "old", it.was(), "new", it.now());
    }

    /// The editions that an issue was made of.
    static List<EditionKey> editions(byte[] document) {
        return objects(Json.object(document), "editions").stream()
                .map(it -> edition(it, "edition"))
                .toList();
    }

    /// Reads what [#write] writes.
    ///
    /// @throws IllegalStateException if it is anything else
    static DigestContent read(Mailing.Issue issue, byte[] document) {
        var tree = Json.object(document);
        return new DigestContent(
                issue,
                text(tree, "title"),
                text(tree, "publisher"),
                text(tree, "site"),
                objects(tree, "corrections").stream().map(DigestDocument::correction).toList(),
                objects(tree, "sections").stream().map(DigestDocument::section).toList(),
                Math.toIntExact(number(tree, "omitted")),
                Math.toIntExact(number(tree, "omittedCorrections")),
                objects(tree, "editions").stream()
                        .map(it ->
                                new Used(edition(it, "edition"), new Digest(text(it, "manifest"))))
                        .toList());
    }

    private static Section section(Map<?, ?> tree) {
        return new Section(
                edition(tree, "edition"),
                text(tree, "name"),
                Boolean.TRUE.equals(tree.get("provisional")),
                measures(object(tree, "measures")),
                tree.get("previous") == null
                        ? Optional.empty()
                        : Optional.of(measures(object(tree, "previous"))),
                Boolean.TRUE.equals(tree.get("comparable")),
                number(tree, "expected"),
                number(tree, "reported"));
    }

    private static Correction correction(Map<?, ?> tree) {
        var differences = new ArrayList<Difference>();
        for (var it : objects(tree, "differences")) {
            var measure = Measure.of(text(it, "measure")).orElseThrow(() -> malformed("a measure"));
            differences.add(new Difference(measure, number(it, "old"), number(it, "new")));
        }
        var causes = new TreeMap<String, Long>();
        var counted = object(tree, "causes");
        counted.keySet()
                .forEach(word ->
                        causes.put(String.valueOf(word), number(counted, String.valueOf(word))));
        return new Correction(
                edition(tree, "from"),
                edition(tree, "to"),
                text(tree, "name"),
                differences,
                causes);
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

    private static EditionKey edition(Map<?, ?> tree, String name) {
        return EditionKey.parse(text(tree, name)).orElseThrow(() -> malformed(name));
    }

    private static List<Map<?, ?>> objects(Map<?, ?> tree, String name) {
        if (!(tree.get(name) instanceof List<?> list)) {
            throw malformed(name);
        }
        var objects = new ArrayList<Map<?, ?>>();
        for (@Nullable Object each : list) {
            if (!(each instanceof Map<?, ?> map)) {
                throw malformed(name);
            }
            objects.add(map);
        }
        return objects;
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
        return new IllegalStateException("an issue on record lacks " + name);
    }
}
