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
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The calls of KMS that signing and addresses need, over its protocol, with keys of this process;
/// and that of SES which sends a mail.
final class KeyService implements AutoCloseable {

    private final HttpServer server;
    private final KeyPair key;
    private volatile boolean away;
    private volatile Optional<Refusal> refusal = Optional.empty();

    /// What SES answers instead of taking a mail.
    private record Refusal(int status, String code) {}

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
            if (exchange.getRequestURI().getPath().equals("/v2/email/outbound-emails")) {
                answerMail(exchange);
                return;
            }
            String call = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            byte[] answer =
                    answer(call, Synthesis.JSON.readTree(exchange.getRequestBody()))
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(away ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /// Has the next mails refused.
    void refuseMails(int status, String code) {
        refusal = Optional.of(new Refusal(status, code));
    }

    void takeMails() {
        refusal = Optional.empty();
    }

    private void answerMail(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] answer =
                refusal.map(it -> "{\"message\": \"refused\"}")
                        .orElse("{\"MessageId\": \"message-1\"}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        refusal.ifPresent(it -> exchange.getResponseHeaders().add("X-Amzn-ErrorType", it.code()));
        exchange.sendResponseHeaders(refusal.map(Refusal::status).orElse(200), answer.length);
        exchange.getResponseBody().write(answer);
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
            // The key that a data key is wrapped with wraps nothing here.
            case "TrentService.GenerateDataKey" -> {
                String made = base64(SecureRandom.getSeed(32));
                yield "{\"CiphertextBlob\": \"" + made + "\", \"Plaintext\": \"" + made + "\"}";
            }
            case "TrentService.Decrypt" ->
                    "{\"Plaintext\": \"" + request.get("CiphertextBlob").asText() + "\"}";
            case "TrentService.GenerateMac" ->
                    "{\"Mac\": \"" + mac(request.get("Message").asText()) + "\"}";
            default -> throw new IllegalArgumentException(call);
        };
    }

    private static String mac(String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return base64(mac.doFinal(Base64.getDecoder().decode(message)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
