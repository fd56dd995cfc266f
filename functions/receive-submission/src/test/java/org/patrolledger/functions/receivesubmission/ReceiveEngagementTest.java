package org.patrolledger.functions.receivesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

class ReceiveEngagementTest {
    private static final InstantSource CLOCK = Sample.at("2023-02-04T09:15:30.250Z");
    private static final Duration LIFETIME = Duration.ofSeconds(1);
    private static final Call POST = Call.sample("receive-engagement");

    private static final String FIRST_RECEIPT =
            """
            {"statusCode": %d,
             "headers": {"content-type": "application/json", "etag": "\\"1\\"",
                         "location": "/submissions/5f0c0002-7a51-4c1e-9d2b-3b1e00003dde"},
             "body": {"submissionId": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
                      "kind": "engagement", "revision": 1, "operation": "grip",
                      "place": "southend-high-street", "operationalDay": "2023-02-03",
                      "week": "2023-W05", "month": "2023-02",
                      "receivedAt": "2023-02-04T09:15:30.250Z",
                      "digest": "sha256:35175c4ed15a70c37b450420620f3c05675bf486adc5b95b5c646998d0431706", "late": false}}
            """;

    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final ReceiveSubmission function = function(CLOCK);

    // accepted, once

    @Test
    void an_engagement_is_accepted_with_a_receipt() {
        assertThat(POST.answeredBy(function).whole()).isEqualTo(receipt(201));
    }

    @Test
    void a_repeat_gets_the_first_receipt_byte_for_byte_whenever_it_comes() {
        var first = POST.answeredBy(function);
        var later = POST.claim("sub", "sergeant-18").answeredBy(function("2023-03-01T00:00:00Z"));

        assertThat(later.whole()).isEqualTo(receipt(200));
        assertThat(later.body()).isEqualTo(first.body());
        assertThat(later.headers()).isEqualTo(first.headers());
    }

    @Test
    void a_body_in_base64_is_the_same_body() {
        var text = String.valueOf(Json.object(POST.event()).get("body"));
        POST.answeredBy(function);

        assertThat(POST.body(text.getBytes(StandardCharsets.UTF_8)).answeredBy(function).whole())
                .isEqualTo(receipt(200));
        assertThat(Call.sample("receive-engagement-in-base64").answeredBy(function).status())
                .isEqualTo(201);
    }

    @Test
    void key_order_spaces_and_the_notation_of_numbers_make_no_other_content() {
        var form = Form.engagement();
        var first = Call.posting(form).answeredBy(function);
        var fields = new ArrayList<>(form.document().entrySet()).reversed();
        var text = new StringBuilder("\uFEFF {\n");
        fields.forEach(it ->
                text.append('"')
                        .append(it.getKey())
                        .append("\" : ")
                        .append(Json.text(it.getValue()).replace("5,", "5.0e0,"))
                        .append(",\n"));
        text.setLength(text.length() - 2);

        var again = POST.body(text + "}\r\n").answeredBy(function);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;charset=UTF-8",
                " application/json ",
            })
    void json_may_be_declared_in_any_of_its_forms(String type) {
        assertThat(POST.header("content-type", type).answeredBy(function).status()).isEqualTo(201);
    }

    @Test
    void a_submission_after_the_monday_that_publishes_its_week_is_late() {
        var form = Form.engagement();
        var inTime = Call.posting(form).answeredBy(function("2023-02-06T06:30:00Z"));
        var late = Call.posting(Form.engagement()).answeredBy(function("2023-02-06T06:30:00.001Z"));

        assertThat(inTime.document()).containsEntry("late", false);
        assertThat(late.document()).containsEntry("late", true);
    }

    static List<ContractSample> valid() {
        return ContractSample.valid("engagement");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void every_valid_sample_of_the_contract_is_accepted_once(ContractSample sample) {
        var call = posting(sample);

        assertThat(call.answeredBy(function(ContractSample.clock())).status()).isEqualTo(201);
        assertThat(call.answeredBy(function(ContractSample.clock())).status()).isEqualTo(200);
    }

    // repeats of what could not be accepted any more

    @Test
    void a_repeat_after_a_correction_and_a_withdrawal_gets_the_first_receipt() {
        var form = Form.engagement();
        var id = form.submission().id();
        var first = Call.posting(form).answeredBy(function);
        var one = log.current(id).orElseThrow();
        var two = form.with("place", "southend-seafront").after(one);
        assertThat(log.revise(one, two)).isTrue();

        assertThat(Call.posting(form).answeredBy(function).body()).isEqualTo(first.body());
        assertThat(
                        Call.posting(form.with("place", "southend-seafront"))
                                .answeredBy(function)
                                .problem())
                .isEqualTo("409 different-content");

        assertThat(log.revise(two, Form.withdrawalOf(two))).isTrue();
        assertThat(Call.posting(form).answeredBy(function).body()).isEqualTo(first.body());
        assertThat(log.revisions(id)).hasSize(3);
    }

    @Test
    void a_repeat_gets_the_first_receipt_where_the_catalogue_would_no_longer_let_it_in() {
        var first = POST.answeredBy(function);
        var emptied = new ReceiveSubmission(log, cache(new FakeCatalogueStore()), CLOCK);

        assertThat(POST.answeredBy(emptied).body()).isEqualTo(first.body());
        assertThat(POST.answeredBy(emptied).status()).isEqualTo(200);
        assertThat(Call.posting(Form.engagement()).answeredBy(emptied).faults())
                .containsExactly("/operation catalogue", "/organisation catalogue");
    }

    @Test
    void a_repeat_gets_the_first_receipt_where_the_clock_went_back() {
        var first = POST.answeredBy(function);

        var again = POST.answeredBy(function("2023-02-03T12:00:00Z"));

        assertThat(again.whole()).isEqualTo(receipt(200));
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void an_operation_added_a_moment_ago_is_known_at_once() {
        var store = new FakeCatalogueStore();
        var empty = new ReceiveSubmission(log, new CatalogueCache(store, LIFETIME, CLOCK), CLOCK);
        assertThat(POST.answeredBy(empty).problem()).isEqualTo("422 not-valid");

        store.put(Sample.operation(Sample.GRIP, "southend-high-street"));

        assertThat(POST.answeredBy(empty).status()).isEqualTo(201);
    }

    // different content

    @Test
    void the_same_id_with_other_content_is_refused_and_changes_nothing() {
        var form = Form.engagement();
        var first = Call.posting(form).answeredBy(function);

        var other = Call.posting(form.with("peopleScreened", 1)).answeredBy(function);

        assertThat(other.whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 409,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:different-content",
                                          "title": "Different content", "status": 409,
                                          "detail": "This submissionId was submitted before with other content; correct it with PUT."}}
                                """));
        assertThat(Call.posting(form).answeredBy(function).body()).isEqualTo(first.body());
        assertThat(log.revisions(form.submission().id())).hasSize(1);
    }

    @Test
    void the_id_of_another_organisations_submission_gives_nothing_of_it_away() {
        var form = Form.engagement();
        Call.posting(form).answeredBy(function);

        var other = Call.posting(form.with("organisation", "open-road")).of("open-road");

        assertThat(other.answeredBy(function).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 409,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:id-taken",
                                          "title": "Identifier taken", "status": 409,
                                          "detail": "This submissionId is taken; submit with another."}}
                                """));
    }

    @Test
    void the_case_of_an_id_means_nothing_and_it_is_kept_in_lower_case() {
        var form = Form.engagement();
        var id = form.submission().id();
        var upper = form.with("submissionId", id.value().toUpperCase(Locale.ROOT));

        var first = Call.posting(upper).answeredBy(function);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.document()).containsEntry("submissionId", id.value());
        assertThat(log.current(id).orElseThrow().body()).isEqualTo(form.body());
        var again = Call.posting(form).answeredBy(function);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void a_body_that_is_encoded_is_refused() {
        assertThat(POST.header("content-encoding", "gzip").answeredBy(function).problem())
                .isEqualTo("415 content-encoded");
        assertThat(POST.header("content-encoding", "identity").answeredBy(function).status())
                .isEqualTo(201);
    }

    // not JSON

    static Stream<String> notJson() {
        return Stream.of(
                "",
                " ",
                "null,",
                "{",
                "{\"a\": 1,}",
                "{'a': 1}",
                "{\"a\": 1} {}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "{\"a\": \"\u0001\"}",
                "// comment\n{}",
                "{\"note\": 1, \"note\": 1}",
                "{\"note\": 1, \"n\\u006fte\": 1}",
                "{\"staff\": {\"officer\": 1, \"officer\": 1}}",
                "{\"note\": \"\\ud800\"}",
                "{\"note\": \"\\udc00\\ud800\"}",
                "{\"\\udead\": 1}",
                "{\"peopleScreened\": 1e999999999}",
                "{\"peopleScreened\": 0e-2147483648}",
                "[" + "1".repeat(1_001) + "]",
                "[".repeat(60_000),
                "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void a_body_that_is_not_json_is_refused(String notJson) {
        var expected =
                Answer.canonical(
                        """
                        {"statusCode": 400,
                         "headers": {"content-type": "application/problem+json"},
                         "body": {"type": "urn:patrol-ledger:problem:not-json",
                                  "title": "Not JSON", "status": 400,
                                  "detail": "The body must be one JSON document in UTF-8, in which no object repeats a key and no number has over 100 characters or an exponent beyond 400."}}
                        """);

        assertThat(POST.body(notJson).answeredBy(function).whole()).isEqualTo(expected);
        assertThat(POST.body(notJson.getBytes(StandardCharsets.UTF_8)).answeredBy(function).whole())
                .isEqualTo(expected);
    }

    @Test
    void a_request_without_a_body_is_not_json() {
        assertThat(
                        Call.sample("read-submission")
                                .method("POST")
                                .path("/engagements")
                                .header("content-type", "application/json")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("400 not-json");
    }

    @ParameterizedTest
    @CsvSource({
        "ff, a byte that UTF-8 never has",
        "c3, a sequence cut short",
        "c0af, a slash in more bytes than need be",
        "eda080, half a surrogate pair",
        "eda0bdedb880, a surrogate pair encoded one by one",
        "f4908080, beyond Unicode",
    })
    void bytes_that_are_not_utf_8_are_refused(String hex, String what) {
        var before = "{\"note\": \"".getBytes(StandardCharsets.US_ASCII);
        var bytes = HexFormat.of().parseHex(hex);
        var after = "\"}".getBytes(StandardCharsets.US_ASCII);
        var body = Arrays.copyOf(before, before.length + bytes.length + after.length);
        System.arraycopy(bytes, 0, body, before.length, bytes.length);
        System.arraycopy(after, 0, body, before.length + bytes.length, after.length);

        assertThat(POST.body(body).answeredBy(function).problem())
                .as(what)
                .isEqualTo("400 not-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "ISO-8859-1"})
    void json_in_another_encoding_is_refused(String charset) throws Exception {
        var body = new String(Form.engagement().with("note", "é").json(), StandardCharsets.UTF_8);

        assertThat(POST.body(body.getBytes(charset)).answeredBy(function).problem())
                .isEqualTo("400 not-json");
    }

    // not what is asked for

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/json",
                "application/xml",
                "application/json-patch+json",
                "application/jsonx",
                "application/x-www-form-urlencoded",
                "application/json,application/json",
                "",
            })
    void a_body_of_another_type_is_refused(String type) {
        var expected =
                Answer.canonical(
                        """
                        {"statusCode": 415,
                         "headers": {"content-type": "application/problem+json"},
                         "body": {"type": "urn:patrol-ledger:problem:not-application-json",
                                  "title": "Not application/json", "status": 415,
                                  "detail": "The body must be sent as application/json."}}
                        """);

        assertThat(POST.header("content-type", type).answeredBy(function).whole())
                .isEqualTo(expected);
        assertThat(POST.withoutHeader("content-type").answeredBy(function).whole())
                .isEqualTo(expected);
    }

    @Test
    void a_body_of_64_kib_is_read_and_one_byte_more_is_too_large() {
        var form = new String(Form.engagement().json(), StandardCharsets.UTF_8);
        var longest = form + " ".repeat(64 * 1024 - form.length());

        assertThat(POST.body(longest).answeredBy(function).status()).isEqualTo(201);
        assertThat(POST.body(longest + " ").answeredBy(function).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 413,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:too-large",
                                          "title": "Too large", "status": 413,
                                          "detail": "The body must be at most 64 KiB, that of an operation 256 KiB."}}
                                """));
    }

    @Test
    void the_size_of_a_body_is_counted_in_bytes_not_in_characters() {
        var text = "{\"note\": \"" + "é".repeat(33_000) + "\"}";

        assertThat(POST.body(text).answeredBy(function).problem()).isEqualTo("413 too-large");
    }

    // not valid

    static List<ContractSample> invalid() {
        return ContractSample.invalid("engagement");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void every_invalid_sample_of_the_contract_gets_its_problem_and_is_not_kept(
            ContractSample sample) {
        var answer = posting(sample).answeredBy(function(ContractSample.clock()));

        assertThat(Answer.canonical(answer.body())).isEqualTo(Answer.canonical(sample.problem()));
        assertThat(answer.headers()).isEqualTo(Map.of("content-type", "application/problem+json"));
        assertThat(
                        log.current(
                                OperationDay.each(
                                        List.of(Sample.GRIP),
                                        Stream.iterate(Sample.FRIDAY, it -> it.plusDays(1))
                                                .limit(366)
                                                .toList())))
                .isEmpty();
    }

    @Test
    void all_faults_are_told_at_once_in_the_order_of_the_form() {
        assertThat(
                        Call.sample("receive-engagement-with-faults")
                                .of("street-pastors")
                                .answeredBy(function)
                                .faults())
                .containsExactly(
                        "/submissionId required",
                        "/place format",
                        "/organisation catalogue",
                        "/endedAt order",
                        "/staff nobody",
                        "/staff/dogs unknown",
                        "/peopleEngaged/count minimum",
                        "/peopleEngaged/method required",
                        "/note personal-data",
                        "/tone unknown");
        assertThat(
                        Call.posting(
                                        Form.engagement()
                                                .without("activity")
                                                .with("endedAt", "2023-02-03T17:00:00Z")
                                                .with("staff", Map.of("officer", 0, "dog", 1))
                                                .with("peopleEngaged", Map.of("count", -1))
                                                .with("note", "Ring 07700 900123")
                                                .with("secret", "x"))
                                .answeredBy(function)
                                .faults())
                .containsExactly(
                        "/endedAt order",
                        "/activity required",
                        "/staff nobody",
                        "/staff/dog unknown",
                        "/peopleEngaged/count minimum",
                        "/peopleEngaged/method required",
                        "/note personal-data",
                        "/secret unknown");
    }

    @Test
    void what_was_submitted_is_never_repeated_to_the_client_nor_written_to_the_log() {
        var context = new FakeContext("receive-engagement");
        var form =
                Form.engagement()
                        .with("note", "Jane Doe, jane.doe@example.org")
                        .with("place", "janes-house")
                        .with("activity", "Jane Doe")
                        .with("Jane Doe", 1);

        var answer = Call.posting(form).answeredBy(function, context);

        assertThat(answer.problem()).isEqualTo("422 not-valid");
        assertThat(answer.body().toLowerCase(java.util.Locale.ROOT)).doesNotContain("jane");
        assertThat(context.logged()).isNotEmpty();
        assertThat(context.logged().toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("jane");
    }

    @Test
    void an_incident_is_no_engagement() {
        assertThat(
                        POST.body(new String(Form.incident().json(), StandardCharsets.UTF_8))
                                .answeredBy(function)
                                .faults())
                .contains("/startedAt required", "/category unknown", "/occurredAt unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "0.5", "\"5\""})
    void a_count_that_is_none_is_a_fault_however_it_is_written(String count) {
        var form = new String(Form.engagement().json(), StandardCharsets.UTF_8);
        var body =
                form.replace(
                        "{\"submissionId\"", "{\"peopleScreened\":" + count + ",\"submissionId\"");

        assertThat(POST.body(body).answeredBy(function).faults())
                .allMatch(it -> it.startsWith("/peopleScreened "))
                .hasSize(1);
    }

    // not allowed

    @Test
    void a_form_of_another_organisation_is_refused_whatever_else_is_wrong_with_it() {
        var foreign = Form.engagement().with("organisation", "open-road").without("staff");

        assertThat(Call.posting(foreign).answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(
                        Call.posting(foreign.with("organisation", "Open Road"))
                                .answeredBy(function)
                                .problem())
                .isEqualTo("422 not-valid");
    }

    @Test
    void a_token_without_an_organisation_writes_nothing() {
        assertThat(POST.withoutClaim("organisation").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(POST.of("Essex Police").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void the_scope_to_read_is_none_to_write() {
        assertThat(
                        POST.scope("summaries.read audit.read catalogue.write")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("403 scope-missing");
        assertThat(POST.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
        assertThat(POST.method("GET").answeredBy(function).header("allow")).isEqualTo("POST");
    }

    // storage

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_the_form_to_come_again(Fault fault, String problem) {
        var brokenLog =
                new ReceiveSubmission(
                        BrokenStorage.of(SubmissionLog.class, fault), catalogue(), CLOCK);
        var brokenCatalogue =
                new ReceiveSubmission(
                        log, cache(BrokenStorage.of(CatalogueStore.class, fault)), CLOCK);

        for (var broken : List.of(brokenLog, brokenCatalogue)) {
            var answer = POST.answeredBy(broken);
            assertThat(answer.problem()).isEqualTo(problem);
            assertThat(answer.header("retry-after")).matches("[1-9][0-9]*");
        }
        assertThat(POST.answeredBy(function).status()).isEqualTo(201);
    }

    @Test
    void a_bug_below_is_a_fault_that_says_nothing() {
        var buggy =
                new ReceiveSubmission(
                        BrokenStorage.throwing(
                                SubmissionLog.class,
                                () -> new IllegalArgumentException("southend-high-street")),
                        catalogue(),
                        CLOCK);

        assertThat(POST.answeredBy(buggy).problem()).isEqualTo("500 fault");
    }

    // many at once

    @Test
    void sixteen_clients_that_post_each_submission_five_times_get_one_201_and_equal_receipts() {
        var forms = Stream.generate(Form::engagement).limit(20).toList();
        var answers =
                Race.of(
                        16,
                        client -> {
                            var got = new ArrayList<Answer>();
                            for (int i = 0; i < 5 * forms.size(); i++) {
                                var form = forms.get((i + client) % forms.size());
                                got.add(Call.posting(form).answeredBy(function));
                            }
                            return got;
                        });

        for (var form : forms) {
            var location = "/submissions/" + form.submission().id();
            var ofForm =
                    answers.stream()
                            .flatMap(List::stream)
                            .filter(it -> it.header("location").equals(location))
                            .toList();
            assertThat(ofForm).hasSize(80);
            assertThat(ofForm)
                    .extracting(Answer::status)
                    .containsOnlyOnce(201)
                    .containsOnly(200, 201);
            assertThat(ofForm).extracting(Answer::body).containsOnly(ofForm.getFirst().body());
            assertThat(log.revisions(form.submission().id())).hasSize(1);
        }
    }

    @Test
    void of_two_forms_with_one_id_that_race_one_is_accepted_and_the_other_refused() {
        var form = Form.engagement();
        var accepted = new AtomicReference<String>();

        var answers =
                Race.of(
                        8,
                        i -> {
                            var answer =
                                    Call.posting(form.with("peopleScreened", i % 2))
                                            .answeredBy(function);
                            if (answer.status() == 201) {
                                accepted.set(answer.body());
                            }
                            return answer.status() == 409 ? "409" : answer.body();
                        });

        assertThat(answers).filteredOn(it -> it.equals("409")).hasSize(4);
        assertThat(answers).filteredOn(it -> it.equals(accepted.get())).hasSize(4);
    }

    private static String receipt(int status) {
        return Answer.canonical(FIRST_RECEIPT.formatted(status));
    }

    private static Call posting(ContractSample sample) {
        return POST.body(sample.document()).of(organisation(sample));
    }

    /// The organisation the sample is of, so that it is never refused as another's.
    private static String organisation(ContractSample sample) {
        var text = new String(sample.document(), StandardCharsets.UTF_8);
        var found =
                java.util.regex.Pattern.compile(
                                "\"organisation\": *\"([a-z][a-z0-9-]{1,62}[a-z0-9])\"")
                        .matcher(text);
        return found.find() ? found.group(1) : "essex-police";
    }

    private ReceiveSubmission function(String now) {
        return function(Sample.at(now));
    }

    private ReceiveSubmission function(InstantSource clock) {
        return new ReceiveSubmission(log, catalogue(), clock);
    }

    private static CatalogueCache catalogue() {
        return cache(ContractSample.catalogue());
    }

    private static CatalogueCache cache(CatalogueStore store) {
        return new CatalogueCache(store, LIFETIME, InstantSource.system());
    }
}
