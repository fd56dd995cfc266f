package org.patrolledger.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.patrolledger.domain.StorageException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Copies within S3 to where nothing lies yet: by one request, or in parts where the object is
/// long. One request copies 5 GB at most, and takes as long as the copy does.
final class S3Copy {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int PARALLEL = 8;

    /// Copied by one request up to this many bytes, and in parts of as many beyond.
    static final long PART = 256L << 20;

    /// The most parts that S3 puts together, and so the longest file is 80 GB, which is what parts
    /// of [S3StagedFile#PART] make.
    static final int MOST_PARTS = 10_000;

    /// Where an object lies.
    record At(String bucket, String key) {}

    private final S3Client s3;
    private final long partBytes;

    S3Copy(S3Client s3, long partBytes) {
        this.s3 = s3;
        this.partBytes = partBytes;
    }

    /// Copies `from`, which has `bytes`, to `to`, unless something lies there.
    void unlessThere(At from, At to, long bytes) {
        if (bytes > partBytes) {
            inParts(from, to, bytes);
            return;
        }
        var copy =
                CopyObjectRequest.builder()
                        .sourceBucket(from.bucket())
                        .sourceKey(from.key())
                        .destinationBucket(to.bucket())
                        .destinationKey(to.key())
                        // What a copy is checked by; a locked bucket takes none without.
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .ifNoneMatch("*")
                        .build();
        unlessThere(() -> s3.copyObject(copy));
    }

    private void inParts(At from, At to, long bytes) {
        var upload =
                Storage.call(() ->
                                s3.createMultipartUpload(it ->
                                        it.bucket(to.bucket())
                                                .key(to.key())
                                                .contentType(S3Links.contentType(to.key()))
                                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)))
                        .uploadId();
        var fanOut = new FanOut(PARALLEL);
        var parts = new ArrayList<Future<CompletedPart>>();
        boolean copied = false;
        try {
            for (long first = 0; first < bytes; first += partBytes) {
                var range = "bytes=" + first + "-" + (Math.min(first + partBytes, bytes) - 1);
                int number = parts.size() + 1;
                parts.add(fanOut.start(() -> part(from, to, upload, number, range)));
            }
            var done = parts.stream().map(FanOut::await).toList();
            unlessThere(() ->
                    s3.completeMultipartUpload(it ->
                            it.bucket(to.bucket())
                                    .key(to.key())
                                    .uploadId(upload)
                                    .ifNoneMatch("*")
                                    .multipartUpload(all -> all.parts(done))));
            copied = true;
        } finally {
            if (!copied) {
                giveUp(to, upload, parts);
            }
        }
    }

    private CompletedPart part(At from, At to, String upload, int number, String range) {
        var result =
                Storage.call(() ->
                                s3.uploadPartCopy(it ->
                                        it.sourceBucket(from.bucket())
                                                .sourceKey(from.key())
                                                .copySourceRange(range)
                                                .destinationBucket(to.bucket())
                                                .destinationKey(to.key())
                                                .uploadId(upload)
                                                .partNumber(number)))
                        .copyPartResult();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(result.eTag())
                .checksumSHA256(result.checksumSHA256())
                .build();
    }

    /// Gives an upload up once no part is under way any more: one that came later would stay. The
    /// bucket forgets an upload by itself where this fails.
    private void giveUp(At to, String upload, List<Future<CompletedPart>> parts) {
        for (var each : parts) {
            try {
                FanOut.await(each);
            } catch (StorageException | SdkException e) {
                // It is given up with the others.
            }
        }
        try {
            s3.abortMultipartUpload(it -> it.bucket(to.bucket()).key(to.key()).uploadId(upload));
        } catch (SdkException e) {
            // As said.
        }
    }

    /// Makes a write that carries `If-None-Match: *`. That it was there already is as good as
    /// having written it; another writer may yet fail, so then it is tried again.
    static void unlessThere(Supplier<?> write) {
        var backoff = new Backoff();
        while (true) {
            try {
                backoff.call(write);
                return;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return;
                }
                if (e.statusCode() != CONFLICT) {
                    throw e;
                }
                backoff.pause(e);
            }
        }
    }
}
