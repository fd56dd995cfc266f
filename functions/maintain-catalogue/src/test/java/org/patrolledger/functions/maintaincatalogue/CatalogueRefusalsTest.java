package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.Sample;

/// Changes that are not valid or not allowed.
class CatalogueRefusalsTest extends CatalogueFixture {
    // not valid

    @Test
    void no_operation_is_called_all_operations() {
        assertThat(
                        CREATE.path("/catalogue/operations/all-operations")
                                .answeredBy(function)
                                .faults())
                .containsExactly("/id value");
    }

    @Test
    void all_faults_of_an_operation_are_told_at_once() {
        var faulty =
                """
                {"id": "another-one", "name": "", "activeFrom": "2022-02-30", "activeUntil": 5,
                 "organisations": ["Essex Police"],
                 "places": [{"id": "one-place", "name": "One", "district": "E7",
                             "validFrom": "2022-09-02", "validUntil": "2022-09-01"},
                            {"id": "one-place", "name": "Two", "district": "E07000071",
                             "validFrom": "2022-09-01"}],
                 "shifts": [{"place": "no-place", "days": [], "from": "24:00", "to": "1:00"}],
                 "colour": "red"}
                """;

        var answer = CREATE.body(faulty).answeredBy(function);

        assertThat(answer.faults())
                .contains(
                        "/id value",
                        "/name min-length",
                        "/activeFrom format",
                        "/organisations/0 format",
                        "/places/0/district format",
                        "/places/0/validUntil order",
                        "/places/1/id unique",
                        "/shifts/0/place catalogue",
                        "/shifts/0/days min-items",
                        "/shifts/0/from format",
                        "/shifts/0/to format",
                        "/colour unknown");
        assertThat(answer.body()).doesNotContain("another-one", "Essex", "no-place", "red\"");
        assertThat(store.load().operations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Henderson",
                "-x",
                "hen%20derson",
                "hen%2Fderson",
                "%ff",
                "a",
                "h%C3%A9nderson"
            })
    void an_address_that_can_be_no_operation_is_not_found(String id) {
        assertThat(CREATE.path("/catalogue/operations/" + id).answeredBy(function).problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void an_address_may_be_percent_encoded() {
        assertThat(CREATE.path("/catalogue/operations/h%65nderson").answeredBy(function).whole())
                .isEqualTo(written(201, 1));
    }

    @Test
    void a_body_that_is_none_is_told_as_elsewhere() {
        assertThat(CREATE.body("{\"name\": 1, \"name\": 2}").answeredBy(function).problem())
                .isEqualTo("400 not-json");
        assertThat(CREATE.body("null").answeredBy(function).faults()).containsExactly(" type");
        assertThat(CREATE.withoutHeader("content-type").answeredBy(function).problem())
                .isEqualTo("415 not-application-json");
        assertThat(CREATE.body(" ".repeat(256 * 1024 + 1)).answeredBy(function).problem())
                .isEqualTo("413 too-large");
        var bytes = String.valueOf(Json.object(CREATE.event()).get("body"));
        assertThat(
                        CREATE.body(bytes.getBytes(StandardCharsets.UTF_8))
                                .answeredBy(function)
                                .status())
                .isEqualTo(201);
    }

    // not allowed

    @Test
    void only_an_administrator_writes_and_whoever_reads_summaries_reads() {
        assertThat(
                        CREATE.scope("summaries.read submissions.write audit.read")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("403 scope-missing");
        assertThat(READ.scope("submissions.write").answeredBy(function).status()).isEqualTo(200);
        assertThat(READ.scope("audit.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(CREATE.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
        assertThat(CREATE.method("DELETE").answeredBy(function).header("allow")).isEqualTo("PUT");
        assertThat(READ.method("PUT").answeredBy(function).header("allow")).isEqualTo("GET, HEAD");
        assertThat(store.load().operations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_to_come_again(Fault fault, String problem) {
        createGrip();
        var withoutCatalogue =
                new MaintainCatalogue(
                        BrokenStorage.of(CatalogueStore.class, fault), log, CLOCK, () -> {});
        var withoutLog =
                new MaintainCatalogue(
                        store, BrokenStorage.of(SubmissionLog.class, fault), CLOCK, () -> {});
        var ended = document();
        ended.put("activeUntil", "2022-01-01");

        assertThat(READ.answeredBy(withoutCatalogue).problem()).isEqualTo(problem);
        assertThat(CREATE.answeredBy(withoutCatalogue).problem()).isEqualTo(problem);
        assertThat(call(ended, 1).answeredBy(withoutLog).problem()).isEqualTo(problem);
        assertThat(store.load().operation(Sample.GRIP).orElseThrow().revision()).isEqualTo(1);
    }
}
