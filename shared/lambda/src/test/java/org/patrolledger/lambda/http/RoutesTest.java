package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    /// The contract's table, written out a second time: method, a path, template, function, scopes.
    private static final String TABLE =
            """
            POST   | /engagements                           | /engagements                                    | receive-submission | submissions.write
            POST   | /incidents                             | /incidents                                      | receive-submission | submissions.write
            GET    | /submissions/7b0c                      | /submissions/{id}                               | read-submission    | audit.read submissions.write
            PUT    | /submissions/7b0c                      | /submissions/{id}                               | revise-submission  | submissions.write
            DELETE | /submissions/7b0c                      | /submissions/{id}                               | revise-submission  | submissions.write
            GET    | /submissions/7b0c/revisions            | /submissions/{id}/revisions                     | read-submission    | audit.read
            GET    | /summaries/weekly/2023-W05             | /summaries/{kind}/{period}                      | download-summary   | summaries.read
            GET    | /summaries/monthly/2023-02/grip        | /summaries/{kind}/{period}/{operation}          | download-summary   | summaries.read
            GET    | /summaries/weekly/2023-W05/grip/editions    | /summaries/{kind}/{period}/{operation}/editions | download-summary | summaries.read
            GET    | /summaries/weekly/2023-W05/grip/summary.csv | /summaries/{kind}/{period}/{operation}/{file}   | download-summary | audit.read summaries.read
            GET    | /downloads                             | /downloads                                      | download-summary   | audit.read
            GET    | /catalogue                             | /catalogue                                      | maintain-catalogue | summaries.read
            PUT    | /catalogue/operations/grip             | /catalogue/operations/{id}                      | maintain-catalogue | catalogue.write
            """;

    @ParameterizedTest
    @CsvSource(textBlock = TABLE, delimiter = '|')
    void every_call_of_the_contract_has_its_route(
            String method, String path, String template, String function, String scopes) {
        Route route = Routes.find(method, path).orElseThrow().route();

        assertThat(route.path()).isEqualTo(template);
        assertThat(route.key()).isEqualTo(method + " " + template);
        assertThat(route.function()).isEqualTo(function);
        assertThat(route.scopes()).isEqualTo(Scope.ofClaim(scopes));
    }

    @Test
    void there_is_no_route_beyond_the_contract() {
        Set<String> contract =
                TABLE.lines()
                        .map(line -> line.split("\\|"))
                        .map(cells -> cells[0].strip() + " " + cells[2].strip())
                        .collect(Collectors.toSet());

        assertThat(Routes.ALL).extracting(Route::key).containsExactlyInAnyOrderElementsOf(contract);
    }

    @Test
    void a_match_carries_the_values_of_the_path() {
        assertThat(
                        Routes.find("GET", "/summaries/weekly/2023-W05/grip/summary.json")
                                .orElseThrow()
                                .parameters())
                .isEqualTo(
                        Map.of(
                                "kind", "weekly",
                                "period", "2023-W05",
                                "operation", "grip",
                                "file", "summary.json"));
        assertThat(Routes.find("GET", "/catalogue").orElseThrow().parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/engagement",
                "/engagements/",
                "/engagements/1",
                "/submissions",
                "/submissions/",
                "/submissions//revisions",
                "/submissions/1/revisions/2",
                "/summaries/weekly",
                "/summaries/weekly/2023-W05/grip/editions/1",
                "/catalogue/grip",
                "/catalogue/operations",
                "//engagements",
                "/Engagements"
            })
    void an_unknown_path_has_no_route_and_no_methods(String path) {
        for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"}) {
            assertThat(Routes.find(method, path)).isEmpty();
        }
        assertThat(Routes.methodsOf(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/engagements, POST",
        "/incidents, POST",
        "/submissions/1, DELETE GET PUT",
        "/submissions/1/revisions, GET",
        "/summaries/weekly/2023-W05, GET",
        "/summaries/weekly/2023-W05/grip, GET",
        "/summaries/weekly/2023-W05/grip/editions, GET",
        "/summaries/weekly/2023-W05/grip/summary.csv, GET",
        "/downloads, GET",
        "/catalogue, GET",
        "/catalogue/operations/grip, PUT"
    })
    void a_known_path_names_its_methods_for_a_405(String path, String methods) {
        assertThat(Routes.methodsOf(path)).containsExactly(methods.split(" "));
        assertThat(Routes.find("PATCH", path)).isEmpty();
    }

    @Test
    void a_scope_claim_is_read_word_by_word() {
        assertThat(Scope.ofClaim("openid audit.read summaries.read"))
                .containsExactlyInAnyOrder(Scope.AUDIT_READ, Scope.SUMMARIES_READ);
        assertThat(Scope.ofClaim("audit.reader summaries")).isEmpty();
        assertThat(Scope.ofClaim("")).isEmpty();
    }

    @Test
    void a_route_open_to_everyone_is_refused() {
        assertThatThrownBy(() -> new Route("GET", "/catalogue", "maintain-catalogue", Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
