package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.testing.Form;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SubmissionItemTest {
    private static final SubmissionId ID = new SubmissionId("5f0c000b-7a51-4c1e-9d2b-3b1e00015445");

    @Test
    void a_revision_is_stored_as_its_body_and_the_attributes_that_are_keys_or_circumstances() {
        var first = Form.incident().of(ID).first(Instant.parse("2023-02-03T19:30:00Z"));

        assertThat(new TreeMap<>(SubmissionItem.of(first)))
                .containsExactlyEntriesOf(
                        new TreeMap<>(
                                Map.ofEntries(
                                        text("submissionId", ID.value()),
                                        Map.entry("revision", AttributeValue.fromN("1")),
                                        text("operationDayShard", "grip#2023-02-03#1"),
                                        text("operationPlace", "grip#southend-high-street"),
                                        text("operation", "grip"),
                                        text("day", "2023-02-03"),
                                        text("place", "southend-high-street"),
                                        text("kind", "incident"),
                                        text("body", first.body()),
                                        text("digest", first.digest().value()),
                                        text("receivedAt", "2023-02-03T19:30:00.000Z"),
                                        text("firstReceivedAt", "2023-02-03T19:30:00.000Z"),
                                        Map.entry("withdrawn", AttributeValue.fromBool(false)),
                                        text("submittedBy", Form.SUBJECT),
                                        text("submittedFor", "essex-police"),
                                        text("request", first.request()),
                                        Map.entry("r", record(first)))));
    }

    /// Written by hand, as somebody with the list of revisions would.
    private static AttributeValue record(Revision first) {
        var digest =
                Digest.of(
                        "{\"digest\":\""
                                + first.digest()
                                + "\",\"reason\":null,\"receivedAt\":\"2023-02-03T19:30:00Z\",\"revision\":1,"
                                + "\"submissionId\":\""
                                + ID
                                + "\",\"submittedBy\":\"officer-1\",\"submittedFor\":\"essex-police\","
                                + "\"withdrawn\":false}");
        return AttributeValue.fromB(SdkBytes.fromByteArray(HexFormat.of().parseHex(digest.hex())));
    }

    /// What is stored stays where it is, so these never change. The expected values are those of
    /// Python's `zlib.crc32(id) % 2`.
    @ParameterizedTest
    @CsvSource({
        "5f0c000b-7a51-4c1e-9d2b-3b1e00015445, 1",
        "00000000-0000-0000-0000-000000000000, 1",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 1",
        "0190a6b0-7c1e-7e11-8a21-0f1e2d3c4b5a, 1"
    })
    void the_shard_of_an_id_is_its_crc_32_modulo_2(String id, int shard) {
        assertThat(SubmissionItem.shard(new SubmissionId(id))).isEqualTo(shard);
    }

    @Test
    void ids_that_differ_in_some_digits_only_are_spread_evenly() {
        var perShard = new int[SubmissionItem.SHARDS];
        IntStream.range(0, 8_000)
                .mapToObj("5f0c000b-7a51-4c1e-9d2b-%012x"::formatted)
                .map(SubmissionId::new)
                .forEach(id -> perShard[SubmissionItem.shard(id)]++);

        assertThat(IntStream.of(perShard).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(3_800, 4_200));
    }

    private static Map.Entry<String, AttributeValue> text(String name, String value) {
        return Map.entry(name, AttributeValue.fromS(value));
    }
}
