package org.patrolledger.local.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.patrolledger.local.TestStack.request;
import static org.patrolledger.local.TestStack.send;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.local.TestStack;
import org.patrolledger.local.json.JsonTree;

class SiteFilesTest {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/main[^\"]+)\"");

    @BeforeEach
    void theSiteIsBuilt() {
        assumeTrue(getClass().getResource("/site/index.html") != null, "the site was not built");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app/waiting", "/app/report/1"})
    void pages_are_the_app_under_its_content_security_policy(String path) {
        HttpResponse<String> answer = send(request(path).build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("data-exit");
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("require-trusted-types-for 'script'")
                .contains("connect-src 'self' " + TestStack.STACK.uri())
                .doesNotContain("unsafe")
                .doesNotContain("{");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
    }

    @Test
    void a_file_whose_name_carries_its_hash_is_kept_for_ever() {
        var script = SCRIPT.matcher(send(request("/").build()).body());
        assertThat(script.find()).isTrue();

        HttpResponse<String> answer = send(request(script.group(1)).build());

        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("immutable");
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("text/javascript");
    }

    @Test
    void a_page_that_did_not_change_is_not_sent_again() {
        String tag = send(request("/").build()).headers().firstValue("etag").orElseThrow();

        HttpResponse<String> answer = send(request("/").header("If-None-Match", tag).build());

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void the_configuration_names_this_stack() throws Exception {
        var config = JsonTree.read(send(request("/config.json").build()).body().getBytes());

        assertThat(config.path("issuer").asText()).isEqualTo(TestStack.STACK.uri() + "/local/oidc");
        assertThat(
                        ManifestSignature.keyId(
                                ManifestSignature.readPem(config.at("/keys/0").asText())))
                .hasToString(config.path("key").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets",
                "/assets/",
                "/assets/../index.html",
                "/%2e%2e/index.html",
                "/nothing.html",
                "/.npmrc",
                "//index.html"
            })
    void there_is_nothing_else(String path) {
        assertThat(send(request(path).build()).statusCode()).isIn(400, 404);
    }

    @Test
    void pages_are_only_read() {
        HttpResponse<String> answer =
                send(request("/index.html").POST(BodyPublishers.ofString("{}")).build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    }
}
