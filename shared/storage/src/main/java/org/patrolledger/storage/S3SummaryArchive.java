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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.contract.ManifestFiles;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionChain;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.StagedFile;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.lambda.Environment;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// The editions in S3, with what has to be decided one at a time in DynamoDB.
///
/// Two buckets: files of an edition being published lie in a staging bucket, which forgets them
/// after some days; the bucket of summaries, which may be locked, gets nothing but committed
/// editions. Encryption, versioning and retention are the buckets' own settings.
///
/// A file that is whole is written by one request; one that is still being made, and a long copy,
/// in parts.
public final class S3SummaryArchive implements SummaryArchive {
    /// Files read ahead at once.
    private static final int READ_AHEAD = 16;

    private static final Comparator<EditionKey> BY_OPERATION_AND_NUMBER =
            Comparator.comparing((EditionKey edition) -> edition.summary().operation())
                    .thenComparing(EditionKey::number);

    private final Clients clients;
    private final EditionChain chains;
    private final S3Bucket summaries;
    private final S3Bucket staging;
    private final int stagedAtOnce;
    private final long copiedAtOnce;

    public S3SummaryArchive(Clients clients, Environment environment) {
        this.clients = clients;
        int given = environment.partBytes();
        this.stagedAtOnce = given == 0 ? S3StagedFile.PART : given;
        this.copiedAtOnce = given == 0 ? S3Copy.PART : given;
        this.chains = new DynamoDbEditionChain(clients.dynamoDb(), environment.chainsTable());
        this.summaries = new S3Bucket(clients, environment.summariesBucket());
        this.staging = new S3Bucket(clients, environment.stagingBucket());
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
    public List<SummaryKey> begun(Collection<OperationId> operations) {
        return chains.begun(operations);
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
                        .bucket(staging.name())
                        .key(prefix + name)
                        .contentType(S3Links.contentType(name))
                        .checksumSHA256(sha256(content))
                        .build();
        Storage.call(() -> clients.s3().putObject(put, RequestBody.fromFile(content)));
    }

    @Override
    public StagedFile stage(String prefix, String name) {
        var address =
                new S3StagedFile.Address(staging.name(), prefix + name, S3Links.contentType(name));
        return new S3StagedFile(clients.s3(), address, stagedAtOnce);
    }

    @Override
    public Optional<InputStream> openStaged(String prefix, String name) {
        return open(staging, prefix + name);
    }

    @Override
    public void stageAgain(String from, String to, String name) {
        long bytes = staging.length(from + name).orElseThrow(S3SummaryArchive::notStaged);
        copy(from + name, staging, to + name, bytes);
    }

    @Override
    public Optional<byte[]> staged(String prefix, String name) {
        return staging.content(prefix + name);
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
        var folder = link.edition().path();
        if (summaries.length(folder + MANIFEST).isPresent()) {
            return;
        }
        byte[] manifest =
                staging.content(link.staging() + MANIFEST).orElseThrow(S3SummaryArchive::notStaged);
        if (!Digest.of(manifest).equals(link.manifest())) {
            throw new IllegalStateException("the staged manifest is not the committed one");
        }
        ManifestFiles.sizes(manifest)
                .forEach((name, bytes) ->
                        copy(link.staging() + name, summaries, folder + name, bytes));
        putUnlessThere(folder + MANIFEST, manifest);
    }

    private void putUnlessThere(String key, byte[] content) {
        var put =
                PutObjectRequest.builder()
                        .bucket(summaries.name())
                        .key(key)
                        .contentType(S3Links.contentType(key))
                        // Named as well as given: a locked bucket takes no object otherwise.
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .checksumSHA256(base64(Digest.sha256().digest(content)))
                        .ifNoneMatch("*")
                        .build();
        S3Copy.unlessThere(() -> clients.s3().putObject(put, RequestBody.fromBytes(content)));
    }

    /// Copies a file unless it is there. One that is there has the same bytes: what is staged under
    /// a unique prefix never changes, and the commit chose that prefix. So it does no harm that the
    /// local stack's S3 does not know this condition for copies and copies once more.
    private void copy(String staged, S3Bucket to, String key, long bytes) {
        try {
            new S3Copy(clients.s3(), copiedAtOnce)
                    .unlessThere(
                            new S3Copy.At(staging.name(), staged),
                            new S3Copy.At(to.name(), key),
                            bytes);
        } catch (NoSuchKeyException e) {
            throw notStaged();
        }
    }

    private static IllegalStateException notStaged() {
        return new IllegalStateException("a file is not staged, or not any more");
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
                        .bucket(summaries.name())
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
        var list = ListObjectsV2Request.builder().bucket(summaries.name()).prefix(prefix).build();
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
        var list = ListObjectsV2Request.builder().bucket(summaries.name()).prefix(prefix).build();
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
        return open(summaries, edition.path() + name);
    }

    private static Optional<InputStream> open(S3Bucket bucket, String key) {
        return bucket.open(key).map(OpenedFile::new);
    }

    @Override
    public void keep(String path, byte[] content) {
        putUnlessThere(path, content);
    }

    @Override
    public Optional<byte[]> kept(String path) {
        return summaries.content(path);
    }

    @Override
    public Stream<Optional<byte[]>> kept(List<String> paths) {
        return ReadAhead.of(paths, this::kept, READ_AHEAD);
    }

    @Override
    public URI link(EditionKey edition, String name, Duration lifetime) {
        var saved = edition.toString().replace('/', '-') + "-" + name;
        return S3Links.link(
                clients.presigner(), summaries.name(), edition.path() + name, saved, lifetime);
    }

    @Override
    public URI linkStaged(String prefix, String name, Duration lifetime) {
        return S3Links.link(clients.presigner(), staging.name(), prefix + name, name, lifetime);
    }
}
