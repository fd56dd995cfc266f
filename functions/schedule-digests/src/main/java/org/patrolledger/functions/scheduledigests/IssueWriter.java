package org.patrolledger.functions.scheduledigests;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.formats.ManifestSignature;

/// Writes an issue once, for good: `digest.json` first, and of what is kept as that the other
/// files.
///
/// Two who write the same issue at once, from different editions, keep the same first file, so the
/// others agree with it in any run. A run that dies on the way leaves what the next one completes.
final class IssueWriter {
    private static final String ALGORITHM = "ECDSA_SHA_256";

    private final SummaryArchive archive;
    private final DigestBuilder builder;
    private final Signer signer;

    IssueWriter(SummaryArchive archive, DigestBuilder builder, Signer signer) {
        this.archive = archive;
        this.builder = builder;
        this.signer = signer;
    }

    /// The newest editions, for one run.
    NewestEditions newest() {
        return new NewestEditions(archive);
    }

    /// Writes `issue` unless it is on record.
    ///
    /// @param newest of the run that this is part of
    /// @param now goes into the manifest of a new one
    /// @return whether there is such an issue now; there is none where nothing of the list was
    ///   published
    boolean write(Mailing.Issue issue, Catalogue catalogue, NewestEditions newest, Instant now) {
        if (kept(issue, IssueFile.MANIFEST).isPresent()) {
            return true;
        }
        var content = content(issue, catalogue, newest);
        if (content.isEmpty()) {
            return false;
        }
        var document = DigestDocument.write(content.get());
        var files = new LinkedHashMap<IssueFile, byte[]>();
        files.put(IssueFile.JSON, document);
        files.put(IssueFile.HTML, DigestHtml.write(content.get()));
        files.put(IssueFile.TEXT, DigestText.write(content.get()));
        files.forEach((file, bytes) -> archive.keep(issue.path() + file.fileName(), bytes));
        publishKey();
        archive.keep(
                issue.path() + IssueFile.MANIFEST.fileName(),
                manifest(issue, content.get(), files, now));
        return true;
    }

    /// The content on record, or one that is put there now.
    private Optional<DigestContent> content(
            Mailing.Issue issue, Catalogue catalogue, NewestEditions newest) {
        if (kept(issue, IssueFile.JSON).isEmpty()) {
            var built = builder.build(issue, catalogue, newest).map(IssueWriter::fitting);
            if (built.isEmpty()) {
                return Optional.empty();
            }
            archive.keep(
                    issue.path() + IssueFile.JSON.fileName(), DigestDocument.write(built.get()));
        }
        return kept(issue, IssueFile.JSON).map(bytes -> DigestDocument.read(issue, bytes));
    }

    /// `content`, without the last operations if the mail would be too large, and where one is
    /// left, without the oldest corrections.
    private static DigestContent fitting(DigestContent content) {
        int corrections = content.corrections().size();
        int sections =
                most(1, content.sections().size(), n -> fits(content.keeping(n, corrections)));
        return content.keeping(
                sections, most(0, corrections, n -> fits(content.keeping(sections, n))));
    }

    private static boolean fits(DigestContent content) {
        return DigestHtml.write(content).length <= DigestHtml.LARGEST;
    }

    /// The largest number from `least` to `most` of which `holds` is true, which it is not of any
    /// above one of which it is false; `least` where it is true of none.
    private static int most(int least, int most, IntPredicate holds) {
        int low = least;
        int high = most;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private Optional<byte[]> kept(Mailing.Issue issue, IssueFile file) {
        return archive.kept(issue.path() + file.fileName());
    }

    private byte[] manifest(
            Mailing.Issue issue, DigestContent content, Map<IssueFile, byte[]> files, Instant now) {
        var tree = new TreeMap<String, Object>();
        tree.put("list", issue.list().value());
        tree.put("period", issue.week().id());
        tree.put("issue", 1L);
        tree.put("publishedAt", now.toString());
        tree.put("editions", content.editions().stream().map(DigestDocument::tree).toList());
        tree.put(
                "files",
                files.entrySet().stream()
                        .map(file -> file(file.getKey(), file.getValue()))
                        .toList());
        var signature = signer.sign(Json.canonical(tree));
        tree.put(
                "signature",
                Map.of(
                        "algorithm", ALGORITHM,
                        "key", ManifestSignature.keyId(signer.publicKey()).value(),
                        "value", Base64.getEncoder().encodeToString(signature)));
        return Json.canonical(tree);
    }

    private static Map<String, Object> file(IssueFile file, byte[] bytes) {
        return Map.of(
                "name", file.fileName(),
                "bytes", (long) bytes.length,
                "sha256", Digest.of(bytes).hex());
    }

    /// Who has an issue must be able to find the key that verifies it.
    private void publishKey() {
        var key = signer.publicKey();
        archive.keep(
                ManifestSignature.keyPath(ManifestSignature.keyId(key)),
                ManifestSignature.pem(key).getBytes(StandardCharsets.US_ASCII));
    }
}
