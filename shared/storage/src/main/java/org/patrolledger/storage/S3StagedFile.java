package org.patrolledger.storage;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.summary.StagedFile;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// A file that goes to S3 while it is made: by one request if it is no longer than a part, else by
/// a multipart upload, whose parts go side by side with the making.
///
/// In memory are the part being filled and those under way. S3 compares each part with its CRC-32,
/// against damage on the way; against forgery there is the signed SHA-256 of the whole, made of the
/// bytes as they come. An upload that was neither ended nor given up, for its process died, is no
/// object, and the bucket forgets its parts after some days.
final class S3StagedFile extends StagedFile {
    /// Of the 10,000 that an upload may have: 80 GB.
    static final int PART = 8 << 20;

    /// Parts under way at once.
    private static final int AHEAD = 2;

    /// What a file that fits in less does not allocate.
    private static final int FIRST_BUFFER = 64 << 10;

    /// Where a file lies.
    record Address(String bucket, String key, String contentType) {}

    private final S3Client s3;
    private final Address address;
    private final int partBytes;
    private final FanOut fanOut = new FanOut(AHEAD);
    private final byte[][] buffers = new byte[AHEAD + 1][];
    private final List<Future<CompletedPart>> parts = new ArrayList<>();
    private byte[] part;
    private int filled;
    private @Nullable String upload;

    /// @param partBytes how long each part is but the last; S3 takes 5 MB and more
    S3StagedFile(S3Client s3, Address address, int partBytes) {
        this.s3 = s3;
        this.address = address;
        this.partBytes = partBytes;
        this.part = new byte[Math.min(FIRST_BUFFER, partBytes)];
    }

    @Override
    protected void take(byte[] content, int from, int length) {
        int taken = 0;
        while (taken < length) {
            if (filled == partBytes) {
                send();
            }
            int more = Math.min(length - taken, partBytes - filled);
            if (filled + more > part.length) {
                part = Arrays.copyOf(part, Math.min(partBytes, 2 * (filled + more)));
            }
            System.arraycopy(content, from + taken, part, filled, more);
            filled += more;
            taken += more;
        }
    }

    /// Sends the part being filled, and waits until there is room for another.
    ///
    /// @throws IllegalStateException if S3 takes no more parts of one file
    private void send() {
        if (parts.size() == S3Copy.MOST_PARTS) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "%s is longer than the %d parts of %d bytes that S3 takes",
                            address.key(),
                            S3Copy.MOST_PARTS,
                            partBytes));
        }
        if (upload == null) {
            upload = begin();
        }
        var of = upload;
        int number = parts.size() + 1;
        var content = part;
        int length = filled;
        parts.add(fanOut.start(() -> store(of, number, content, length)));
        buffers[number % buffers.length] = content;
        if (number > AHEAD) {
            FanOut.await(parts.get(number - AHEAD - 1));
        }
        var free = buffers[(number + 1) % buffers.length];
        part = free == null ? new byte[partBytes] : free;
        filled = 0;
    }

    private String begin() {
        return Storage.call(() ->
                        s3.createMultipartUpload(it ->
                                it.bucket(address.bucket())
                                        .key(address.key())
                                        .contentType(address.contentType())
                                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)))
                .uploadId();
    }

    private CompletedPart store(String of, int number, byte[] content, int length) {
        var crc32 = crc32(content, length);
        var answer =
                Storage.call(() ->
                        s3.uploadPart(
                                it ->
                                        it.bucket(address.bucket())
                                                .key(address.key())
                                                .uploadId(of)
                                                .partNumber(number)
                                                .checksumCRC32(crc32),
                                body(content, length)));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32(crc32)
                .build();
    }

    /// As S3 has it: in Base64, the highest byte first.
    private static String crc32(byte[] content, int length) {
        var running = new CRC32();
        running.update(content, 0, length);
        var bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) running.getValue());
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /// The bytes themselves, not a copy.
    private RequestBody body(byte[] content, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(content, 0, length), length, address.contentType());
    }

    @Override
    protected void end() {
        if (upload == null) {
            var crc32 = crc32(part, filled);
            Storage.call(() ->
                    s3.putObject(
                            it ->
                                    it.bucket(address.bucket())
                                            .key(address.key())
                                            .contentType(address.contentType())
                                            .checksumCRC32(crc32),
                            body(part, filled)));
            release();
            return;
        }
        if (filled > 0) {
            send();
        }
        var of = upload;
        var stored = new ArrayList<CompletedPart>();
        parts.forEach(it -> stored.add(FanOut.await(it)));
        Storage.call(() ->
                s3.completeMultipartUpload(it ->
                        it.bucket(address.bucket())
                                .key(address.key())
                                .uploadId(of)
                                .multipartUpload(all -> all.parts(stored))));
        release();
    }

    /// What is stored may be kept for long, as something to be read.
    private void release() {
        part = new byte[0];
        Arrays.fill(buffers, part);
        parts.clear();
    }

    /// Gives the upload up once no part is under way any more: one that came later would stay.
    @Override
    protected void discard() {
        var of = upload;
        if (of == null) {
            return;
        }
        for (var each : parts) {
            try {
                FanOut.await(each);
            } catch (StorageException | SdkException e) {
                // It is given up with the others.
            }
        }
        Storage.tidy(() ->
                s3.abortMultipartUpload(
                        it -> it.bucket(address.bucket()).key(address.key()).uploadId(of)));
    }
}
