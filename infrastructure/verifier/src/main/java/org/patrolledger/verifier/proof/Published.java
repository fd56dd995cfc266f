package org.patrolledger.verifier.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Rules;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.MalformedDocumentException;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.SummaryDocument;

/// An edition found in an archive.
///
/// @param folder the name of its folder, `/` included; empty where the archive is that folder
/// @param digest of the manifest's bytes
/// @param files the whole archive
record Published(String folder, Manifest.Signed signed, Digest digest, ArchiveFiles files) {
    /// Of any file that is held in memory, in bytes; a lineage is read line by line.
    private static final int LARGEST = 1 << 28;

    /// Lineage without days, searches without what they leave out, and no catalogue named.
    private static final String FIRST_RULES = "1";

    Manifest manifest() {
        return signed.manifest();
    }

    EditionKey key() {
        return manifest().edition();
    }

    /// Whether this program has the rules that made its figures.
    boolean isCountable() {
        return isCurrent() || manifest().rules().equals(FIRST_RULES);
    }

    /// Whether the newest rules made its figures.
    boolean isCurrent() {
        return manifest().rules().equals(Rules.VERSION);
    }

    /// Whether its figures and their lineage are there, and this program can count them.
    boolean hasFigures() {
        return isCountable() && has(EditionFile.SUMMARY_JSON) && has(EditionFile.LINEAGE);
    }

    String name(EditionFile file) {
        return folder + file.fileName();
    }

    boolean has(EditionFile file) {
        return files.names().contains(name(file));
    }

    byte[] read(EditionFile file) {
        try {
            return files.read(name(file), LARGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(name(file) + " cannot be read", e);
        }
    }

    /// Gives each line of its lineage, read and as it is written, without its line feed.
    ///
    /// @throws RefutedException if the file is no lineage
    void lineage(BiConsumer<LineageLine, byte[]> each) {
        var name = name(EditionFile.LINEAGE);
        try (var lines = new LineageDocument.Lines(files.open(name))) {
            for (var bytes = lines.next(); bytes != null; bytes = lines.next()) {
                each.accept(LineageDocument.read(bytes), bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        } catch (MalformedDocumentException e) {
            throw new RefutedException(name, "is no lineage: " + e.getMessage());
        }
    }

    /// Its `summary.json`.
    Summary summary() {
        try {
            return SummaryDocument.read(read(EditionFile.SUMMARY_JSON));
        } catch (MalformedDocumentException e) {
            throw new RefutedException(
                    name(EditionFile.SUMMARY_JSON), "is no summary: " + e.getMessage());
        }
    }
}
