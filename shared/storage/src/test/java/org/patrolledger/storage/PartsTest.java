package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.StorageException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Uploads and copies as long as S3 takes them, on an S3 that only counts.
class PartsTest {
    private static final long MB = 1 << 20;
    private static final S3StagedFile.Address ADDRESS =
            new S3StagedFile.Address("staging", "staging/long/lineage.jsonl", "text/plain");

    private final Counting s3 = new Counting();

    /// S3 takes parts of 5 MB to 5 GB, 10,000 of one object:
    /// docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    @Test
    void the_longest_file_that_can_be_staged_can_be_copied() {
        long longest = (long) S3StagedFile.PART * S3Copy.MOST_PARTS;

        assertThat(S3Copy.MOST_PARTS).isEqualTo(10_000);
        assertThat(longest).isEqualTo(80_000 * MB);
        assertThat((long) S3StagedFile.PART).isBetween(5 * MB, 5 * 1024 * MB);
        assertThat(S3Copy.PART).isBetween(5 * MB, 5 * 1024 * MB);
        assertThat(Math.ceilDiv(longest, S3Copy.PART)).isEqualTo(313);
    }

    @Test
    void a_file_of_ten_thousand_parts_is_stored() throws IOException {
        try (var file = new S3StagedFile(s3, ADDRESS, 2)) {
            file.write(new byte[20_000]);
            file.finish();
        }

        assertThat(s3.stored.get()).isEqualTo(10_000);
        assertThat(s3.completed)
                .extracting(CompletedPart::partNumber)
                .hasSize(10_000)
                .startsWith(1, 2, 3)
                .endsWith(10_000);
        assertThat(s3.aborted).isEmpty();
    }

    @Test
    void a_file_that_is_longer_by_one_byte_is_refused_by_name_and_given_up() throws IOException {
        try (var file = new S3StagedFile(s3, ADDRESS, 2)) {
            file.write(new byte[20_001]);
            assertThatThrownBy(file::finish)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "staging/long/lineage.jsonl is longer than the 10000 parts of 2 bytes that S3 takes");
        }

        assertThat(s3.completed).isEmpty();
        assertThat(s3.aborted).containsExactly(10_000);
    }

    /// A part that is copied after its upload is given up stays in the bucket.
    @Test
    void a_copy_is_given_up_when_no_part_of_it_is_under_way_any_more() {
        s3.failing = 1;
        var copy = new S3Copy(s3, 10);

        assertThatThrownBy(() ->
                        copy.unlessThere(
                                new S3Copy.At("staging", "from"),
                                new S3Copy.At("staging", "to"),
                                75))
                .isInstanceOf(StorageException.class);
        assertThat(s3.completed).isEmpty();
        assertThat(s3.aborted).containsExactly(7);
    }

    /// An S3 that keeps nothing but counts.
    private static final class Counting implements S3Client {
        private final AtomicInteger stored = new AtomicInteger();
        private final List<CompletedPart> completed = new ArrayList<>();

        /// How many parts were stored by the time each upload was given up.
        private final List<Integer> aborted = Collections.synchronizedList(new ArrayList<>());

        /// The number of the part that cannot be copied.
        private int failing;

        @Override
        public CreateMultipartUploadResponse createMultipartUpload(
                CreateMultipartUploadRequest request) {
            return CreateMultipartUploadResponse.builder().uploadId("1").build();
        }

        @Override
        public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
            stored.incrementAndGet();
            return UploadPartResponse.builder().eTag("e" + request.partNumber()).build();
        }

        /// Those that are copied take longer than the one that fails.
        @Override
        public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
            if (request.partNumber() == failing) {
                throw SdkClientException.create("nothing answers");
            }
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            stored.incrementAndGet();
            return UploadPartCopyResponse.builder().copyPartResult(it -> it.eTag("e")).build();
        }

        @Override
        public CompleteMultipartUploadResponse completeMultipartUpload(
                CompleteMultipartUploadRequest request) {
            completed.addAll(request.multipartUpload().parts());
            return CompleteMultipartUploadResponse.builder().build();
        }

        @Override
        public AbortMultipartUploadResponse abortMultipartUpload(
                AbortMultipartUploadRequest request) {
            aborted.add(stored.get());
            return AbortMultipartUploadResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
