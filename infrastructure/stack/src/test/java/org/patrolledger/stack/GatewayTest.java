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

class GatewayTest {

    private static final Path OPEN_API = Path.of("..", "..", "events", "openapi.yaml");
    private static final JsonNode SERVICE = Synthesis.production().service();
    private static final Map<String, JsonNode> ROUTES =
            resources(SERVICE, "AWS::ApiGatewayV2::Route")
                    .map(route -> route.get("Properties"))
                    .collect(toMap(r -> r.get("RouteKey").asText(), r -> r));

    @Test
    void every_call_of_the_route_table_is_a_route_with_its_function() {
        for (Route route : Routes.ALL) {
            JsonNode deployed = ROUTES.get(route.key());
            assertThat(deployed).as(route.key()).isNotNull();
            // The function checks them: only it can say which one is missing.
            assertThat(deployed.has("AuthorizationScopes")).isFalse();
            assertThat(functionOf(deployed)).isEqualTo(route.function());
        }
    }

    @Test
    void the_routes_of_the_stack_of_the_functions_and_of_the_open_api_file_are_the_same() {
        Set<String> deployed = new TreeSet<>(ROUTES.keySet());
        deployed.removeIf(key -> key.startsWith("ANY "));
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

        assertThat(deployed).isEqualTo(served.keySet()).hasSizeGreaterThanOrEqualTo(13);
        assertThat(served).isEqualTo(described);
    }

    @Test
    void beside_these_each_path_answers_other_methods_where_it_answers_get() {
        Map<String, String> others = new TreeMap<>();
        ROUTES.forEach((key, route) -> {
            if (Routes.ALL.stream().noneMatch(r -> r.key().equals(key))) {
                others.put(key, functionOf(route));
            }
        });
        Map<String, String> expected = new TreeMap<>();
        for (Route route : Routes.ALL.reversed()) {
            if (!route.method().equals("GET")) {
                expected.put("ANY " + route.path(), route.function());
            }
        }
        for (Route route : Routes.ALL) {
            if (route.method().equals("GET")) {
                expected.put("ANY " + route.path(), route.function());
            }
        }

        assertThat(others).isEqualTo(expected);
    }

    @Test
    void nothing_is_answered_without_a_token_but_what_the_contract_opens_to_the_public() {
        Set<String> open = new TreeSet<>();
        for (Route route : Routes.ALL) {
            if (route.scopes().isEmpty()) {
                open.add(route.key());
                open.add("ANY " + route.path());
            }
        }
        ROUTES.forEach((key, route) -> {
            assertThat(route.path("AuthorizationType").asText("NONE"))
                    .as(key)
                    .isEqualTo(open.contains(key) ? "NONE" : "JWT");
            assertThat(route.has("AuthorizerId")).as(key).isEqualTo(!open.contains(key));
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

        assertThat(permissions).hasSize(answering().size()).containsOnly("/*/*/*");
    }

    @Test
    void payloads_are_of_the_version_the_functions_read() {
        assertThat(resources(SERVICE, "AWS::ApiGatewayV2::Integration"))
                .hasSize(answering().size())
                .allMatch(i -> i.at("/Properties/PayloadFormatVersion").asText().equals("2.0"));
    }

    /// The gateway refuses a deployment that sets what is not there.
    @Test
    void each_route_has_a_throttle_of_its_own_that_leaves_the_others_theirs() {
        JsonNode stage = resources(SERVICE, "AWS::ApiGatewayV2::Stage").findFirst().orElseThrow();
        Map<String, JsonNode> settings = new TreeMap<>();
        stage.at("/Properties/RouteSettings")
                .properties()
                .forEach(e -> settings.put(e.getKey(), e.getValue()));
        assertThat(settings.keySet()).isEqualTo(new TreeSet<>(ROUTES.keySet()));
        assertThat(settings.values())
                .allSatisfy(setting -> {
                    assertThat(setting.get("ThrottlingRateLimit").asInt()).isBetween(1, 300);
                    assertThat(setting.get("ThrottlingBurstLimit").asInt()).isBetween(1, 600);
                });
        assertThat(
                        settings.get("PUT /catalogue/operations/{id}")
                                .get("ThrottlingRateLimit")
                                .asInt())
                .isLessThan(settings.get("POST /engagements").get("ThrottlingRateLimit").asInt());
        Set<String> before = new TreeSet<>(texts(stage.get("DependsOn")));
        SERVICE.get("Resources")
                .properties()
                .forEach(resource -> {
                    if (resource.getValue()
                            .get("Type")
                            .asText()
                            .equals("AWS::ApiGatewayV2::Route")) {
                        assertThat(before).contains(resource.getKey());
                    }
                });
    }

    @Test
    void the_access_log_is_where_services_may_write_without_a_policy_for_each() {
        String log =
                resources(SERVICE, "AWS::Logs::LogGroup")
                        .map(group -> group.at("/Properties/LogGroupName").toString())
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElseThrow();
        assertThat(log)
                .contains("\"/aws/vendedlogs/patrol-ledger-access-\"")
                .contains("AWS::StackId");
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

    private static Set<String> answering() {
        return Routes.ALL.stream()
                .map(Route::function)
                .collect(Collectors.toCollection(TreeSet::new));
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
