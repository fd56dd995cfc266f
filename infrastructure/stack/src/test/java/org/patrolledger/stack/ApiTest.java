package org.patrolledger.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.lambda.http.Scope;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ApiTest {

    private static final Path OPEN_API = Path.of("..", "..", "events", "openapi.yaml");
    private static final JsonNode SERVICE = Synthesis.production().service();
    private static final Map<String, JsonNode> ROUTES =
            resources(SERVICE, "AWS::ApiGatewayV2::Route")
                    .map(route -> route.get("Properties"))
                    .collect(toMap(r -> r.get("RouteKey").asText(), r -> r));

    @Test
    void every_call_of_the_route_table_is_a_route_with_its_scopes_and_function() {
        for (Route route : Routes.ALL) {
            JsonNode deployed = ROUTES.get(route.key());
            assertThat(deployed).as(route.key()).isNotNull();
            assertThat(texts(deployed.get("AuthorizationScopes")))
                    .containsExactlyInAnyOrderElementsOf(
                            route.scopes().stream().map(Scope::text).toList());
            assertThat(functionOf(deployed)).isEqualTo(route.function());
        }
    }

    @Test
    void the_routes_of_the_stack_of_the_functions_and_of_the_open_api_file_are_the_same() {
        Map<String, Set<String>> deployed = new TreeMap<>();
        ROUTES.forEach((key, route) -> {
            if (!key.startsWith("ANY ") && !key.startsWith("$")) {
                deployed.put(key, new TreeSet<>(texts(route.get("AuthorizationScopes"))));
            }
        });
        Map<String, Set<String>> served = new TreeMap<>();
        for (Route route : Routes.ALL) {
            served.put(
                    route.key(),
                    route.scopes().stream()
                            .map(Scope::text)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        Map<String, Set<String>> described = new TreeMap<>();
        for (var path : new YAMLMapper().readTree(OPEN_API).get("paths").properties()) {
            for (var call : path.getValue().properties()) {
                Set<String> anyOf = new TreeSet<>();
                call.getValue()
                        .get("security")
                        .forEach(one -> one.get("token").forEach(s -> anyOf.add(s.asString())));
                described.put(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), anyOf);
            }
        }

        assertThat(deployed).isEqualTo(served).isEqualTo(described).hasSize(13);
    }

    @Test
    void beside_these_each_path_answers_other_methods_and_unknown_paths_are_answered_too() {
        Map<String, String> others = new TreeMap<>();
        ROUTES.forEach((key, route) -> {
            if (Routes.ALL.stream().noneMatch(r -> r.key().equals(key))) {
                others.put(key, functionOf(route));
            }
        });
        Map<String, String> expected = new TreeMap<>();
        for (Route route : Routes.ALL.reversed()) {
            expected.put("ANY " + route.path(), route.function());
        }
        expected.put("$default", "read-submission");

        assertThat(others).isEqualTo(expected);
    }

    @Test
    void nothing_is_answered_without_a_token() {
        assertThat(ROUTES.values())
                .allSatisfy(route -> {
                    assertThat(route.get("AuthorizationType").asText()).isEqualTo("JWT");
                    assertThat(route.has("AuthorizerId")).isTrue();
                });
        assertThat(resources(SERVICE, "AWS::ApiGatewayV2::Authorizer"))
                .singleElement()
                .satisfies(authorizer -> {
                    JsonNode properties = authorizer.get("Properties");
                    assertThat(properties.get("AuthorizerType").asText()).isEqualTo("JWT");
                    assertThat(properties.get("JwtConfiguration"))
                            .isEqualTo(
                                    Synthesis.parse(
                                            """
                                            {"Audience": [{"Ref": "JwtAudience"}],
                                             "Issuer": {"Ref": "JwtIssuer"}}\
                                            """));
                });
    }

    @Test
    void the_api_and_nothing_else_may_call_the_functions_behind_it() {
        List<String> permissions =
                resources(SERVICE, "AWS::Lambda::Permission")
                        .map(p -> p.get("Properties"))
                        .peek(p ->
                                assertThat(p.get("Principal").asText())
                                        .isEqualTo("apigateway.amazonaws.com"))
                        .map(p -> p.at("/SourceArn/Fn::Join/1/4").asText())
                        .sorted()
                        .toList();

        assertThat(permissions)
                .containsExactly(
                        "/*/$default", "/*/*/*", "/*/*/*", "/*/*/*", "/*/*/*", "/*/*/*", "/*/*/*");
    }

    @Test
    void payloads_are_of_the_version_the_functions_read() {
        assertThat(resources(SERVICE, "AWS::ApiGatewayV2::Integration"))
                .hasSize(6)
                .allMatch(i -> i.at("/Properties/PayloadFormatVersion").asText().equals("2.0"));
    }

    @Test
    void the_stage_throttles_and_logs_who_asked_for_what() {
        assertThat(resources(SERVICE, "AWS::ApiGatewayV2::Stage"))
                .singleElement()
                .satisfies(stage -> {
                    JsonNode properties = stage.get("Properties");
                    assertThat(properties.at("/DefaultRouteSettings/ThrottlingRateLimit"))
                            .isNotNull();
                    assertThat(properties.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                            .isEqualTo(1000);
                    JsonNode format =
                            Synthesis.parse(properties.at("/AccessLogSettings/Format").asText());
                    assertThat(format.properties().stream().map(Map.Entry::getKey))
                            .containsExactly("id", "route", "status", "ms", "sub", "error");
                });
    }

    private static String functionOf(JsonNode route) {
        String integration = route.at("/Target/Fn::Join/1/1/Ref").asText();
        String alias =
                SERVICE.at("/Resources/" + integration + "/Properties/IntegrationUri/Ref").asText();
        String function =
                SERVICE.at("/Resources/" + alias + "/Properties/FunctionName/Ref").asText();
        return SERVICE.at("/Resources/" + function + "/Properties/FunctionName").asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
