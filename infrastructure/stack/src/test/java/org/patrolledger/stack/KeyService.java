package org.patrolledger.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// The two calls of KMS that signing needs, over its protocol, with a key of this process.
final class KeyService implements AutoCloseable {

    private final HttpServer server;
    private final KeyPair key;
    private volatile boolean away;

    private KeyService(HttpServer server, KeyPair key) {
        this.server = server;
        this.key = key;
    }

    static KeyService start() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var service = new KeyService(server, generator.generateKeyPair());
        server.createContext("/", service::answer);
        server.start();
        return service;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Has the key disabled, or enabled again.
    void disabled(boolean disabled) {
        away = disabled;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            byte[] answer =
                    answer(call, Synthesis.JSON.readTree(exchange.getRequestBody()))
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(away ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer(String call, JsonNode request) {
        if (away) {
            return "{\"__type\": \"DisabledException\", \"message\": \"the key is disabled\"}";
        }
        return switch (call) {
            case "TrentService.Sign" ->
                    "{\"SigningAlgorithm\": \"ECDSA_SHA_256\", \"Signature\": \""
                            + signed(request.get("Message").asText())
                            + "\"}";
            case "TrentService.GetPublicKey" ->
                    "{\"KeyUsage\": \"SIGN_VERIFY\", \"PublicKey\": \""
                            + base64(key.getPublic().getEncoded())
                            + "\"}";
            default -> throw new IllegalArgumentException(call);
        };
    }

    private String signed(String digest) {
        try {
            var signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(key.getPrivate());
            signature.update(Base64.getDecoder().decode(digest));
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
