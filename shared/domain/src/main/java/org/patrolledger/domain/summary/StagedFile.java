package org.patrolledger.domain.summary;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.patrolledger.domain.submission.Digest;

/// A file that is staged while it is being made, however long it gets: what is written goes on its
/// way part by part, and neither memory nor disk holds all of it. It is not there before [#finish];
/// a file that is closed without that leaves nothing.
public abstract class StagedFile extends OutputStream {
    private final MessageDigest running = Digest.sha256();
    private long bytes;
    private boolean finished;

    /// What was written.
    ///
    /// @param bytes how many
    public record Content(long bytes, Digest sha256) {}

    @Override
    public final void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /// Takes the next bytes. It may wait until earlier ones are stored.
    ///
    /// @throws IllegalStateException if the file is finished
    @Override
    public final void write(byte[] content, int from, int length) throws IOException {
        if (finished) {
            throw new IllegalStateException("the file is finished");
        }
        running.update(content, from, length);
        bytes += length;
        take(content, from, length);
    }

    /// Makes the file be there, with all that was written.
    public final Content finish() throws IOException {
        if (finished) {
            throw new IllegalStateException("the file is finished");
        }
        end();
        finished = true;
        return new Content(bytes, Digest.of(running));
    }

    /// Gives up what was written, unless the file is finished.
    @Override
    public final void close() {
        if (!finished) {
            finished = true;
            discard();
        }
    }

    /// Keeps or sends the next bytes; the array is the caller's.
    protected abstract void take(byte[] content, int from, int length) throws IOException;

    /// Stores what was taken, the file now being whole.
    protected abstract void end() throws IOException;

    /// Forgets what was taken. Called at most once, and not after [#end] has succeeded.
    protected abstract void discard();
}
