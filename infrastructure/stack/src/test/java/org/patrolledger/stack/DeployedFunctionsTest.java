package org.patrolledger.stack;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;

class DeployedFunctionsTest {

    private static final JsonNode SERVICE = Synthesis.production().service();
    private static final Map<String, JsonNode> FUNCTIONS =
            resources(SERVICE, "AWS::Lambda::Function")
                    .map(function -> function.get("Properties"))
                    .collect(toMap(f -> f.get("FunctionName").asText(), f -> f));

    @Test
    void the_functions_are_those_of_the_contract() {
        assertThat(FUNCTIONS)
                .containsOnlyKeys(
                        "receive-submission",
                        "revise-submission",
                        "read-submission",
                        "download-summary",
                        "maintain-catalogue",
                        "schedule-summaries",
                        "publish-summary",
                        "notice-change",
                        "schedule-digests",
                        "send-digest",
                        "note-mail-event",
                        "read-coverage",
                        "manage-subscription",
                        "make-archive",
                        "manage-import",
                        "import-submissions");
        assertThat(FUNCTIONS.keySet())
                .containsAll(Routes.ALL.stream().map(Route::function).collect(toSet()));
    }

    @Test
    void each_runs_on_the_release_everything_is_compiled_for() {
        String runtime = "java" + Runtime.version().feature();

        assertThat(FUNCTIONS.values())
                .allSatisfy(function -> {
                    assertThat(function.get("Runtime").asText()).isEqualTo(runtime);
                    assertThat(function.get("Architectures").get(0).asText()).isEqualTo("arm64");
                    assertThat(function.at("/SnapStart/ApplyOn").asText())
                            .isEqualTo("PublishedVersions");
                    assertThat(function.at("/LoggingConfig/LogFormat").asText()).isEqualTo("JSON");
                    assertThat(function.has("TracingConfig")).isFalse();
                });
    }

    @Test
    void each_has_the_memory_and_the_time_of_the_plan() {
        for (FunctionPlan plan : FunctionPlan.values()) {
            JsonNode function = FUNCTIONS.get(plan.function());
            assertThat(function.get("MemorySize").asInt()).isEqualTo(plan.size().megabytes());
            assertThat(function.get("Timeout").asInt()).isEqualTo(plan.size().seconds());
        }
    }

    @Test
    void a_request_is_logged_once_and_what_happens_in_the_background_always() {
        for (FunctionPlan plan : FunctionPlan.values()) {
            JsonNode logging = FUNCTIONS.get(plan.function()).get("LoggingConfig");
            assertThat(logging.get("SystemLogLevel").asText()).isEqualTo("WARN");
            assertThat(logging.get("ApplicationLogLevel").asText())
                    .isEqualTo(plan.isAwaited() ? "WARN" : "INFO");
        }
    }

    @Test
    void the_environment_is_what_a_function_reads() {
        Map<String, String> sample = new TreeMap<>();
        sample.put("AWS_REGION", "eu-west-2");
        FUNCTIONS
                .get("publish-summary")
                .at("/Environment/Variables")
                .properties()
                .forEach(e -> sample.put(e.getKey(), sampleOf(e.getKey(), e.getValue())));
        // The JVM reads these before there is a function.
        assertThat(sample.remove(DeployedFunctions.JVM_OPTIONS).split(" "))
                .contains("-XX:+DisableExplicitGC");
        // What stands in front is not there everywhere.
        assertThat(sample.remove("SCOPE_PREFIX")).isEqualTo("patrol-ledger/");
        assertThat(sample.remove("ORIGIN_SECRET")).isEqualTo("a-secret-of-the-edge-of-24");
        assertThat(Environment.of(sample).publisher()).isEqualTo(sample.remove("PUBLISHER"));

        // What is set is enough, and what is left out is missed: nothing is set for nobody.
        assertThat(Environment.of(sample)).isNotNull();
        for (String name : sample.keySet()) {
            if (Set.of("SUBSCRIBERS_TABLE", "IMPORTS_BUCKET", "ARCHIVES_QUEUE_URL")
                    .contains(name)) {
                // It says that the others which have to do with mails are there.
                continue;
            }
            Map<String, String> less = new TreeMap<>(sample);
            less.remove(name);
            assertThat(Stream.of(less).filter(DeployedFunctionsTest::isEnough)).as(name).isEmpty();
        }
        assertThat(FUNCTIONS.values())
                .allSatisfy(function ->
                        assertThat(variables(function))
                                .isEqualTo(variables(FUNCTIONS.get("publish-summary"))));
    }

    private static JsonNode variables(JsonNode function) {
        ObjectNode variables = function.at("/Environment/Variables").deepCopy();
        variables.remove(DeployedFunctions.JVM_OPTIONS);
        return variables;
    }

    /// What the JVM found out about addresses before the snapshot is wrong after it; and a
    /// connection for each query that is under way is kept.
    @Test
    void no_answer_of_a_name_server_outlives_a_snapshot() {
        assertThat(FUNCTIONS.values())
                .allSatisfy(function ->
                        assertThat(options(function))
                                .contains(
                                        "-Dsun.net.inetaddr.ttl=0",
                                        "-Dsun.net.inetaddr.negative.ttl=0",
                                        "-Dhttp.maxConnections=32"));
    }

    @Test
    void only_summaries_and_archives_are_long_enough_for_the_second_compiler() {
        var both = Set.of("publish-summary", "make-archive");
        FUNCTIONS.forEach((name, function) ->
                assertThat(options(function).contains("-XX:TieredStopAtLevel=1"))
                        .as(name)
                        .isNotEqualTo(both.contains(name)));
    }

    private static List<String> options(JsonNode function) {
        return List.of(
                function.at("/Environment/Variables/" + DeployedFunctions.JVM_OPTIONS)
                        .asText()
                        .split(" "));
    }

    @Test
    void each_has_a_role_of_its_own_and_a_log_that_is_kept_for_a_year() {
        Set<String> roles = new TreeSet<>();
        FUNCTIONS.values().forEach(f -> roles.add(f.at("/Role/Fn::GetAtt/0").asText()));

        assertThat(roles).hasSize(FunctionPlan.values().length);
        assertThat(resources(SERVICE, "AWS::Logs::LogGroup"))
                .hasSize(FunctionPlan.values().length + 1)
                .allSatisfy(log -> {
                    assertThat(log.at("/Properties/RetentionInDays").asInt()).isEqualTo(365);
                    assertThat(log.get("DeletionPolicy").asText())
                            .isEqualTo("RetainExceptOnCreate");
                });
    }

    @Test
    void whatever_calls_a_function_calls_its_live_alias() {
        Set<String> aliases = new TreeSet<>();
        for (Map.Entry<String, JsonNode> resource : SERVICE.get("Resources").properties()) {
            if (resource.getValue().get("Type").asText().equals("AWS::Lambda::Alias")) {
                assertThat(resource.getValue().at("/Properties/Name").asText()).isEqualTo("live");
                aliases.add("{\"Ref\":\"" + resource.getKey() + "\"}");
            }
        }
        assertThat(aliases).hasSize(FunctionPlan.values().length);
        assertThat(
                        Stream.of(
                                        resources(SERVICE, "AWS::ApiGatewayV2::Integration")
                                                .map(i -> i.at("/Properties/IntegrationUri")),
                                        resources(SERVICE, "AWS::Scheduler::Schedule")
                                                .map(s -> s.at("/Properties/Target/Arn")))
                                .flatMap(s -> s)
                                .map(JsonNode::toString))
                .hasSizeGreaterThan(FunctionPlan.values().length)
                .allMatch(aliases::contains);
        // An event source takes a function's name with the alias behind it.
        assertThat(resources(SERVICE, "AWS::Lambda::EventSourceMapping"))
                .hasSize(6)
                .allMatch(m ->
                        aliases.contains(m.at("/Properties/FunctionName").toString())
                                || m.at("/Properties/FunctionName")
                                        .toString()
                                        .endsWith(":live\"]]}"));
    }

    private static boolean isEnough(Map<String, String> variables) {
        try {
            Environment.of(variables);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /// What CloudFormation puts in the place of a reference.
    private static String sampleOf(String name, JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return switch (name) {
            case "SCOPE_PREFIX" -> "patrol-ledger/";
            case "ORIGIN_SECRET" -> "a-secret-of-the-edge-of-24";
            case "MAIL_FROM" -> "Patrol Ledger <weekly@example.org>";
            case "PUBLISH_QUEUE_URL", "MAIL_QUEUE_URL", "IMPORT_QUEUE_URL", "ARCHIVES_QUEUE_URL" ->
                    "https://sqs.eu-west-2.amazonaws.com/123456789012/due";
            case "SIGNING_KEY", "ADDRESS_KEY", "ADDRESS_MAC_KEY" ->
                    "arn:aws:kms:eu-west-2:123456789012:key/1234abcd";
            default -> "patrol-ledger-123456789012";
        };
    }
}
