package org.patrolledger.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.patrolledger.local.Json;

/// What goes back for a request. A header may stand more than once.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
public record Answer(int status, List<Header> headers, byte[] body) {

    /// One header line.
    public record Header(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
    }

    /// An answer with a JSON body.
    public static Answer json(int status, JsonNode body) {
        return new Answer(
                status, List.of(new Header("Content-Type", "application/json")), Json.bytes(body));
    }

    /// An answer without a body.
    public static Answer empty(int status) {
        return new Answer(status, List.of(), new byte[0]);
    }

    /// An error as RFC 9457 has it.
    ///
    /// @param slug the last part of the problem's type
    public static Answer problem(int status, String slug, String title, String detail) {
        ObjectNode body =
                Json.object()
                        .put("type", "urn:patrol-ledger:problem:" + slug)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail);
        return new Answer(
                status,
                List.of(new Header("Content-Type", "application/problem+json")),
                Json.bytes(body));
    }

    /// The same answer with one more header.
    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }
}
