package org.patrolledger.verifier;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.patrolledger.verifier.proof.ArchiveFiles;

/// An archive in a zip.
final class ZipFiles implements ArchiveFiles, Closeable {
    private final ZipFile zip;
    private final SortedSet<String> names;

    ZipFiles(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
        var found = new TreeSet<String>();
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            var entry = entries.nextElement();
            if (!entry.isDirectory() && !found.add(entry.getName())) {
                zip.close();
                throw new IOException("the zip holds " + entry.getName() + " twice");
            }
        }
        this.names = Collections.unmodifiableSortedSet(found);
    }

    @Override
    public SortedSet<String> names() {
        return names;
    }

    @Override
    public InputStream open(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new FileNotFoundException(name);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
