package org.patrolledger.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/// A file being read from S3. Anything that breaks off the reading, a lost connection or bytes that
/// do not match their checksum, is an [IOException], as readers of streams expect it.
final class OpenedFile extends FilterInputStream {

    OpenedFile(InputStream content) {
        super(content);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (SdkException e) {
            throw new IOException("reading from S3 broke off", e);
        }
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        try {
            return super.read(buffer, from, length);
        } catch (SdkException e) {
            throw new IOException("reading from S3 broke off", e);
        }
    }
}
