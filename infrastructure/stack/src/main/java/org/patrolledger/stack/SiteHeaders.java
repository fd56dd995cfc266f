package org.patrolledger.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.patrolledger.contract.json.Json;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeader;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.constructs.Construct;

/// The headers of the site's files, of the one file that the local stack reads too: its `headers`
/// are names and values, in which `{issuer}` and `{bucket}` stand for the origins that a page may
/// talk to beside its own.
///
/// CloudFront has fields of its own for the headers it counts to security and takes them nowhere
/// else; every other header goes by its name.
final class SiteHeaders {

    private final Map<String, String> values;

    private SiteHeaders(Map<String, String> values) {
        this.values = values;
    }

    /// Reads the file and puts origins, separated by spaces, in the places of the words in braces.
    ///
    /// @throws IllegalArgumentException if there is no such file, or it has no headers
    static SiteHeaders read(Path file, String issuer, String bucket) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "There is no " + file + ", which has the headers of the site.");
        }
        Map<String, String> values = new TreeMap<>();
        try {
            if (!(Json.parse(Files.readAllBytes(file)) instanceof Map<?, ?> object)
                    || !(object.get("headers") instanceof Map<?, ?> headers)) {
                throw new IllegalArgumentException(file + " has no headers.");
            }
            headers.forEach((name, value) -> {
                if (!(value instanceof String text)) {
                    throw new IllegalArgumentException(file + ": " + name + " is no text.");
                }
                values.put(
                        String.valueOf(name).toLowerCase(Locale.ROOT),
                        text.replace("{issuer}", issuer).replace("{bucket}", bucket));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SiteHeaders(values);
    }

    ResponseHeadersPolicy policy(Construct scope, String id, String name) {
        var security = ResponseSecurityHeadersBehavior.builder();
        List<ResponseCustomHeader> others = new ArrayList<>();
        values.forEach((header, value) -> {
            switch (header) {
                case "content-security-policy" ->
                        security.contentSecurityPolicy(
                                ResponseHeadersContentSecurityPolicy.builder()
                                        .contentSecurityPolicy(value)
                                        .override(true)
                                        .build());
                case "strict-transport-security" -> security.strictTransportSecurity(strict(value));
                case "referrer-policy" ->
                        security.referrerPolicy(
                                ResponseHeadersReferrerPolicy.builder()
                                        .referrerPolicy(
                                                HeadersReferrerPolicy.valueOf(
                                                        value.replace('-', '_')
                                                                .toUpperCase(Locale.ROOT)))
                                        .override(true)
                                        .build());
                case "x-content-type-options" ->
                        security.contentTypeOptions(
                                ResponseHeadersContentTypeOptions.builder().override(true).build());
                case "x-frame-options" ->
                        security.frameOptions(
                                ResponseHeadersFrameOptions.builder()
                                        .frameOption(
                                                HeadersFrameOption.valueOf(
                                                        value.toUpperCase(Locale.ROOT)))
                                        .override(true)
                                        .build());
                default ->
                        others.add(
                                ResponseCustomHeader.builder()
                                        .header(header)
                                        .value(value)
                                        .override(true)
                                        .build());
            }
        });
        return ResponseHeadersPolicy.Builder.create(scope, id)
                .responseHeadersPolicyName(name)
                .securityHeadersBehavior(security.build())
                .customHeadersBehavior(
                        ResponseCustomHeadersBehavior.builder().customHeaders(others).build())
                .build();
    }

    private static ResponseHeadersStrictTransportSecurity strict(String value) {
        var words = List.of(value.toLowerCase(Locale.ROOT).split("\\s*;\\s*"));
        String age =
                words.stream()
                        .filter(word -> word.matches("max-age=[0-9]+"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no max-age: " + value))
                        .substring("max-age=".length());
        return ResponseHeadersStrictTransportSecurity.builder()
                .accessControlMaxAge(Duration.seconds(Long.parseLong(age)))
                .includeSubdomains(words.contains("includesubdomains"))
                .preload(words.contains("preload"))
                .override(true)
                .build();
    }
}
