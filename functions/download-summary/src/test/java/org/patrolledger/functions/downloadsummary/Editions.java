package org.patrolledger.functions.downloadsummary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.change.Change;
import org.patrolledger.testing.FakeSigner;

/// Publishes editions whose files hold a few words each.
final class Editions {
    private final SummaryArchive archive;
    private final FakeSigner signer = new FakeSigner();
    private final Map<SummaryKey, Manifest.Superseded> newest = new HashMap<>();

    Editions(SummaryArchive archive) {
        this.archive = archive;
        archive.keep(
                ManifestSignature.keyPath(ManifestSignature.keyId(signer.publicKey())),
                ManifestSignature.pem(signer.publicKey()).getBytes(StandardCharsets.UTF_8));
    }

    /// Publishes the next edition of `key`, and returns the digest of its manifest.
    Digest publish(SummaryKey key, String publishedAt, Change... changes) {
        var moment = Instant.parse(publishedAt);
        var superseded = Optional.ofNullable(newest.get(key));
        var edition =
                new EditionKey(key, superseded.map(Manifest.Superseded::edition).orElse(0) + 1);
        var staging = "staging/" + edition + "/";
        var files = new ArrayList<Manifest.File>();
        for (var file : EditionFile.LISTED) {
            var content = content(edition, file).getBytes(StandardCharsets.UTF_8);
            stage(staging, file, content);
            files.add(new Manifest.File(file.fileName(), content.length, Digest.of(content)));
        }
        var head = archive.head(key.operation());
        var manifest =
                new Manifest(
                        edition,
                        Status.of(key.period(), moment),
                        false,
                        files,
                        moment,
                        superseded,
                        List.of(changes),
                        "1",
                        Optional.empty(),
                        head.sequence() + 1,
                        head.latest().map(ChainHead.Link::manifest));
        var bytes = ManifestDocument.write(ManifestSignature.sign(manifest, signer));
        stage(staging, EditionFile.MANIFEST, bytes);
        var link = new ChainHead.Link(edition, Digest.of(bytes), staging);
        if (!archive.commit(key.operation(), head, head.next(link))) {
            throw new IllegalStateException("somebody else published");
        }
        archive.complete(link);
        newest.put(key, new Manifest.Superseded(edition.number(), link.manifest()));
        return link.manifest();
    }

    /// What [#publish] puts into a file.
    static String content(EditionKey edition, EditionFile file) {
        return "{\"file\":\"%s of %s\"}".formatted(file.fileName(), edition);
    }

    /// The files as the API lists them.
    static String listed(EditionKey edition) {
        var entries = new ArrayList<String>();
        for (var file : EditionFile.LISTED) {
            var content = content(edition, file);
            entries.add(
                    "{\"name\": \"%s\", \"bytes\": %d, \"sha256\": \"%s\"}"
                            .formatted(
                                    file.fileName(),
                                    content.length(),
                                    Digest.of(content).value().substring("sha256:".length())));
        }
        return entries.toString();
    }

    private void stage(String staging, EditionFile file, byte[] content) {
        try (var staged = archive.stage(staging, file.fileName())) {
            staged.write(content);
            staged.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
