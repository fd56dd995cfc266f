package org.patrolledger.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Answers as DynamoDB and S3 do, from memory and without a network: for practice in reading what
/// they answer, of which nothing is written and nothing real is read.
final class CannedHttpClient implements SdkHttpClient {
    private static final String NOTHING = "{\"Count\":0,\"Items\":[],\"ScannedCount\":0}";

    private final Map<String, byte[]> found;
    private final SortedMap<String, byte[]> objects;

    /// @param found by table, what its queries find, as DynamoDB's JSON
    /// @param objects by key, what lies in every bucket
    CannedHttpClient(Map<String, byte[]> found, Map<String, byte[]> objects) {
        this.found = Map.copyOf(found);
        this.objects = new TreeMap<>(objects);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer(request);
            }

            @Override
            public void abort() {
                // Nothing is under way.
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) {
        var http = request.httpRequest();
        return http.firstMatchingHeader("X-Amz-Target")
                .map(target -> response(200, "application/x-amz-json-1.0", table(target, request)))
                .orElseGet(() -> bucket(http));
    }

    private byte[] table(String target, HttpExecuteRequest request) {
        if (!target.endsWith(".Query")) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        var body = body(request);
        for (var each : found.entrySet()) {
            if (body.contains("\"TableName\":\"" + each.getKey() + "\"")) {
                return each.getValue();
            }
        }
        return NOTHING.getBytes(StandardCharsets.UTF_8);
    }

    private static String body(HttpExecuteRequest request) {
        var content = request.contentStreamProvider();
        if (content.isEmpty()) {
            return "";
        }
        try (var in = content.get().newStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpExecuteResponse bucket(SdkHttpRequest http) {
        var prefix = http.firstMatchingRawQueryParameter("prefix");
        if (prefix.isPresent()) {
            return response(200, "application/xml", list(prefix.get()));
        }
        for (var each : objects.entrySet()) {
            if (http.encodedPath().endsWith("/" + each.getKey())) {
                return response(200, "application/json", each.getValue());
            }
        }
        return response(
                404,
                "application/xml",
                "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8));
    }

    /// What S3 answers to a request for a list; a key names nothing that XML would want escaped.
    private byte[] list(String prefix) {
        var xml = new StringBuilder(512);
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult ")
                .append("xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
                .append("<Name>priming</Name><Prefix>")
                .append(prefix)
                .append("</Prefix><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>");
        objects.forEach((key, content) -> {
            if (key.startsWith(prefix)) {
                xml.append("<Contents><Key>")
                        .append(key)
                        .append("</Key><LastModified>2023-02-06T06:30:00.000Z</LastModified>")
                        .append("<ETag>&quot;0&quot;</ETag><Size>")
                        .append(content.length)
                        .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
            }
        });
        return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /// With the date of S3's answers, whose first reading loads the names of days and months.
    private static HttpExecuteResponse response(int status, String type, byte[] body) {
        return HttpExecuteResponse.builder()
                .response(
                        SdkHttpResponse.builder()
                                .statusCode(status)
                                .putHeader("Content-Type", type)
                                .putHeader("Last-Modified", "Mon, 06 Feb 2023 06:30:00 GMT")
                                .putHeader(
                                        "Content-Length",
                                        String.format(Locale.ROOT, "%d", body.length))
                                .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public String clientName() {
        return "Canned";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
