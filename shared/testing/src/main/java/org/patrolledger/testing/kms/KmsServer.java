package org.patrolledger.testing.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// The calls of AWS KMS that the ledger makes, over its protocol (JSON 1.1, `X-Amz-Target`), with
/// real keys and real cryptography, and refusals as the API reference names them: a disabled key, a
/// key for another use, a ciphertext of another key, one that was changed, another encryption
/// context, arguments out of bounds. On loopback, on any free port.
public final class KmsServer implements AutoCloseable {
    private static final String SERVICE = "TrentService.";
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=";
    private static final int LONGEST_CIPHERTEXT = 6_144;
    private static final int LONGEST_MESSAGE = 4_096;
    private static final int DATA_KEY = 32;
    private static final int DIGEST = 32;
    private static final int OK = 200;

    private final HttpServer server;
    private final Map<String, KmsKey> keys = new ConcurrentHashMap<>();
    private final Queue<KmsFault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();

    private KmsServer(HttpServer server) {
        this.server = server;
    }

    /// Starts without any key.
    ///
    /// @throws IOException if no port can be had
    public static KmsServer start() throws IOException {
        var http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        var server = new KmsServer(http);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /// Where the client of KMS finds it.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Makes a key.
    ///
    /// @return its ARN
    public String key(KeyUse use) {
        var key = new KmsKey(use);
        keys.put(key.arn(), key);
        return key.arn();
    }

    /// Has a key disabled, or enabled again.
    public void enable(String key, boolean whether) {
        Objects.requireNonNull(keys.get(key), "there is no such key").enable(whether);
    }

    /// Has the next `times` calls refused, of any kind.
    ///
    /// @param type such as `ThrottlingException`
    public void refuse(int times, int status, String type) {
        for (int i = 0; i < times; i++) {
            faults.add(new KmsFault(status, type));
        }
    }

    /// Answers every call again.
    public void refuseNoMore() {
        faults.clear();
    }

    /// How many calls have come, refused ones among them.
    public int calls() {
        return calls.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            int status = OK;
            Map<String, Object> answer;
            try {
                answer = answered(exchange, body);
            } catch (KmsFault fault) {
                status = fault.status();
                answer = Map.of("__type", fault.type(), "message", "refused: " + fault.type());
            }
            var bytes = Json.bytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Map<String, Object> answered(HttpExchange exchange, byte[] body) {
        calls.incrementAndGet();
        var headers = exchange.getRequestHeaders();
        if (!Optional.ofNullable(headers.getFirst("Authorization")).orElse("").startsWith(SIGNED)) {
            throw new KmsFault("MissingAuthenticationTokenException");
        }
        var fault = faults.poll();
        if (fault != null) {
            throw fault;
        }
        var target = Optional.ofNullable(headers.getFirst("X-Amz-Target")).orElse("");
        return answer(target, Json.object(body));
    }

    private Map<String, Object> answer(String target, Map<String, @Nullable Object> request) {
        return switch (target) {
            case SERVICE + "GenerateDataKey" -> generateDataKey(request);
            case SERVICE + "Decrypt" -> decrypt(request);
            case SERVICE + "GenerateMac" -> generateMac(request);
            case SERVICE + "Sign" -> sign(request);
            case SERVICE + "GetPublicKey" -> publicKey(request);
            default -> throw new KmsFault("UnknownOperationException");
        };
    }

    private Map<String, Object> generateDataKey(Map<String, @Nullable Object> request) {
        var key = key(request).usable(KeyUse.ENCRYPT_DECRYPT);
        expect("AES_256", request, "KeySpec");
        var plain = KmsKey.random(DATA_KEY);
        return Map.of(
                "KeyId", key.arn(),
                "Plaintext", base64(plain),
                "CiphertextBlob", base64(key.encrypt(plain, context(request))));
    }

    private Map<String, Object> decrypt(Map<String, @Nullable Object> request) {
        var blob = bytes(request, "CiphertextBlob", LONGEST_CIPHERTEXT);
        var made =
                keys.values().stream().filter(it -> it.id().equals(KmsKey.named(blob))).findFirst();
        if (request.get("KeyId") != null) {
            var key = key(request).usable(KeyUse.ENCRYPT_DECRYPT);
            if (made.filter(it -> it != key).isPresent()) {
                throw new KmsFault("IncorrectKeyException");
            }
        }
        var key = made.orElseThrow(() -> new KmsFault("InvalidCiphertextException"));
        var plain = key.usable(KeyUse.ENCRYPT_DECRYPT).decrypt(blob, context(request));
        return Map.of("KeyId", key.arn(), "Plaintext", base64(plain));
    }

    private Map<String, Object> generateMac(Map<String, @Nullable Object> request) {
        var key = key(request).usable(KeyUse.GENERATE_VERIFY_MAC);
        expect("HMAC_SHA_256", request, "MacAlgorithm");
        return Map.of(
                "KeyId", key.arn(),
                "MacAlgorithm", "HMAC_SHA_256",
                "Mac", base64(key.mac(bytes(request, "Message", LONGEST_MESSAGE))));
    }

    private Map<String, Object> sign(Map<String, @Nullable Object> request) {
        var key = key(request).usable(KeyUse.SIGN_VERIFY);
        expect("ECDSA_SHA_256", request, "SigningAlgorithm");
        expect("DIGEST", request, "MessageType");
        var digest = bytes(request, "Message", LONGEST_MESSAGE);
        if (digest.length != DIGEST) {
            throw new KmsFault("ValidationException");
        }
        return Map.of(
                "KeyId", key.arn(),
                "SigningAlgorithm", "ECDSA_SHA_256",
                "Signature", base64(key.sign(digest)));
    }

    private Map<String, Object> publicKey(Map<String, @Nullable Object> request) {
        var key = key(request).usable(KeyUse.SIGN_VERIFY);
        return Map.of(
                "KeyId", key.arn(),
                "KeyUsage", "SIGN_VERIFY",
                "PublicKey", base64(key.publicKey()));
    }

    private KmsKey key(Map<String, @Nullable Object> request) {
        var key = keys.get(String.valueOf(request.get("KeyId")));
        if (key == null) {
            throw new KmsFault("NotFoundException");
        }
        return key;
    }

    private static void expect(String value, Map<String, @Nullable Object> request, String name) {
        if (!value.equals(request.get(name))) {
            throw new KmsFault("ValidationException");
        }
    }

    private static byte[] bytes(Map<String, @Nullable Object> request, String name, int most) {
        var bytes = Base64.getDecoder().decode(String.valueOf(request.get(name)));
        if (bytes.length == 0 || bytes.length > most) {
            throw new KmsFault("ValidationException");
        }
        return bytes;
    }

    private static Map<String, String> context(Map<String, @Nullable Object> request) {
        var context = new HashMap<String, String>();
        if (request.get("EncryptionContext") instanceof Map<?, ?> pairs) {
            pairs.forEach(
                    (name, value) -> context.put(String.valueOf(name), String.valueOf(value)));
        }
        return context;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
