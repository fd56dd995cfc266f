package org.patrolledger.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The other stage with everything that can be switched the other way.
class SwitchesTest {

    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-2:123456789012:table/restored/stream/2026-01-01T00:00:00.000";
    private static final Synthesis SWITCHED = new Synthesis(context());

    private static Map<String, String> context() {
        Map<String, String> context = new TreeMap<>();
        context.put("stage", "dev");
        context.put("lock", "compliance");
        context.put("lock-years", "3");
        context.put("signing-keys", "2");
        context.put("tracing", "true");
        context.put("origin-secrets", "3");
        context.put("site", "ledger.example.org");
        context.put("certificate", "arn:aws:acm:us-east-1:123456789012:certificate/0123-4567-89ab");
        context.put("request-logs", "true");
        context.put("submissions-table", "restored");
        context.put("submissions-stream", STREAM);
        return context;
    }

    @Test
    void the_rules_hold_with_every_switch_too() throws IOException {
        for (String stack : Synthesis.STACKS) {
            String report = "AwsSolutions-dev-patrol-ledger-" + stack + "-NagReport.csv";
            assertThat(Files.readAllLines(SWITCHED.output().resolve(report)))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("\"Non-Compliant\""));
        }
    }

    @Test
    void two_stages_share_an_account() {
        assertThat(
                        resources(SWITCHED.data(), "AWS::DynamoDB::Table")
                                .map(table -> table.at("/Properties/TableName").asText()))
                .hasSize(6)
                .allMatch(name -> name.startsWith("dev-patrol-ledger-"));
        assertThat(functions().keySet())
                .hasSize(FunctionPlan.values().length)
                .allMatch(name -> name.startsWith("dev-"));
    }

    @Test
    void editions_can_be_locked_against_everybody() {
        assertThat(
                        resources(SWITCHED.data(), "AWS::S3::Bucket")
                                .map(bucket ->
                                        bucket.at(
                                                "/Properties/ObjectLockConfiguration"
                                                        + "/Rule/DefaultRetention"))
                                .filter(retention -> !retention.isMissingNode()))
                .containsExactly(Synthesis.parse("{\"Mode\": \"COMPLIANCE\", \"Days\": 1095}"));
    }

    @Test
    void the_newest_key_signs_and_the_one_before_is_kept() {
        JsonNode keys = SWITCHED.data().get("Resources");
        assertThat(
                        resources(SWITCHED.data(), "AWS::KMS::Alias")
                                .map(alias -> alias.at("/Properties/AliasName").asText()))
                .containsExactlyInAnyOrder(
                        "alias/dev-patrol-ledger-addresses",
                        "alias/dev-patrol-ledger-address-macs",
                        "alias/dev-patrol-ledger-data",
                        "alias/dev-patrol-ledger-signing",
                        "alias/dev-patrol-ledger-signing-2");
        assertThat(keys.properties().stream().map(Map.Entry::getKey))
                .filteredOn(id -> id.startsWith("SigningKey"))
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(variables().get("SIGNING_KEY").toString()).contains("SigningKey2");
        assertThat(SWITCHED.data().get("Outputs").toString()).contains("SigningKeyEEFC2790");
    }

    @Test
    void a_traced_function_may_send_traces_and_nothing_else_to_everything() {
        assertThat(functions().values())
                .allMatch(f -> f.at("/TracingConfig/Mode").asText().equals("Active"));
        assertThat(resources(SWITCHED.service(), "AWS::IAM::Policy")).isEmpty();
        for (JsonNode function : functions().values()) {
            String role = function.at("/Role/Fn::GetAtt/0").asText();
            JsonNode policies =
                    SWITCHED.service().at("/Resources/" + role + "/Properties/Policies");
            assertThat(policies.get(0).at("/PolicyDocument/Statement"))
                    .filteredOn(statement -> statement.get("Resource").toString().equals("\"*\""))
                    .singleElement()
                    .extracting(statement -> statement.get("Action"))
                    .isEqualTo(
                            Synthesis.parse(
                                    "[\"xray:PutTelemetryRecords\", \"xray:PutTraceSegments\"]"));
        }
    }

    /// A browser fetches from the buckets what the API gave it links to, and from its own site
    /// only.
    @Test
    void a_site_with_a_name_has_tls_of_today_and_may_use_the_buckets() {
        JsonNode distribution =
                resources(SWITCHED.template("site"), "AWS::CloudFront::Distribution")
                        .findFirst()
                        .orElseThrow()
                        .at("/Properties/DistributionConfig");
        assertThat(distribution.get("Aliases").toString()).isEqualTo("[\"ledger.example.org\"]");
        assertThat(distribution.at("/ViewerCertificate/MinimumProtocolVersion").asText())
                .isEqualTo("TLSv1.2_2021");
        Map<String, String> methods = new TreeMap<>();
        resources(SWITCHED.data(), "AWS::S3::Bucket")
                .forEach(bucket -> {
                    JsonNode rules = bucket.at("/Properties/CorsConfiguration/CorsRules");
                    if (!rules.isMissingNode()) {
                        assertThat(rules).hasSize(1);
                        assertThat(rules.at("/0/AllowedOrigins").toString())
                                .isEqualTo("[\"https://ledger.example.org\"]");
                        methods.put(
                                bucket.at("/Properties/BucketName/Fn::Join/1/0").asText(),
                                rules.at("/0/AllowedMethods").toString());
                    }
                });
        assertThat(methods)
                .isEqualTo(
                        Map.of(
                                "dev-patrol-ledger-imports-",
                                "[\"PUT\",\"GET\"]",
                                "dev-patrol-ledger-summaries-",
                                "[\"GET\",\"HEAD\"]"));
    }

    /// The functions are deployed some minutes before the edge.
    @Test
    void a_new_secret_of_the_edge_is_taken_beside_the_one_before_it() {
        String taken =
                functions()
                        .get("dev-read-submission")
                        .at("/Environment/Variables/ORIGIN_SECRET")
                        .toString();
        assertThat(taken)
                .contains("OriginSecretsSecret3", "OriginSecretsSecret2")
                .doesNotContain("OriginSecretsSecret1");
        assertThat(taken.indexOf("Secret3")).isLessThan(taken.indexOf("Secret2"));
        JsonNode origins =
                resources(SWITCHED.template("site"), "AWS::CloudFront::Distribution")
                        .findFirst()
                        .orElseThrow()
                        .at("/Properties/DistributionConfig/Origins");
        assertThat(origins.toString())
                .contains("OriginSecretsSecret3")
                .doesNotContain("OriginSecretsSecret2");
    }

    @Test
    void every_request_can_be_logged() {
        assertThat(functions().values())
                .allMatch(f -> f.at("/LoggingConfig/ApplicationLogLevel").asText().equals("INFO"));
    }

    @Test
    void a_restored_table_takes_the_place_of_the_one_it_was_made_from() {
        assertThat(variables().get("SUBMISSIONS_TABLE").toString()).isEqualTo("\"restored\"");
        assertThat(
                        resources(SWITCHED.service(), "AWS::Lambda::EventSourceMapping")
                                .map(source -> source.at("/Properties/EventSourceArn").asText()))
                .contains(STREAM);
        assertThat(SWITCHED.service().toString())
                .contains(":table/restored\"", ":table/restored/index/by-day\"")
                .doesNotContain("ExportsOutputRefSubmissions");
    }

    private static JsonNode variables() {
        return functions().get("dev-publish-summary").at("/Environment/Variables");
    }

    private static Map<String, JsonNode> functions() {
        return resources(SWITCHED.service(), "AWS::Lambda::Function")
                .map(function -> function.get("Properties"))
                .collect(toMap(f -> f.get("FunctionName").asText(), f -> f));
    }
}
