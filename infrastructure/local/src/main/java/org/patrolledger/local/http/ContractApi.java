package org.patrolledger.local.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patrolledger.domain.submission.Digest;

/// The contract itself, which the site's files serve in the cloud: `GET /openapi.yaml` and `GET
/// /schemas/{name}`, for everybody.
public final class ContractApi implements Api {

    private static final Pattern SCHEMA = Pattern.compile("/schemas/[a-z-]+\\.schema\\.json");
    private static final String OPENAPI = "/openapi.yaml";

    private final Api others;

    /// @param others answers what is no file of the contract
    public ContractApi(Api others) {
        this.others = others;
    }

    @Override
    public HttpAnswer answer(Request request) throws IOException {
        Optional<byte[]> file = file(request.path());
        if (file.isEmpty()) {
            return others.answer(request);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Problems.methodNotAllowed(List.of("GET", "HEAD"));
        }
        String tag = "\"" + Digest.of(file.get()).hex().substring(0, 32) + "\"";
        boolean known = request.header("if-none-match").filter(it -> it.contains(tag)).isPresent();
        return (known
                        ? HttpAnswer.empty(304)
                        : new HttpAnswer(
                                200,
                                List.of(
                                        new HttpAnswer.Header(
                                                "Content-Type", type(request.path()))),
                                file.get()))
                .with("ETag", tag)
                .with("Cache-Control", "no-cache");
    }

    private static String type(String path) {
        return path.equals(OPENAPI) ? "application/yaml" : "application/schema+json";
    }

    private static Optional<byte[]> file(String path) throws IOException {
        if (!path.equals(OPENAPI) && !SCHEMA.matcher(path).matches()) {
            return Optional.empty();
        }
        try (var in = ContractApi.class.getResourceAsStream("/events" + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
