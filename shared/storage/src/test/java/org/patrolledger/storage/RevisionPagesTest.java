package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// What the contracts of the log cannot bring about with a real DynamoDB: answers that come
/// damaged, or not to their end.
class RevisionPagesTest {
    private static final Revision FIRST = Form.engagement().of(Form.id(1)).first();
    private static final Revision SECOND = Form.incident().of(Form.id(2)).first();
    private static final byte[] NEW_FIELDS =
            Json.bytes(
                    Map.of(
                            "ConsumedCapacity",
                            Map.of("Units", List.of(1, 2, 3)),
                            "Count",
                            2,
                            "Items",
                            List.of(
                                    PrimingStorage.json(SubmissionItem.of(FIRST)),
                                    PrimingStorage.json(SubmissionItem.of(SECOND))),
                            "ScannedCount",
                            2));

    private final Deque<Answer> answers = new ArrayDeque<>();

    private record Answer(
            int status, byte[] body, long checksum, boolean breaks, boolean compressed) {
        Answer(int status, byte[] body, long checksum, boolean breaks) {
            this(status, body, checksum, breaks, false);
        }

        Answer(byte[] body) {
            this(200, body, RevisionPagesTest.checksum(body), false);
        }
    }

    @Test
    void fields_and_attributes_that_nobody_knows_are_passed_over() {
        answers.add(new Answer(NEW_FIELDS));

        assertThat(read()).containsExactly(FIRST, SECOND);
    }

    @Test
    void an_answer_that_was_damaged_on_its_way_is_asked_for_again() {
        var text = new String(NEW_FIELDS, StandardCharsets.UTF_8);
        var damaged = text.replace("essex-police", "essex-polite").getBytes(StandardCharsets.UTF_8);
        assertThat(damaged).isNotEqualTo(NEW_FIELDS);
        answers.add(new Answer(200, damaged, checksum(NEW_FIELDS), false));
        answers.add(new Answer(NEW_FIELDS));

        assertThat(read()).containsExactly(FIRST, SECOND);
        assertThat(answers).isEmpty();
    }

    @Test
    void an_answer_that_breaks_off_is_asked_for_again() {
        var half = Arrays.copyOf(NEW_FIELDS, NEW_FIELDS.length / 2);
        answers.add(new Answer(200, half, checksum(NEW_FIELDS), true));
        answers.add(new Answer(200, half, checksum(half), false));
        answers.add(new Answer(NEW_FIELDS));

        assertThat(read()).containsExactly(FIRST, SECOND);
        assertThat(answers).isEmpty();
    }

    @Test
    void an_answer_that_is_compressed_is_read_too() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(NEW_FIELDS);
        }
        var body = compressed.toByteArray();
        answers.add(new Answer(200, body, checksum(body), false, true));

        assertThat(read()).containsExactly(FIRST, SECOND);
    }

    @Test
    void a_refusal_is_the_client_s_own() {
        var refusal =
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"}"
                        .getBytes(StandardCharsets.UTF_8);
        answers.add(new Answer(400, refusal, checksum(refusal), false));

        assertThatThrownBy(this::read).isInstanceOf(ResourceNotFoundException.class);
    }

    private List<Revision> read() {
        try (var backend = new Backend()) {
            var nowhere = Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
            var environment = backend.environment(nowhere);
            var client = new Clients(environment, new Scripted(answers)).dynamoDb();
            try (var stream =
                    new DynamoDbSubmissionLog(client, "submissions", Scratch.UNUSED)
                            .current(Sample.GRIP_ON_FRIDAY, Optional.empty())) {
                return stream.toList();
            }
        }
    }

    private static long checksum(byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }

    /// Gives one answer after another to the queries of the first shard; the other is empty.
    private record Scripted(Deque<Answer> answers) implements SdkHttpClient {
        private static final Answer NOTHING =
                new Answer("{\"Count\":0,\"Items\":[]}".getBytes(StandardCharsets.UTF_8));

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    return answer(request);
                }

                @Override
                public void abort() {
                    // Nothing is under way.
                }
            };
        }

        private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
            Answer answer;
            try (var in = request.contentStreamProvider().orElseThrow().newStream()) {
                var query = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                answer = query.contains("#0\"") ? answers.remove() : NOTHING;
            }
            InputStream body = new ByteArrayInputStream(answer.body());
            var response =
                    SdkHttpResponse.builder()
                            .statusCode(answer.status())
                            .putHeader("x-amz-crc32", Long.toString(answer.checksum()));
            if (answer.compressed()) {
                response.putHeader("Content-Encoding", "gzip");
            }
            return HttpExecuteResponse.builder()
                    .response(response.build())
                    .responseBody(
                            AbortableInputStream.create(
                                    answer.breaks()
                                            ? new SequenceInputStream(body, new Broken())
                                            : body))
                    .build();
        }

        @Override
        public String clientName() {
            return "Scripted";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new SocketException("Connection reset");
        }
    }
}
