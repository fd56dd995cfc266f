package org.patrolledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The sample events of the functions fit the OpenAPI file, the schemas and each other.
class LambdaSamplesTest {
    private static final JsonNode API = Contract.yaml("openapi.yaml");

    static Stream<Path> http() {
        return Contract.in("samples/lambda/http").stream();
    }

    static Stream<JsonNode> images() {
        return Contract.in("samples/lambda/stream").stream()
                .flatMap(file -> Contract.json(file).findValues("NewImage").stream());
    }

    @Test
    void every_call_of_the_api_has_an_event() {
        var calls =
                API.get("paths")
                        .propertyStream()
                        .flatMap(path ->
                                path.getValue().propertyNames().stream()
                                        .map(it ->
                                                it.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                        .toList();
        assertThat(http().map(file -> Contract.json(file).get("routeKey").asString()).distinct())
                .containsExactlyInAnyOrderElementsOf(calls);
    }

    @ParameterizedTest
    @MethodSource("http")
    void an_event_names_its_call_the_same_way_throughout(Path file) {
        var event = Contract.json(file);
        var http = event.at("/requestContext/http");
        String path = callOf(event).get(1);
        for (var parameter : event.path("pathParameters").properties()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue().asString());
        }
        assertThat(event.get("rawPath").asString()).isEqualTo(path);
        assertThat(http.get("path").asString()).isEqualTo(path);
        assertThat(http.get("method").asString()).isEqualTo(callOf(event).get(0));
        assertThat(event.at("/requestContext/routeKey")).isEqualTo(event.get("routeKey"));
    }

    @ParameterizedTest
    @MethodSource("http")
    void its_token_has_a_scope_the_call_wants(Path file) {
        var event = Contract.json(file);
        if (operation(event).get("security").isEmpty()) {
            assertThat(event.at("/requestContext/authorizer").isMissingNode()).isTrue();
            return;
        }
        var claims = event.at("/requestContext/authorizer/jwt/claims");
        var wanted =
                operation(event)
                        .get("security")
                        .valueStream()
                        .flatMap(one -> one.get("token").valueStream())
                        .map(JsonNode::asString)
                        .toList();
        assertThat(List.of(claims.get("scope").asString().split(" ")))
                .containsAnyElementsOf(wanted);
        assertThat(
                        event.at("/requestContext/authorizer/jwt/scopes")
                                .valueStream()
                                .map(JsonNode::asString))
                .containsExactlyElementsOf(wanted);
    }

    @ParameterizedTest
    @MethodSource("http")
    void its_body_fits_the_schema_unless_it_is_to_be_refused(Path file) {
        var event = Contract.json(file);
        assertThat(event.has("body")).isEqualTo(operation(event).has("requestBody"));
        if (!event.has("body")) {
            return;
        }
        var reference =
                operation(event)
                        .at("/requestBody/content/application~1json/schema/$ref")
                        .asString();
        if (reference.startsWith("#")) {
            // Of the page's form, which the API's own tests post.
            return;
        }
        var schema = reference.replace("schemas/", "").replace(".schema.json", "");
        var body = event.get("body").asString();
        var json =
                event.get("isBase64Encoded").asBoolean()
                        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                        : body;
        assertThat(Contract.schema(schema).validate(Contract.JSON.readTree(json)).isEmpty())
                .isEqualTo(!file.toString().contains("with-faults"));
    }

    @ParameterizedTest
    @MethodSource("images")
    void an_image_of_the_stream_is_a_revision_as_it_is_stored(JsonNode image)
            throws GeneralSecurityException {
        var body = image.at("/body/S").asString();
        var submission = Contract.JSON.readTree(body);
        assertThat(Contract.schema(image.at("/kind/S").asString()).validate(submission)).isEmpty();
        assertThat(image.at("/digest/S").asString()).isEqualTo("sha256:" + hex("SHA-256", body));
        assertThat(image.at("/submissionId/S")).isEqualTo(submission.get("submissionId"));
        assertThat(image.at("/operation/S")).isEqualTo(submission.get("operation"));
        assertThat(image.at("/place/S")).isEqualTo(submission.get("place"));
        if (image.has("operationDayShard")) {
            assertThat(image.at("/operationDayShard/S").asString())
                    .matches(
                            image.at("/operation/S").asString()
                                    + "#"
                                    + image.at("/day/S").asString()
                                    + "#[0-7]");
        }
        assertThat(image.at("/revision/N").asInt() > 1).isEqualTo(image.has("reason"));
    }

    @Test
    void a_message_has_the_digest_of_its_body() throws GeneralSecurityException {
        for (Path file : Contract.in("samples/lambda/sqs")) {
            for (JsonNode message : Contract.json(file).get("Records")) {
                assertThat(message.get("md5OfBody").asString())
                        .isEqualTo(hex("MD5", message.get("body").asString()));
            }
        }
    }

    private static List<String> callOf(JsonNode event) {
        return List.of(event.get("routeKey").asString().split(" "));
    }

    private static JsonNode operation(JsonNode event) {
        var call = callOf(event);
        return API.get("paths").get(call.get(1)).get(call.get(0).toLowerCase(Locale.ROOT));
    }

    private static String hex(String algorithm, String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance(algorithm)
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
