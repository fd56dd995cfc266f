package org.patrolledger.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// The files of imports in S3, each at `imports/{id}/{name}`.
public final class S3ImportFiles implements ImportFiles {
    private final Clients clients;
    private final S3Bucket bucket;

    public S3ImportFiles(Clients clients, String bucket) {
        this.clients = clients;
        this.bucket = new S3Bucket(clients, bucket);
    }

    private static String key(ImportId id, String name) {
        return "imports/" + id + "/" + name;
    }

    @Override
    public Upload upload(ImportId id, String sha256, Duration lifetime) {
        var put =
                PutObjectRequest.builder()
                        .bucket(bucket.name())
                        .key(key(id, SOURCE))
                        .checksumSHA256(sha256)
                        .build();
        var signed =
                clients.presigner()
                        .presignPutObject(
                                it -> it.putObjectRequest(put).signatureDuration(lifetime));
        var headers = new LinkedHashMap<String, String>();
        signed.signedHeaders()
                .forEach((name, values) -> {
                    // A browser sets these by itself, and lets no page set them.
                    if (!name.equalsIgnoreCase("host")
                            && !name.equalsIgnoreCase("content-length")) {
                        headers.put(name, String.join(",", values));
                    }
                });
        return new Upload(URI.create(signed.url().toString()), headers);
    }

    @Override
    public URI download(ImportId id, String name, Duration lifetime) {
        var get =
                GetObjectRequest.builder()
                        .bucket(bucket.name())
                        .key(key(id, name))
                        .responseContentDisposition("attachment; filename=\"" + name + "\"")
                        .build();
        return URI.create(
                clients.presigner()
                        .presignGetObject(
                                it -> it.getObjectRequest(get).signatureDuration(lifetime))
                        .url()
                        .toString());
    }

    @Override
    public Optional<byte[]> read(ImportId id, String name) {
        return bucket.content(key(id, name));
    }

    @Override
    public Optional<InputStream> open(ImportId id, String name) {
        return bucket.open(key(id, name));
    }

    @Override
    public void write(ImportId id, String name, byte[] content) {
        put(id, name, RequestBody.fromBytes(content));
    }

    @Override
    public void write(ImportId id, String name, Path content) {
        put(id, name, RequestBody.fromFile(content));
    }

    private void put(ImportId id, String name, RequestBody body) {
        var put = PutObjectRequest.builder().bucket(bucket.name()).key(key(id, name)).build();
        Storage.call(() -> clients.s3().putObject(put, body));
    }
}
