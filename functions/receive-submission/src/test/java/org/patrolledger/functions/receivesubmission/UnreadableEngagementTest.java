package org.patrolledger.functions.receivesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

/// Bodies that are no JSON, or not what is asked for.
class UnreadableEngagementTest extends EngagementFixture {
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
}
