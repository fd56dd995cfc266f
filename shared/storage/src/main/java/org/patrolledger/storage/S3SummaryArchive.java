package org.patrolledger.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.patrolledger.contract.ManifestFiles;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionChain;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.lambda.Environment;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The editions in S3, with what has to be decided one at a time in DynamoDB.
///
/// Two buckets: files of an edition being published lie in a staging bucket, which forgets them
/// after some days; the bucket of summaries, which may be locked, gets nothing but committed
/// editions. Encryption, versioning and retention are the buckets' own settings.
///
/// A file is written by one request, which S3 allows up to 5 GB.
public final class S3SummaryArchive implements SummaryArchive {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private static final Map<String, String> CONTENT_TYPES =
            Map.of(
                    "json", "application/json",
                    "csv", "text/csv; charset=utf-8",
                    "html", "text/html; charset=utf-8",
                    "jsonl", "application/x-ndjson",
                    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "pem", "application/x-pem-file",
                    "txt", "text/plain; charset=utf-8",
                    "zip", "application/zip");

    /// What a browser shows; it saves anything else.
    private static final Set<String> SHOWN = Set.of("html");

    private static final Comparator<EditionKey> BY_OPERATION_AND_NUMBER =
            Comparator.comparing((EditionKey edition) -> edition.summary().operation())
                    .thenComparing(EditionKey::number);

    private final Clients clients;
    private final EditionChain chains;
    private final String summaries;
    private final String staging;

    public S3SummaryArchive(Clients clients, Environment environment) {
        this.clients = clients;
        this.chains = new DynamoDbEditionChain(clients.dynamoDb(), environment.chainsTable());
        this.summaries = environment.summariesBucket();
        this.staging = environment.stagingBucket();
    }

    @Override
    public void begin(SummaryKey key) {
        chains.begin(key);
    }

    @Override
    public boolean begun(SummaryKey key) {
        return chains.begun(key);
    }

    @Override
    public List<SummaryKey> begun(OperationId operation) {
        return chains.begun(operation);
    }

    @Override
    public ChainHead head(OperationId operation) {
        return chains.head(operation);
    }

    @Override
    public boolean commit(OperationId operation, ChainHead from, ChainHead to) {
        return chains.commit(operation, from, to);
    }

    /// S3 compares what it received with the file's SHA-256.
    @Override
    public void stage(String prefix, String name, Path content) {
        var put =
                PutObjectRequest.builder()
                        .bucket(staging)
                        .key(prefix + name)
                        .contentType(contentType(name))
                        .checksumSHA256(sha256(content))
                        .build();
        Storage.call(() -> clients.s3().putObject(put, RequestBody.fromFile(content)));
    }

    @Override
    public Optional<byte[]> staged(String prefix, String name) {
        return content(staging, prefix + name);
    }

    private Optional<byte[]> content(String bucket, String key) {
        var get = GetObjectRequest.builder().bucket(bucket).key(key).build();
        return Storage.call(() -> {
            try {
                return Optional.of(clients.s3().getObjectAsBytes(get).asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    private static String sha256(Path file) {
        var running = Digest.sha256();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                running.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file to be staged cannot be read", e);
        }
        return base64(running.digest());
    }

    private static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    @Override
    public void complete(ChainHead.Link link) {
        if (exists(link.edition())) {
            return;
        }
        byte[] manifest = stagedManifest(link);
        for (var name : ManifestFiles.names(manifest)) {
            copy(link, name);
        }
        putUnlessThere(link.edition().path() + MANIFEST, manifest);
    }

    private void putUnlessThere(String key, byte[] content) {
        var put =
                PutObjectRequest.builder()
                        .bucket(summaries)
                        .key(key)
                        .contentType(contentType(key))
                        // Named as well as given: a locked bucket takes no object otherwise.
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .checksumSHA256(base64(Digest.sha256().digest(content)))
                        .ifNoneMatch("*")
                        .build();
        unlessThere(() -> clients.s3().putObject(put, RequestBody.fromBytes(content)));
    }

    private boolean exists(EditionKey edition) {
        var head =
                HeadObjectRequest.builder()
                        .bucket(summaries)
                        .key(edition.path() + MANIFEST)
                        .build();
        return Storage.call(() -> {
            try {
                clients.s3().headObject(head);
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    private byte[] stagedManifest(ChainHead.Link link) {
        var get = GetObjectRequest.builder().bucket(staging).key(link.staging() + MANIFEST).build();
        byte[] manifest =
                Storage.call(() -> {
                    try {
                        return clients.s3().getObjectAsBytes(get).asByteArray();
                    } catch (NoSuchKeyException e) {
                        throw new IllegalStateException(
                                "the committed manifest is not staged any more", e);
                    }
                });
        if (!Digest.of(manifest).equals(link.manifest())) {
            throw new IllegalStateException("the staged manifest is not the committed one");
        }
        return manifest;
    }

    /// Copies a file unless it is there. One that is there has the same bytes: what is staged under
    /// a unique prefix never changes, and the commit chose that prefix. So it does no harm that the
    /// local stack's S3 does not know this condition for copies and copies once more.
    private void copy(ChainHead.Link link, String name) {
        var copy =
                CopyObjectRequest.builder()
                        .sourceBucket(staging)
                        .sourceKey(link.staging() + name)
                        .destinationBucket(summaries)
                        .destinationKey(link.edition().path() + name)
                        // What a copy is checked by; a locked bucket takes none without.
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .ifNoneMatch("*")
                        .build();
        try {
            unlessThere(() -> clients.s3().copyObject(copy));
        } catch (NoSuchKeyException e) {
            throw new IllegalStateException("a committed file is not staged any more", e);
        }
    }

    /// Makes a write that carries `If-None-Match: *`. That it was there already is as good as
    /// having written it; another writer may yet fail, so then it is tried again.
    private static void unlessThere(Supplier<?> write) {
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

    @Override
    public List<EditionKey> editions(SummaryKey key) {
        return editions(key.path());
    }

    @Override
    public List<EditionKey> editions(ReportingPeriod period) {
        return editions("summaries/" + period.kind().path() + "/" + period.id() + "/");
    }

    @Override
    public List<EditionKey> editions() {
        return editions("summaries/");
    }

    @Override
    public List<ReportingPeriod> periods(ReportingPeriod.Kind kind) {
        var prefix = "summaries/" + kind.path() + "/";
        var list =
                ListObjectsV2Request.builder()
                        .bucket(summaries)
                        .prefix(prefix)
                        .delimiter("/")
                        .build();
        return Storage.call(() -> {
            var found = new ArrayList<ReportingPeriod>();
            for (var folder : clients.s3().listObjectsV2Paginator(list).commonPrefixes()) {
                var id = folder.prefix().substring(prefix.length(), folder.prefix().length() - 1);
                ReportingPeriod.parse(kind, id).ifPresent(found::add);
            }
            found.sort(Comparator.comparing(ReportingPeriod::first).reversed());
            return found;
        });
    }

    @Override
    public List<String> keptUnder(String prefix) {
        var list = ListObjectsV2Request.builder().bucket(summaries).prefix(prefix).build();
        return Storage.call(() -> {
            var found = new ArrayList<String>();
            for (var object : clients.s3().listObjectsV2Paginator(list).contents()) {
                found.add(object.key());
            }
            found.sort(Comparator.naturalOrder());
            return found;
        });
    }

    /// S3 lists keys by their characters, of which `-` comes before `/`: so `grip-night` before
    /// `grip`, where the port wants it after.
    private List<EditionKey> editions(String prefix) {
        var list = ListObjectsV2Request.builder().bucket(summaries).prefix(prefix).build();
        return Storage.call(() -> {
            var found = new ArrayList<EditionKey>();
            for (var object : clients.s3().listObjectsV2Paginator(list).contents()) {
                if (object.key().endsWith("/" + MANIFEST)) {
                    int folder = object.key().length() - MANIFEST.length();
                    EditionKey.parse(object.key().substring(0, folder)).ifPresent(found::add);
                }
            }
            found.sort(BY_OPERATION_AND_NUMBER);
            return found;
        });
    }

    @Override
    public Optional<InputStream> open(EditionKey edition, String name) {
        var get = GetObjectRequest.builder().bucket(summaries).key(edition.path() + name).build();
        return Storage.call(() -> {
            try {
                return Optional.of(new OpenedFile(clients.s3().getObject(get)));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void keep(String path, byte[] content) {
        putUnlessThere(path, content);
    }

    @Override
    public Optional<byte[]> kept(String path) {
        return content(summaries, path);
    }

    @Override
    public URI link(EditionKey edition, String name, Duration lifetime) {
        var saved = edition.toString().replace('/', '-') + "-" + name;
        return link(summaries, edition.path() + name, saved, lifetime);
    }

    @Override
    public URI linkStaged(String prefix, String name, Duration lifetime) {
        return link(staging, prefix + name, name, lifetime);
    }

    /// The link has S3 say how a browser is to take the file, and under which name to save it.
    private URI link(String bucket, String key, String saved, Duration lifetime) {
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalArgumentException("a link lives 15 minutes at most");
        }
        var get =
                GetObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .responseContentType(contentType(key))
                        .responseContentDisposition(
                                (SHOWN.contains(suffix(key)) ? "inline" : "attachment")
                                        + String.format(Locale.ROOT, "; filename=\"%s\"", saved))
                        .build();
        var signed =
                clients.presigner()
                        .presignGetObject(
                                it -> it.signatureDuration(lifetime).getObjectRequest(get));
        return URI.create(signed.url().toString());
    }

    private static String contentType(String name) {
        return CONTENT_TYPES.getOrDefault(suffix(name), "application/octet-stream");
    }

    private static String suffix(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
