package org.patrolledger.verifier.proof;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/// The files of an archive: a copy of the bucket's `summaries/` folder, or of part of it, in a
/// folder, a zip, or memory.
public interface ArchiveFiles {
    /// The names of all files, with `/` between folders. An archive may begin at any folder above
    /// or within `summaries/`.
    SortedSet<String> names();

    /// Opens file `name`, one of [#names].
    InputStream open(String name) throws IOException;

    /// All of file `name`, which may have `most` bytes. A zip of a megabyte can hold a file of a
    /// gigabyte.
    ///
    /// @throws RefutedException if it has more
    default byte[] read(String name, int most) throws IOException {
        try (var in = open(name)) {
            var bytes = in.readNBytes(most + 1);
            RefutedException.require(
                    bytes.length <= most, name, "is larger than any such file can be");
            return bytes;
        }
    }

    /// Files in memory.
    static ArchiveFiles of(Map<String, byte[]> files) {
        var copy = new TreeMap<>(files);
        var names = Collections.unmodifiableSortedSet(copy.navigableKeySet());
        return new ArchiveFiles() {
            @Override
            public SortedSet<String> names() {
                return names;
            }

            @Override
            public InputStream open(String name) throws IOException {
                var content = copy.get(name);
                if (content == null) {
                    throw new FileNotFoundException(name);
                }
                return new ByteArrayInputStream(content);
            }
        };
    }
}
