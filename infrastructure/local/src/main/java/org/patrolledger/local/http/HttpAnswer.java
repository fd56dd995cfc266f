package org.patrolledger.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.patrolledger.local.json.JsonTree;

/// What goes back for a request. A header may stand more than once.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
public record HttpAnswer(int status, List<Header> headers, byte[] body) {

    /// One header line.
    public record Header(String name, String value) {}

    public HttpAnswer {
        headers = List.copyOf(headers);
    }

    /// An answer with a JSON body.
    public static HttpAnswer json(int status, JsonNode body) {
        return new HttpAnswer(
                status,
                List.of(new Header("Content-Type", "application/json")),
                JsonTree.bytes(body));
    }

    /// An answer without a body.
    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, List.of(), new byte[0]);
    }

    /// An error as RFC 9457 has it.
    ///
    /// @param slug the last part of the problem's type
    public static HttpAnswer problem(int status, String slug, String title, String detail) {
        ObjectNode body =
                JsonTree.object()
                        .put("type", "urn:patrol-ledger:problem:" + slug)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail);
        return new HttpAnswer(
                status,
                List.of(new Header("Content-Type", "application/problem+json")),
                JsonTree.bytes(body));
    }

    /// The same answer with one more header.
    public HttpAnswer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpAnswer(status, more, body);
    }
}
