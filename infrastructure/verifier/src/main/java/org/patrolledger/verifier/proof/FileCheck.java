package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

/// The files of each edition: all there, each of the size and digest its manifest states.
final class FileCheck {
    private static final List<String> LISTED =
            EditionFile.LISTED.stream().map(EditionFile::fileName).toList();

    private FileCheck() {}

    static void run(ArchiveIndex index, VerificationInputs given, Findings findings) {
        var files = new AtomicLong();
        for (var edition : index.editions()) {
            findings.holds(
                    edition,
                    () -> files.addAndGet(check(edition, edition.manifest(), given.scope())));
        }
        findings.proved(
                Quantities.counted(files.get(), "file has", "files have")
                        + " the size and SHA-256 that manifests state");
    }

    /// Whether the files of `edition` must be there.
    static boolean inScope(Published edition, Scope scope) {
        return switch (scope) {
            case Scope.Everything() -> true;
            case Scope.Extract() -> true;
            case Scope.Only(var period) -> edition.key().summary().period().equals(period);
        };
    }

    /// How many files of the edition are there and hold.
    private static long check(Published edition, Manifest manifest, Scope scope) {
        var listed = manifest.files();
        require(
                listed.stream().map(Manifest.File::name).toList().equals(LISTED),
                edition.key(),
                "lists other files than an edition has");
        return listed.stream().filter(file -> check(edition, file, scope)).count();
    }

    private static boolean check(Published edition, Manifest.File file, Scope scope) {
        var name = edition.folder() + file.name();
        if (!edition.files().names().contains(name)) {
            require(!inScope(edition, scope), name, "is missing");
            return false;
        }
        check(edition.files(), name, file);
        return true;
    }

    static void check(ArchiveFiles files, String name, Manifest.File stated) {
        var sha256 = Digest.sha256();
        long bytes = 0;
        // Room for what should be there; most files are far smaller than the most it may be.
        var buffer = new byte[(int) Math.min(1 << 16, stated.bytes()) + 1];
        try (var in = files.open(name)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                bytes += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
        require(
                bytes == stated.bytes(),
                name,
                "has %s bytes, where its manifest states %s",
                bytes,
                stated.bytes());
        require(
                Digest.of(sha256).equals(stated.sha256()),
                name,
                "has another SHA-256 than its manifest states");
    }
}
