package org.patrolledger.storage;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// What lies in a bucket of S3. Every method throws what [Storage#call] says.
record S3Bucket(Clients clients, String name) {

    /// How many bytes the object at `key` has; empty where there is none.
    Optional<Long> length(String key) {
        var head = HeadObjectRequest.builder().bucket(name).key(key).build();
        return found(() -> clients.s3().headObject(head).contentLength());
    }

    /// The object at `key`, which is small; empty where there is none.
    Optional<byte[]> content(String key) {
        var get = GetObjectRequest.builder().bucket(name).key(key).build();
        return found(() -> clients.s3().getObjectAsBytes(get).asByteArray());
    }

    /// Opens the object at `key`; empty where there is none. To be closed.
    Optional<InputStream> open(String key) {
        var get = GetObjectRequest.builder().bucket(name).key(key).build();
        return found(() -> clients.s3().getObject(get));
    }

    private static <T> Optional<T> found(Supplier<? extends T> call) {
        try {
            return Optional.of(Storage.call(call));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
