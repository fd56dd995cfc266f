package org.patrolledger.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.patrolledger.verifier.proof.ArchiveFiles;

/// An archive in a folder, listed once. Links are not followed, and a pipe or device is no file: to
/// read one might never end.
final class FolderFiles implements ArchiveFiles {
    private final Path folder;
    private final SortedSet<String> names;

    FolderFiles(Path folder) throws IOException {
        this.folder = folder;
        var found = new TreeSet<String>();
        try (var walk = Files.walk(folder)) {
            for (var path : (Iterable<Path>) walk::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || path.equals(folder)) {
                    continue;
                }
                if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(path + " is no regular file");
                }
                found.add(name(folder.relativize(path)));
            }
        }
        this.names = Collections.unmodifiableSortedSet(found);
    }

    private static String name(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    @Override
    public SortedSet<String> names() {
        return names;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }
}
