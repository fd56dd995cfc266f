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
            GET    | /submissions                           | /submissions                                    | read-submission    | audit.read submissions.write
            GET    | /submissions/7b0c                      | /submissions/{id}                               | read-submission    | audit.read submissions.write
            PUT    | /submissions/7b0c                      | /submissions/{id}                               | revise-submission  | submissions.write
            DELETE | /submissions/7b0c                      | /submissions/{id}                               | revise-submission  | submissions.write
            GET    | /submissions/7b0c/revisions            | /submissions/{id}/revisions                     | read-submission    | audit.read
            GET    | /summaries/weekly/2023-W05             | /summaries/{kind}/{period}                      | download-summary   | summaries.read
            GET    | /summaries/weekly                      | /summaries/{kind}                               | download-summary   | summaries.read
            GET    | /summaries/monthly/2023-02/grip        | /summaries/{kind}/{period}/{operation}          | download-summary   | audit.read summaries.read
            GET    | /summaries/weekly/2023-W05/grip/editions    | /summaries/{kind}/{period}/{operation}/editions | download-summary | summaries.read
            GET    | /summaries/weekly/2023-W05/grip/summary.csv | /summaries/{kind}/{period}/{operation}/{file}   | download-summary | audit.read summaries.read
            POST   | /imports                               | /imports                                        | manage-import      | submissions.write
            GET    | /imports/template                      | /imports/template                               | manage-import      | submissions.write
            GET    | /imports/7b0c                          | /imports/{id}                                   | manage-import      | submissions.write
            POST   | /imports/7b0c/check                    | /imports/{id}/check                             | manage-import      | submissions.write
            POST   | /imports/7b0c/commit                   | /imports/{id}/commit                            | manage-import      | submissions.write
            GET    | /coverage/grip                         | /coverage/{operation}                           | read-coverage      | submissions.write summaries.read
            GET    | /downloads                             | /downloads                                      | download-summary   | audit.read
            GET    | /catalogue                             | /catalogue                                      | maintain-catalogue | submissions.write summaries.read
            GET    | /notices                               | /notices                                        | download-summary   | summaries.read
            GET    | /heads                                 | /heads                                          | download-summary   | audit.read
            GET    | /catalogue/operations/grip/revisions   | /catalogue/operations/{id}/revisions            | maintain-catalogue | audit.read
            PUT    | /catalogue/organisations/essex-police  | /catalogue/organisations/{id}                   | maintain-catalogue | catalogue.write
            PUT    | /catalogue/places/pier-gap             | /catalogue/places/{id}                          | maintain-catalogue | catalogue.write
            PUT    | /catalogue/operations/grip             | /catalogue/operations/{id}                      | maintain-catalogue | catalogue.write
            GET    | /digest                                | /digest                                         | manage-subscription | ''
            POST   | /digest/subscriptions                  | /digest/subscriptions                           | manage-subscription | ''
            GET    | /digest/c/x                            | /digest/c/{token}                               | manage-subscription | ''
            POST   | /digest/c/x                            | /digest/c/{token}                               | manage-subscription | ''
            GET    | /digest/u/x                            | /digest/u/{token}                               | manage-subscription | ''
            POST   | /digest/u/x                            | /digest/u/{token}                               | manage-subscription | ''
            """;

    @ParameterizedTest
    @CsvSource(textBlock = TABLE, delimiter = '|')
    void every_call_of_the_contract_has_its_route(
            String method, String path, String template, String function, String scopes) {
        Route route = Routes.find(method, path).orElseThrow().route();

        assertThat(route.path()).isEqualTo(template);
        assertThat(route.key()).isEqualTo(method + " " + template);
        assertThat(route.function()).isEqualTo(function);
        assertThat(route.scopes()).isEqualTo(Scope.ofClaim(scopes, ""));
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
                "/submissions/",
                "/submissions//revisions",
                "/submissions/1/revisions/2",
                "/summaries",
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
        "/submissions, GET HEAD",
        "/submissions/1, DELETE GET HEAD PUT",
        "/submissions/1/revisions, GET HEAD",
        "/summaries/weekly/2023-W05, GET HEAD",
        "/summaries/weekly/2023-W05/grip, GET HEAD",
        "/summaries/weekly/2023-W05/grip/editions, GET HEAD",
        "/summaries/weekly/2023-W05/grip/summary.csv, GET HEAD",
        "/coverage/grip, GET HEAD",
        "/downloads, GET HEAD",
        "/catalogue, GET HEAD",
        "/digest, GET HEAD",
        "/digest/subscriptions, POST",
        "/digest/u/x, GET HEAD POST",
        "/catalogue/operations/grip, PUT"
    })
    void a_known_path_names_its_methods_for_a_405(String path, String methods) {
        assertThat(Routes.methodsOf(path)).containsExactly(methods.split(" "));
        assertThat(Routes.find("PATCH", path)).isEmpty();
    }

    @Test
    void a_scope_claim_is_read_word_by_word() {
        assertThat(Scope.ofClaim("openid audit.read summaries.read", ""))
                .containsExactlyInAnyOrder(Scope.AUDIT_READ, Scope.SUMMARIES_READ);
        assertThat(Scope.ofClaim("audit.reader summaries", "")).isEmpty();
        assertThat(Scope.ofClaim("", "")).isEmpty();
    }

    @Test
    void a_prefix_of_the_stage_stands_before_each_scope() {
        assertThat(Scope.ofClaim("patrol-ledger/audit.read summaries.read", "patrol-ledger/"))
                .containsExactly(Scope.AUDIT_READ);
    }

    @Test
    void a_call_without_scopes_is_open_only_where_that_is_said() {
        assertThatThrownBy(() -> Endpoint.of("GET", "/catalogue", "maintain-catalogue"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Endpoint.open("GET", "/digest", "manage-subscription").access())
                .isEqualTo(new Endpoint.Access.Everyone());
    }

    @Test
    void head_has_the_route_of_get_and_no_other() {
        assertThat(Routes.find("HEAD", "/submissions/1").orElseThrow())
                .isEqualTo(Routes.find("GET", "/submissions/1").orElseThrow());
        assertThat(Routes.find("HEAD", "/engagements")).isEmpty();
    }

    @Test
    void every_call_of_a_function_is_in_one_enum() {
        assertThat(
                        Routes.ALL.stream()
                                .map(route -> route.function() + " " + route.getClass())
                                .distinct())
                .hasSize(Route.class.getPermittedSubclasses().length);
    }
}
