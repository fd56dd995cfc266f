package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.ContractFiles;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Submission.Kind;

/// The sample events, as the functions read them.
class LambdaSampleAgreementTest {

    static Stream<Path> http() {
        return ContractFiles.in("samples/lambda/http").stream();
    }

    @ParameterizedTest
    @MethodSource("http")
    void an_event_finds_its_route_and_its_caller_may_take_it(Path file) {
        byte[] event = ContractFiles.bytes(file);
        var fields = Json.object(event);

        var request = HttpRequest.of(event);

        var route = request.route().orElseThrow();
        assertThat(route.method() + " " + route.path()).isEqualTo(fields.get("routeKey"));
        assertThat(request.parameters()).isEqualTo(fields.getOrDefault("pathParameters", Map.of()));
        assertThat(route.open() || route.scopes().stream().anyMatch(request.knownCaller()::may))
                .isTrue();
    }

    @Test
    void a_body_is_read_in_either_encoding() {
        assertThat(read("receive-engagement", Kind.ENGAGEMENT)).isInstanceOf(Result.Valid.class);
        assertThat(read("receive-engagement-in-base64", Kind.ENGAGEMENT))
                .isInstanceOf(Result.Valid.class);
        assertThat(read("receive-incident", Kind.INCIDENT)).isInstanceOf(Result.Valid.class);
        assertThat(read("receive-engagement-with-faults", Kind.ENGAGEMENT))
                .isInstanceOf(Result.Invalid.class);
    }

    @Test
    void preconditions_are_read_from_their_headers() {
        assertThat(request("revise-submission").ifMatch().revisions()).containsExactly(1);
        assertThat(request("withdraw-submission").ifMatch().revisions()).containsExactly(2);
        assertThat(request("create-operation").header("if-none-match")).hasValue("*");
    }

    @Test
    void messages_name_what_is_due_and_a_period_that_is_none_is_refused() {
        assertThat(
                        bodies("publish-summary")
                                .map(PublishRequestDocument::read)
                                .map(PublishRequestDocument::write))
                .containsExactly(
                        "{\"operation\":\"grip\",\"period\":\"2023-W05\",\"kind\":\"weekly\",\"reason\":\"schedule\"}",
                        "{\"operation\":\"all-operations\",\"period\":\"2023-02\",\"kind\":\"monthly\",\"reason\":\"change\"}",
                        "{\"operation\":\"safe-space\",\"period\":\"2023-W05\",\"kind\":\"weekly\",\"reason\":\"backfill\"}");
        var bad = bodies("publish-summary-with-a-message-that-is-none").toList();
        assertThat(PublishRequestDocument.read(bad.getFirst())).isNotNull();
        assertThatThrownBy(() -> PublishRequestDocument.read(bad.getLast()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpRequest request(String name) {
        return HttpRequest.of(
                ContractFiles.bytes(
                        ContractFiles.ROOT.resolve("samples/lambda/http/" + name + ".json")));
    }

    private static Result read(String name, Kind kind) {
        return SubmissionReader.read(
                kind, request(name).document(), ContractFiles.NOW, ContractFiles.CATALOGUE);
    }

    private static Stream<String> bodies(String name) {
        var event = ContractFiles.object("samples/lambda/sqs/" + name + ".json");
        return ((List<?>) Objects.requireNonNull(event.get("Records")))
                .stream().map(it -> (String) ((Map<?, ?>) it).get("body"));
    }
}
