package org.patrolledger.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.patrolledger.stack.Synthesis.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;

/// The one address in front of API and site, and the rules at its edge.
class SiteStackTest {

    private static final JsonNode SITE = Synthesis.production().template("site");
    private static final JsonNode DISTRIBUTION =
            resources(SITE, "AWS::CloudFront::Distribution")
                    .findFirst()
                    .orElseThrow()
                    .at("/Properties/DistributionConfig");
    private static final JsonNode RULES =
            resources(Synthesis.production().template("edge"), "AWS::WAFv2::WebACL")
                    .findFirst()
                    .orElseThrow()
                    .get("Properties");

    private static final Map<String, JsonNode> ORIGINS = origins();

    private static Map<String, JsonNode> origins() {
        Map<String, JsonNode> origins = new TreeMap<>();
        DISTRIBUTION.get("Origins").forEach(o -> origins.put(o.get("Id").asText(), o));
        return origins;
    }

    private static JsonNode originOf(JsonNode behaviour) {
        return ORIGINS.get(behaviour.get("TargetOriginId").asText());
    }

    @Test
    void every_route_of_the_api_is_a_path_of_the_api_at_the_edge() {
        Set<String> unknown = new TreeSet<>();
        for (Route route : Routes.ALL) {
            if (SiteStack.API_PATHS.stream()
                    .noneMatch(path ->
                            route.path().startsWith(path.substring(0, path.length() - 1)))) {
                unknown.add(route.path());
            }
        }
        // Files of the site, which need no function.
        unknown.removeIf(path -> path.matches("/openapi.yaml|/schemas/.*"));
        assertThat(unknown).isEmpty();
    }

    @Test
    void calls_go_to_the_gateway_whole_and_are_kept_nowhere() {
        Map<String, JsonNode> behaviours = new TreeMap<>();
        DISTRIBUTION
                .get("CacheBehaviors")
                .forEach(b -> behaviours.put(b.get("PathPattern").asText(), b));

        assertThat(behaviours.keySet()).isEqualTo(new TreeSet<>(SiteStack.API_PATHS));
        assertThat(behaviours.values())
                .allSatisfy(behaviour -> {
                    JsonNode origin = originOf(behaviour);
                    assertThat(origin.get("DomainName").toString()).contains(".execute-api.");
                    assertThat(origin.at("/CustomOriginConfig/OriginProtocolPolicy").asText())
                            .isEqualTo("https-only");
                    // CachingDisabled and AllViewerExceptHostHeader, by the ids AWS gave them.
                    assertThat(behaviour.get("CachePolicyId").asText())
                            .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
                    assertThat(behaviour.get("OriginRequestPolicyId").asText())
                            .isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
                    assertThat(behaviour.get("AllowedMethods")).hasSize(7);
                    assertThat(behaviour.get("ViewerProtocolPolicy").asText())
                            .isEqualTo("https-only");
                });
    }

    @Test
    void the_edge_says_the_secret_that_the_functions_want() {
        JsonNode api = originOf(DISTRIBUTION.get("CacheBehaviors").get(0));
        assertThat(api.get("OriginCustomHeaders"))
                .singleElement()
                .satisfies(header -> {
                    assertThat(header.get("HeaderName").asText()).isEqualTo("x-origin-secret");
                    assertThat(header.get("HeaderValue").toString())
                            .contains("{{resolve:secretsmanager:", "OriginSecretsSecret1");
                });
        assertThat(
                        resources(Synthesis.production().service(), "AWS::Lambda::Function")
                                .map(f -> f.at("/Properties/Environment/Variables/ORIGIN_SECRET"))
                                .map(JsonNode::toString))
                .isNotEmpty()
                .allMatch(secret ->
                        secret.contains("{{resolve:secretsmanager:")
                                && secret.contains("OriginSecretsSecret1"));
    }

    @Test
    void files_lie_in_a_private_bucket_that_this_distribution_alone_may_read() {
        JsonNode files = originOf(DISTRIBUTION.get("DefaultCacheBehavior"));
        assertThat(files.has("OriginAccessControlId")).isTrue();
        assertThat(resources(SITE, "AWS::S3::Bucket"))
                .singleElement()
                .satisfies(bucket ->
                        assertThat(bucket.at("/Properties/PublicAccessBlockConfiguration"))
                                .hasSize(4)
                                .allMatch(JsonNode::asBoolean));
        JsonNode statements =
                resources(SITE, "AWS::S3::BucketPolicy")
                        .findFirst()
                        .orElseThrow()
                        .at("/Properties/PolicyDocument/Statement");
        Set<String> allowed = new TreeSet<>();
        for (JsonNode statement : statements) {
            if (statement.get("Effect").asText().equals("Allow")) {
                allowed.add(statement.get("Action").asText());
                assertThat(statement.at("/Principal/Service").asText())
                        .isEqualTo("cloudfront.amazonaws.com");
                assertThat(statement.get("Condition").toString()).contains("SourceArn");
            }
        }
        // Without the second a file that is missing would be forbidden instead.
        assertThat(allowed).containsExactly("s3:GetObject", "s3:ListBucket");
    }

    /// A page in the place of an error would hide the API's own 404s.
    @Test
    void no_error_is_turned_into_a_page() {
        assertThat(DISTRIBUTION.has("CustomErrorResponses")).isFalse();
        assertThat(DISTRIBUTION.get("DefaultRootObject").asText()).isEqualTo("index.html");
    }

    @Test
    void the_site_s_files_carry_every_header_of_the_one_file() throws IOException {
        JsonNode policy =
                resources(SITE, "AWS::CloudFront::ResponseHeadersPolicy")
                        .findFirst()
                        .orElseThrow()
                        .at("/Properties/ResponseHeadersPolicyConfig");
        JsonNode security = policy.get("SecurityHeadersConfig");
        Map<String, String> sent = new TreeMap<>();
        policy.at("/CustomHeadersConfig/Items")
                .forEach(h -> sent.put(h.get("Header").asText(), h.get("Value").asText()));
        sent.put("referrer-policy", security.at("/ReferrerPolicy/ReferrerPolicy").asText());
        sent.put(
                "strict-transport-security",
                "max-age="
                        + security.at("/StrictTransportSecurity/AccessControlMaxAgeSec").asInt()
                        + (security.at("/StrictTransportSecurity/IncludeSubdomains").asBoolean()
                                ? "; includeSubDomains"
                                : ""));
        sent.put("x-content-type-options", security.has("ContentTypeOptions") ? "nosniff" : "none");
        sent.put("x-frame-options", security.at("/FrameOptions/FrameOption").asText());
        JsonNode csp = security.at("/ContentSecurityPolicy/ContentSecurityPolicy");
        sent.put("content-security-policy", joined(csp));

        Map<String, String> file =
                Synthesis.JSON
                        .readTree(Synthesis.SITE_HEADERS.toFile())
                        .get("headers")
                        .properties()
                        .stream()
                        .collect(
                                toMap(
                                        e -> e.getKey().toLowerCase(Locale.ROOT),
                                        e ->
                                                e.getValue()
                                                        .asText()
                                                        .replace("{issuer}", "<SignInOrigins>")
                                                        .replace(
                                                                "{bucket}",
                                                                "https://<Summaries> https://<Imports>")));
        assertThat(sent).isEqualTo(new TreeMap<>(file));
    }

    /// A join as a text, with references by name.
    private static String joined(JsonNode join) {
        var text = new StringBuilder();
        for (JsonNode part : join.at("/Fn::Join/1")) {
            if (part.isTextual()) {
                text.append(part.asText());
            } else if (part.has("Ref")) {
                text.append('<').append(part.get("Ref").asText()).append('>');
            } else {
                assertThat(part.toString()).contains("RegionalDomainName");
                text.append(part.toString().contains("Summaries") ? "<Summaries>" : "<Imports>");
            }
        }
        return text.toString();
    }

    @Test
    void a_site_without_headers_is_not_deployed() {
        assertThatThrownBy(() -> SiteHeaders.read(Path.of("nowhere.json"), "i", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which has the headers");
    }

    @ParameterizedTest
    @CsvSource({
        "/app, /index.html",
        "/app/, /index.html",
        "/app/s/weekly/2023-W05/grip, /index.html",
        "/app/weeks, /index.html",
        "/app/main.3f2a.js, /app/main.3f2a.js",
        "/application, /application",
        "/, /",
        "/index.html, /index.html",
        "/schemas/engagement.schema.json, /schemas/engagement.schema.json"
    })
    void a_path_of_the_app_is_the_one_page_and_a_file_is_itself(String path, String file)
            throws Exception {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.putObject("viewer").put("ip", "192.0.2.1");
        event.putObject("request").put("uri", path).putObject("headers");

        assertThat(run("pages.js", event).get("uri").asText()).isEqualTo(file);
    }

    @Test
    void the_edge_says_from_where_a_call_comes_whatever_the_client_says() throws Exception {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.putObject("viewer").put("ip", "192.0.2.1");
        ObjectNode headers = event.putObject("request").put("uri", "/digest").putObject("headers");
        headers.putObject("x-viewer-address").put("value", "203.0.113.9");
        headers.putObject("x-origin-secret").put("value", "guessed");
        headers.putObject("accept").put("value", "text/html");

        assertThat(run("calls.js", event).get("headers"))
                .isEqualTo(
                        Synthesis.parse(
                                """
                                {"x-viewer-address": {"value": "192.0.2.1"},
                                 "accept": {"value": "text/html"}}
                                """));
    }

    /// Runs a function of the edge, as the template has it, with Node.
    private static JsonNode run(String file, JsonNode event) throws Exception {
        String source = SiteStack.source(file);
        assertThat(
                        resources(SITE, "AWS::CloudFront::Function")
                                .map(f -> f.at("/Properties/FunctionCode").asText()))
                .contains(source);
        var process =
                new ProcessBuilder(
                                "node",
                                "-e",
                                source + "\nconsole.log(JSON.stringify(handler(" + event + ")))")
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Synthesis.parse(answer);
    }

    @Test
    void rules_are_for_the_edge_and_count_by_address() {
        assertThat(RULES.get("Scope").asText()).isEqualTo("CLOUDFRONT");
        assertThat(RULES.get("DefaultAction").has("Allow")).isTrue();
        Map<String, Integer> limits = new TreeMap<>();
        for (JsonNode rule : RULES.get("Rules")) {
            JsonNode rate = rule.at("/Statement/RateBasedStatement");
            if (!rate.isMissingNode()) {
                limits.put(rule.get("Name").asText(), rate.get("Limit").asInt());
                assertThat(rate.get("AggregateKeyType").asText()).isEqualTo("IP");
                assertThat(rule.at("/Action/Block/CustomResponse/ResponseCode").asInt())
                        .isEqualTo(429);
            }
            // What is looked at is nobody's to read.
            assertThat(rule.at("/VisibilityConfig/SampledRequestsEnabled").asBoolean()).isFalse();
        }
        assertThat(limits).isEqualTo(Map.of("sign-ups", 100, "one-address", 10_000));
        assertThat(DISTRIBUTION.get("WebACLId"))
                .isEqualTo(Synthesis.parse("{\"Ref\": \"WebAclArn\"}"));
    }
}
