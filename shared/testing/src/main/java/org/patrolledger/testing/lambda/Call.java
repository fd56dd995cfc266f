package org.patrolledger.testing.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.testing.Form;

/// A call of the HTTP API as API Gateway hands it to a function: one of the contract's sample
/// events, of which a test changes what it is about. Immutable.
public final class Call {
    private static final String SAMPLES = "/events/samples/lambda/http/";

    private final Map<String, @Nullable Object> event;

    private Call(Map<String, @Nullable Object> event) {
        this.event = event;
    }

    /// The sample event of that name, such as `receive-engagement`.
    public static Call sample(String name) {
        try (var in = Call.class.getResourceAsStream(SAMPLES + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no sample event " + name);
            }
            return new Call(Json.object(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sample event that posts, with `form` as its body.
    public static Call posting(Form form) {
        return sample(
                        switch (form.kind()) {
                            case ENGAGEMENT -> "receive-engagement";
                            case INCIDENT -> "receive-incident";
                        })
                .body(new String(form.json(), StandardCharsets.UTF_8));
    }

    /// This call by another method.
    public Call method(String method) {
        return changed(it -> object(object(it, "requestContext"), "http").put("method", method));
    }

    /// This call to another path, as sent.
    public Call path(String path) {
        return changed(it -> {
            it.put("rawPath", path);
            object(object(it, "requestContext"), "http").put("path", path);
        });
    }

    /// This call with a query parameter.
    public Call query(String name, String value) {
        return changed(it -> object(it, "queryStringParameters").put(name, value));
    }

    /// This call without any query parameter.
    public Call withoutQuery() {
        return changed(it -> it.remove("queryStringParameters"));
    }

    /// This call with a header, named in lower case as API Gateway names them.
    public Call header(String name, String value) {
        return changed(it -> object(it, "headers").put(name, value));
    }

    /// This call without a header.
    public Call withoutHeader(String name) {
        return changed(it -> object(it, "headers").remove(name));
    }

    /// This call with a body of text.
    public Call body(String text) {
        return changed(it -> {
            it.put("body", text);
            it.put("isBase64Encoded", false);
        });
    }

    /// This call with a body as API Gateway hands over what it does not take for text.
    public Call body(byte[] bytes) {
        return changed(it -> {
            it.put("body", Base64.getEncoder().encodeToString(bytes));
            it.put("isBase64Encoded", true);
        });
    }

    /// This call with another claim in its token.
    public Call claim(String name, String value) {
        return changed(it -> claims(it).put(name, value));
    }

    /// This call without a claim.
    public Call withoutClaim(String name) {
        return changed(it -> claims(it).remove(name));
    }

    /// This call with these scopes in its token.
    public Call scope(String scope) {
        return claim("scope", scope);
    }

    /// This call of an organisation's.
    public Call of(String organisation) {
        return claim("organisation", organisation);
    }

    /// This call without a verified token.
    public Call withoutToken() {
        return changed(it -> object(it, "requestContext").remove("authorizer"));
    }

    /// The event.
    public byte[] event() {
        return Json.bytes(event);
    }

    /// What `function` answers.
    public Answer answeredBy(RequestStreamHandler function) {
        return answeredBy(function, new FakeContext("function"));
    }

    /// What `function` answers in the invocation `context`.
    public Answer answeredBy(RequestStreamHandler function, FakeContext context) {
        return invoke(function, event(), context);
    }

    /// What `function` answers to `event`.
    public static Answer invoke(RequestStreamHandler function, byte[] event, FakeContext context) {
        var out = new ByteArrayOutputStream();
        try {
            function.handleRequest(new ByteArrayInputStream(event), out, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.of(out.toByteArray());
    }

    private static Map<String, @Nullable Object> claims(Map<String, @Nullable Object> event) {
        var authorizer = object(object(event, "requestContext"), "authorizer");
        return object(object(authorizer, "jwt"), "claims");
    }

    private Call changed(Consumer<Map<String, @Nullable Object>> change) {
        var copy = Json.object(event());
        change.accept(copy);
        return new Call(copy);
    }

    @SuppressWarnings("unchecked") // what Json makes of an object
    private static Map<String, @Nullable Object> object(
            Map<String, @Nullable Object> parent, String name) {
        return (Map<String, @Nullable Object>)
                parent.computeIfAbsent(name, it -> new LinkedHashMap<String, @Nullable Object>());
    }
}
