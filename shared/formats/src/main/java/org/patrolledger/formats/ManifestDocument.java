package org.patrolledger.formats;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.formats.Manifest.CatalogueVersion;
import org.patrolledger.formats.Manifest.File;
import org.patrolledger.formats.Manifest.Signature;
import org.patrolledger.formats.Manifest.Signed;
import org.patrolledger.formats.Manifest.Superseded;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Figure;

/// A [Manifest] as `manifest.json`: RFC 8785 canonical JSON.
public final class ManifestDocument {
    private static final String ALGORITHM = "ECDSA_SHA_256";

    private ManifestDocument() {}

    /// The bytes a signature is over: the manifest without one.
    public static byte[] unsigned(Manifest manifest) {
        return Json.canonical(tree(manifest));
    }

    /// The bytes of `manifest.json`. Their digest is what the next manifest of the chain names.
    public static byte[] write(Signed signed) {
        var tree = tree(signed.manifest());
        tree.put(
                "signature",
                Map.of(
                        "algorithm", ALGORITHM,
                        "key", signed.signature().key().value(),
                        "value", signed.signature().value()));
        return Json.canonical(tree);
    }

    private static Map<String, @Nullable Object> tree(Manifest manifest) {
        var tree = new TreeMap<String, @Nullable Object>();
        SummaryJson.edition(tree, manifest.edition());
        tree.put("status", manifest.status().id());
        tree.put("correction", manifest.correction());
        tree.put("files", manifest.files().stream().map(ManifestDocument::tree).toList());
        tree.put("publishedAt", manifest.publishedAt().toString());
        tree.put("supersedes", manifest.supersedes().map(ManifestDocument::tree).orElse(null));
        tree.put("changes", manifest.changes().stream().map(ManifestDocument::tree).toList());
        tree.put("rules", Map.of("version", manifest.rules()));
        manifest.catalogue()
                .ifPresent(it ->
                        tree.put(
                                "catalogue",
                                Map.of("version", it.version(), "digest", it.digest().value())));
        tree.put("sequence", manifest.sequence());
        tree.put("previous", manifest.previous().map(Digest::value).orElse(null));
        return tree;
    }

    private static Map<String, Object> tree(File file) {
        return Map.of("name", file.name(), "bytes", file.bytes(), "sha256", file.sha256().hex());
    }

    private static Map<String, Object> tree(Superseded superseded) {
        return Map.of(
                "edition", (long) superseded.edition(), "manifest", superseded.manifest().value());
    }

    /// A change as manifests and lists of editions write it.
    public static Map<String, Object> tree(Change change) {
        var tree = new TreeMap<String, Object>();
        switch (change.figure()) {
            case Figure.Measured(var place, var priority, var measure) -> {
                tree.put("measure", measure.id());
                place.ifPresent(it -> tree.put("place", it.value()));
                priority.ifPresent(it -> tree.put("priority", it.value()));
            }
            case Figure.Counted(var breakdown, var value) -> {
                tree.put("breakdown", breakdown.id());
                tree.put("value", value);
            }
            case Figure.Covered covered -> tree.put("coverage", covered.id());
        }
        tree.put("old", change.was());
        tree.put("new", change.now());
        tree.put("share", change.share());
        tree.put("cause", change.cause().id());
        tree.put("submissions", change.submissions().stream().map(SubmissionId::value).toList());
        return tree;
    }

    /// Reads what [#write] writes.
    ///
    /// @throws MalformedDocumentException if `bytes` are no signed manifest
    public static Signed read(byte[] bytes) {
        return JsonObjectReader.reading(
                "manifest",
                () -> {
                    var fields = JsonObjectReader.parse(bytes);
                    return new Signed(manifest(fields), signature(fields.object("signature")));
                });
    }

    private static Manifest manifest(JsonObjectReader fields) {
        return new Manifest(
                fields.edition(),
                fields.oneOf(Status.values(), Status::id, "status"),
                fields.flag("correction"),
                fields.objects(
                        "files",
                        it -> new File(it.text("name"), it.count("bytes"), it.sha256("sha256"))),
                fields.instant("publishedAt"),
                fields.optional("supersedes")
                        .map(it -> new Superseded(it.smallCount("edition"), it.digest("manifest"))),
                fields.objects("changes", ManifestDocument::change),
                fields.object("rules").text("version"),
                fields.optional("catalogue")
                        .map(it -> new CatalogueVersion(it.count("version"), it.digest("digest"))),
                fields.count("sequence"),
                fields.optionalDigest("previous"));
    }

    private static Change change(JsonObjectReader fields) {
        var submissions = fields.texts("submissions").stream().map(SubmissionId::new).toList();
        return new Change(
                figure(fields),
                fields.count("old"),
                fields.count("new"),
                fields.number("share"),
                fields.oneOf(Change.Cause.values(), Change.Cause::id, "cause"),
                submissions);
    }

    private static Figure figure(JsonObjectReader fields) {
        if (fields.has("breakdown")) {
            return new Figure.Counted(
                    SummaryJson.breakdown(fields.text("breakdown")), fields.text("value"));
        }
        if (fields.has("coverage")) {
            return fields.oneOf(Figure.Covered.values(), Figure.Covered::id, "coverage");
        }
        return new Figure.Measured(
                fields.optionalText("place").map(PlaceId::new),
                fields.optionalText("priority").map(PriorityId::new),
                fields.measure("measure"));
    }

    private static Signature signature(JsonObjectReader fields) {
        if (!fields.text("algorithm").equals(ALGORITHM)) {
            throw new MalformedDocumentException("manifests are signed by " + ALGORITHM);
        }
        return new Signature(fields.digest("key"), fields.text("value"));
    }
}
