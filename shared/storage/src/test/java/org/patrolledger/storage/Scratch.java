package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Request;

/// The files in which submissions wait to be sorted, in the staging bucket of a backend, whose
/// requests a test sees and can make fail.
final class Scratch {
    /// Sorts nothing: so many partitions as there are merged.
    static final Sorting UNUSED =
            new Sorting(
                    MergedPages.MOST_SOURCES,
                    Sorting.RUN,
                    () -> {
                        throw new AssertionError("what fits into memory stays there");
                    });

    private final S3Client s3;
    private final String bucket;
    private final CopyOnWriteArrayList<String> requests = new CopyOnWriteArrayList<>();
    private volatile Consumer<S3Request> befalling = request -> {};

    /// @param backend with buckets
    Scratch(Backend backend) {
        s3 = backend.clients().s3();
        bucket = backend.environment().stagingBucket();
    }

    /// Sorts everything, in runs of so many bytes.
    Sorting sorting(int run) {
        return new Sorting(0, run, () -> new ScratchFile(new Watched(s3), bucket, 5 << 20));
    }

    /// Has `stroke` happen to every request from now on, before it is sent.
    void befall(Consumer<S3Request> stroke) {
        befalling = stroke;
    }

    /// The names of all requests so far, such as `UploadPart`.
    CopyOnWriteArrayList<String> requests() {
        return requests;
    }

    /// The key of the one file there is.
    String key() {
        var files = s3.listObjectsV2(it -> it.bucket(bucket)).contents();
        assertThat(files).hasSize(1);
        return files.getFirst().key();
    }

    /// Writes over the one file there is.
    void overwrite(byte[] content) {
        var key = key();
        s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    /// Asserts that neither a file nor a part of one is left.
    void assertEmpty() {
        assertThat(s3.listObjectsV2(it -> it.bucket(bucket)).contents())
                .extracting(S3Object::key)
                .isEmpty();
        assertThat(s3.listMultipartUploads(it -> it.bucket(bucket)).uploads()).isEmpty();
    }

    private final class Watched extends DelegatingS3Client {
        Watched(S3Client delegate) {
            super(delegate);
        }

        @Override
        protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
            var name = request.getClass().getSimpleName();
            requests.add(name.substring(0, name.length() - "Request".length()));
            befalling.accept(request);
            return super.invokeOperation(request, operation);
        }
    }
}
