package org.patrolledger.storage;

import static org.patrolledger.domain.summary.EditionStore.LONGEST_LINK;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Links to objects that work without credentials for some minutes, and what browsers do with them.
final class S3Links {
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

    private S3Links() {}

    /// The link has S3 say how a browser is to take the file, and under which name to save it.
    static URI link(
            S3Presigner presigner, String bucket, String key, String saved, Duration lifetime) {
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
                presigner.presignGetObject(
                        it -> it.signatureDuration(lifetime).getObjectRequest(get));
        return URI.create(signed.url().toString());
    }

    /// The media type of a file by the end of its name.
    static String contentType(String name) {
        return CONTENT_TYPES.getOrDefault(suffix(name), "application/octet-stream");
    }

    private static String suffix(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
