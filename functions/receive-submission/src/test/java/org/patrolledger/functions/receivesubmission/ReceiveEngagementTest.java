package org.patrolledger.functions.receivesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

/// What is taken in, once, however often it is posted.
class ReceiveEngagementTest extends EngagementFixture {
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
}
