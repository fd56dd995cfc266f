package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class CannedHttpClientTest {
    @Test
    void an_object_from_memory_has_the_headers_of_one_from_s3() {
        var content = "{}".getBytes(StandardCharsets.UTF_8);
        var http = new CannedHttpClient(Map.of(), Map.of("manifest.json", content));

        try (var s3 =
                S3Client.builder()
                        .httpClient(http)
                        .region(Region.EU_WEST_2)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            var object = s3.getObjectAsBytes(it -> it.bucket("summaries").key("manifest.json"));

            assertThat(object.asByteArray()).isEqualTo(content);
            assertThat(object.response().lastModified())
                    .isEqualTo(Instant.parse("2023-02-06T06:30:00Z"));
        }
    }
}
