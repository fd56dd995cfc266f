package org.patrolledger.domain.imports;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The files of imports, which lie for 14 days in a bucket of their own: what was uploaded, what
/// was found in it, and how far each import has come. Every file is written whole, and a name is
/// written again only with what takes the place of what was there.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface ImportFiles {
    /// What was uploaded.
    String SOURCE = "source";

    /// An address to which a browser may put a file, and the headers it has to send.
    record Upload(URI url, Map<String, String> headers) {
        public Upload {
            headers = Map.copyOf(headers);
        }
    }

    /// Where [#SOURCE] may be put.
    ///
    /// @param sha256 of the file, in base64; another file is refused by the store
    Upload upload(ImportId id, String sha256, Duration lifetime);

    /// A link to file `name`.
    URI download(ImportId id, String name, Duration lifetime);

    /// File `name`, read consistently; empty where it is not there.
    Optional<byte[]> read(ImportId id, String name);

    /// Opens file `name`; empty where it is not there. To be closed.
    Optional<InputStream> open(ImportId id, String name);

    void write(ImportId id, String name, byte[] content);

    /// Writes the content of a file of this machine.
    void write(ImportId id, String name, Path content);
}
