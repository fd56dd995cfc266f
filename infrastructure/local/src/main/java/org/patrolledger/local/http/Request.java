package org.patrolledger.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as it came.
///
/// @param path as sent, still percent-encoded
/// @param query as sent, empty where there is none
/// @param headers names in lower case, values in their order
public record Request(
        String method,
        String path,
        String query,
        String protocol,
        Map<String, List<String>> headers,
        String sourceIp,
        InputStream body) {

    /// A body that is longer than the API takes.
    public static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// The header's values, joined by commas as HTTP allows.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
    }

    /// The whole body.
    ///
    /// @throws TooLarge if it is longer than `limit` bytes
    public byte[] body(int limit) throws IOException, TooLarge {
        byte[] bytes = body.readNBytes(limit);
        if (bytes.length == limit && body.read() >= 0) {
            throw new TooLarge();
        }
        return bytes;
    }

    /// The query's parameters, decoded; those of one name are joined by commas.
    public Map<String, String> parameters() {
        return parameters(query);
    }

    /// The parameters of a query or of a form's body, decoded; those of one name are joined by
    /// commas.
    public static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.merge(decoded(name), decoded(value), (a, b) -> a + "," + b);
            }
        }
        return parameters;
    }

    /// Text without its percent-encoding, or as it is where that is broken.
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
