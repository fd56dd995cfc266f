package org.patrolledger.local.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.Part;

/// S3Proxy on a folder: signatures, presigned URLs, checksums and conditional writes are real;
/// versioning, Object Lock, tags and encryption per object are not there.
public final class EmbeddedS3 implements EmbeddedServer {

    /// Pages on this machine may read and upload, as a bucket's rule allows the site in the cloud.
    private static final CrossOriginResourceSharing SITES =
            new CrossOriginResourceSharing(
                    List.of("http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?"),
                    List.of("GET", "HEAD", "PUT"),
                    List.of("*"),
                    List.of("ETag", "Content-Length"),
                    "false");

    private final S3Proxy server;
    private final URI endpoint;

    private EmbeddedS3(S3Proxy server) {
        this.server = server;
        this.endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    }

    /// Starts the server. It takes no part of an upload, but the last, below 5 MB, as S3 does.
    ///
    /// @param port 0 for any free port
    /// @param folder an existing folder where buckets and objects live
    /// @param credentials the only credentials it accepts
    /// @throws IOException if the port is taken or the folder cannot be used
    public static EmbeddedS3 start(int port, Path folder, LocalCredentials credentials)
            throws IOException {
        return start(port, credentials, store(folder));
    }

    /// As [#start(int, Path, LocalCredentials)], but it takes parts of any length, so that a test
    /// has long uploads of short files.
    public static EmbeddedS3 startForShortParts(int port, Path folder, LocalCredentials credentials)
            throws IOException {
        return start(port, credentials, new ShortParts(store(folder)));
    }

    /// Does not say how long parts are, and so none is too short.
    private static final class ShortParts extends ForwardingBlobStore {
        private static final long UNKNOWN = -1;

        ShortParts(BlobStore store) {
            super(store);
        }

        @Override
        public List<Part> listMultipartUpload(MultipartUpload upload) {
            return super.listMultipartUpload(upload).stream()
                    .map(part -> part.toBuilder().size(UNKNOWN).build())
                    .toList();
        }
    }

    /// The backend compares paths as text, so it wants them absolute.
    private static BlobStore store(Path folder) {
        return new FilesystemNio2BlobStore(folder.toAbsolutePath().normalize().toString());
    }

    private static EmbeddedS3 start(int port, LocalCredentials credentials, BlobStore store)
            throws IOException {
        try {
            var server =
                    S3Proxy.builder()
                            .endpoint(URI.create("http://127.0.0.1:" + port))
                            .awsAuthentication(
                                    AuthenticationType.AWS_V4,
                                    credentials.accessKeyId(),
                                    credentials.secretAccessKey())
                            .blobStore(store)
                            .corsRules(SITES)
                            .stopTimeout(0)
                            .build();
            server.start();
            return new EmbeddedS3(server);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("S3Proxy did not start", e);
        }
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy did not stop", e);
        }
    }
}
