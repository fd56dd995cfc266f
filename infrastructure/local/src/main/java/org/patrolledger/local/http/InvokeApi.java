package org.patrolledger.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.local.http.HttpAnswer.Header;
import org.patrolledger.local.json.JsonTree;

/// Lambda's Invoke API, so that `aws lambda invoke --endpoint-url` works. Signatures are not
/// checked: anybody who reaches the port of this machine may invoke.
public final class InvokeApi implements Api {

    /// The paths this API answers.
    public static final String PREFIX = "/2015-03-31/functions/";

    /// A name, an alias or version behind it, or a whole ARN before it.
    private static final Pattern PATH =
            Pattern.compile(
                    PREFIX
                            + "(?:arn:aws:lambda:[a-z0-9-]+:[0-9]{12}:function:)?"
                            + "(?<name>[a-zA-Z0-9-_]+)(?::[a-zA-Z0-9$_-]+)?/invocations");

    /// The longest payload of a synchronous invocation.
    private static final int LONGEST_PAYLOAD = 6 << 20;

    private static final int EVENT_ATTEMPTS = 3;

    private final Functions functions;
    private final ExecutorService background;

    /// @param background runs the invocations that nobody waits for
    public InvokeApi(Functions functions, ExecutorService background) {
        this.functions = functions;
        this.background = background;
    }

    @Override
    public HttpAnswer answer(Request request) throws IOException {
        Matcher path = PATH.matcher(Request.decoded(request.path()));
        if (!path.matches()) {
            return error(404, "UnknownOperationException", "This is not a call of Lambda's.");
        }
        if (!request.method().equals("POST")) {
            return error(405, "UnknownOperationException", "A function is invoked by POST.")
                    .with("Allow", "POST");
        }
        String name = Objects.requireNonNull(path.group("name"));
        if (!functions.names().contains(name)) {
            return error(404, "ResourceNotFoundException", "Function not found: " + name);
        }
        byte[] event;
        try {
            event = request.body(LONGEST_PAYLOAD);
        } catch (Request.TooLarge e) {
            return error(413, "RequestTooLargeException", "The payload is over 6 MiB.");
        }
        if (event.length == 0) {
            event = new byte[] {'{', '}'};
        } else if (!isJson(event)) {
            return error(400, "InvalidRequestContentException", "The payload is not JSON.");
        }
        byte[] payload = event;
        return switch (request.header("x-amz-invocation-type").orElse("RequestResponse")) {
            case "RequestResponse" -> waited(functions.invoke(name, payload));
            case "Event" -> {
                background.execute(() -> unattended(name, payload));
                yield HttpAnswer.empty(202).with("x-amzn-RequestId", requestId());
            }
            case "DryRun" -> HttpAnswer.empty(204).with("x-amzn-RequestId", requestId());
            default ->
                    error(
                            400,
                            "InvalidParameterValueException",
                            "The invocation type is RequestResponse, Event or DryRun.");
        };
    }

    /// Lambda tries an event that fails twice more.
    private void unattended(String name, byte[] payload) {
        for (int attempt = 0; attempt < EVENT_ATTEMPTS; attempt++) {
            if (functions.invoke(name, payload) instanceof Outcome.Returned) {
                return;
            }
        }
    }

    private static HttpAnswer waited(Outcome outcome) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("X-Amz-Executed-Version", "$LATEST"));
        headers.add(new Header("x-amzn-RequestId", requestId()));
        return switch (outcome) {
            case Outcome.Returned returned -> new HttpAnswer(200, headers, returned.payload());
            case Outcome.Failed failed -> {
                headers.add(new Header("X-Amz-Function-Error", "Unhandled"));
                yield new HttpAnswer(200, headers, described(failed.cause()));
            }
        };
    }

    private static byte[] described(Throwable cause) {
        return JsonTree.bytes(
                JsonTree.object()
                        .put("errorMessage", cause.getMessage())
                        .put("errorType", cause.getClass().getName()));
    }

    private static boolean isJson(byte[] payload) {
        try {
            JsonNode node = JsonTree.read(payload);
            return !node.isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private static HttpAnswer error(int status, String type, String message) {
        return HttpAnswer.json(
                        status,
                        JsonTree.object()
                                .put("Type", status < 500 ? "User" : "Service")
                                .put("Message", message))
                .with("x-amzn-ErrorType", type)
                .with("x-amzn-RequestId", requestId());
    }
}
