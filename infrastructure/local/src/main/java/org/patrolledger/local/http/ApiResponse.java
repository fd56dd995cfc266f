package org.patrolledger.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.patrolledger.local.http.HttpAnswer.Header;
import org.patrolledger.local.json.JsonTree;

/// What a function returned, as an HTTP API of API Gateway makes an answer of it.
final class ApiResponse {

    private ApiResponse() {}

    /// @throws IOException if the function returned what is no response
    static HttpAnswer answer(byte[] payload) throws IOException {
        JsonNode node = JsonTree.read(payload);
        if (node.isMissingNode()) {
            throw new IOException("a function returned nothing");
        }
        if (!node.isObject() || !node.has("statusCode")) {
            // Format 2.0 takes a bare document for a body.
            return new HttpAnswer(
                    200, List.of(new Header("Content-Type", "application/json")), payload);
        }
        JsonNode status = node.path("statusCode");
        if (!status.canConvertToInt() || status.asInt() < 100 || status.asInt() > 599) {
            throw new IOException("a function returned no HTTP status");
        }
        List<Header> headers = new ArrayList<>();
        for (var field : node.path("headers").properties()) {
            headers.add(new Header(field.getKey(), field.getValue().asText()));
        }
        for (JsonNode cookie : node.path("cookies")) {
            headers.add(new Header("Set-Cookie", cookie.asText()));
        }
        boolean typed = headers.stream().anyMatch(it -> it.name().equalsIgnoreCase("Content-Type"));
        byte[] body = body(node);
        if (!typed && body.length > 0) {
            headers.add(new Header("Content-Type", "text/plain;charset=UTF-8"));
        }
        return new HttpAnswer(status.asInt(), headers, body);
    }

    private static byte[] body(JsonNode response) throws IOException {
        String body = response.path("body").asText("");
        if (!response.path("isBase64Encoded").asBoolean()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("a function returned a body that is not Base64", e);
        }
    }
}
