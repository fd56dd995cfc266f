package org.patrolledger.functions.scheduledigests;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.JsonObjectReader;
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
        return JsonObjectReader.parse(document).objects("editions", it -> it.edition("edition"));
    }

    /// Reads what [#write] writes.
    ///
    /// @throws org.patrolledger.formats.MalformedDocumentException if it is anything else
    static DigestContent read(Mailing.Issue issue, byte[] document) {
        var fields = JsonObjectReader.parse(document);
        return new DigestContent(
                issue,
                fields.text("title"),
                fields.text("publisher"),
                fields.text("site"),
                fields.objects("corrections", DigestDocument::correction),
                fields.objects("sections", DigestDocument::section),
                fields.smallCount("omitted"),
                fields.smallCount("omittedCorrections"),
                fields.objects(
                        "editions", it -> new Used(it.edition("edition"), it.digest("manifest"))));
    }

    private static Section section(JsonObjectReader fields) {
        return new Section(
                fields.edition("edition"),
                fields.text("name"),
                fields.flag("provisional"),
                PublishedWeek.measures(fields.object("measures")),
                fields.optional("previous").map(PublishedWeek::measures),
                fields.flag("comparable"),
                fields.count("expected"),
                fields.count("reported"));
    }

    private static Correction correction(JsonObjectReader fields) {
        var causes = new TreeMap<String, Long>();
        fields.object("causes").counts(causes::put);
        return new Correction(
                fields.edition("from"),
                fields.edition("to"),
                fields.text("name"),
                fields.objects(
                        "differences",
                        it ->
                                new Difference(
                                        it.measure("measure"), it.count("old"), it.count("new"))),
                causes);
    }
}
