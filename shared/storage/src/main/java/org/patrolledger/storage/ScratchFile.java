package org.patrolledger.storage;

import java.io.IOException;
import java.util.UUID;
import org.patrolledger.domain.summary.StagedFile;
import software.amazon.awssdk.services.s3.S3Client;

/// A file for what neither memory nor disk holds, as long as S3 takes one: written from beginning
/// to end, then read at any places, and gone once it is closed.
///
/// It lies in the staging bucket under a name that nobody else has. Where its process dies, the
/// bucket forgets it after a day.
final class ScratchFile implements AutoCloseable {
    /// Where all of them lie; the bucket's rule and the functions' roles name it.
    static final String PREFIX = "sorting/";

    private final S3Client s3;
    private final String bucket;
    private final String key = PREFIX + UUID.randomUUID();
    private final StagedFile written;

    /// @param partBytes as [S3StagedFile] wants it
    ScratchFile(S3Client s3, String bucket, int partBytes) {
        this.s3 = s3;
        this.bucket = bucket;
        var address = new S3StagedFile.Address(bucket, key, "application/octet-stream");
        this.written = new S3StagedFile(s3, address, partBytes);
    }

    /// What takes the next bytes; closing it gives the file up.
    StagedFile written() {
        return written;
    }

    /// Ends the writing; only then can the file be read.
    void finish() throws IOException {
        written.finish();
    }

    /// The bytes from `start` to before `end`, which are there. Read whole or not at all, by as
    /// many attempts as a call has.
    ///
    /// @throws org.patrolledger.domain.StorageException as [Storage#call] does
    byte[] read(long start, long end) {
        var range = "bytes=" + start + "-" + (end - 1);
        return Storage.call(
                        () -> s3.getObjectAsBytes(it -> it.bucket(bucket).key(key).range(range)))
                .asByteArrayUnsafe();
    }

    /// Gives up what is not finished, and removes what is: of a request to finish it, the answer
    /// may have been lost.
    @Override
    public void close() {
        written.close();
        Storage.tidy(() -> s3.deleteObject(it -> it.bucket(bucket).key(key)));
    }
}
