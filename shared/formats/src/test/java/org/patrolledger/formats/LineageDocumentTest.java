package org.patrolledger.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Tally;

class LineageDocumentTest {
    private static byte[] write(List<LineageLine> lines) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new LineageDocument.Writer(out)) {
            lines.forEach(writer::write);
        }
        return out.toByteArray();
    }

    private static List<LineageLine> read(byte[] bytes) {
        var lines = new ArrayList<LineageLine>();
        new LineageDocument.Reader(new ByteArrayInputStream(bytes)).forEachRemaining(lines::add);
        return lines;
    }

    @Test
    void the_document_is_as_it_ever_was() throws IOException {
        Golden.check("lineage.jsonl", write(Samples.fold(Samples.reports()).lineage()));
    }

    static Stream<Samples.Folded> random() {
        return LongStream.range(0, 40)
                .mapToObj(seed -> Samples.fold(Samples.random(seed, 10 + (int) seed)));
    }

    @ParameterizedTest
    @MethodSource("random")
    void every_line_is_canonical_and_as_the_contract_has_it(Samples.Folded folded) {
        for (var line : folded.lineage()) {
            var bytes = LineageDocument.line(line);
            assertThat(bytes).isEqualTo(Json.canonical(Json.parse(bytes)));
            Contract.check("lineage-line", bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("random")
    void what_is_written_reads_back_and_writes_the_same_bytes(Samples.Folded folded)
            throws IOException {
        var bytes = write(folded.lineage());

        assertThat(write(read(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("random")
    void the_figures_are_what_the_lineage_adds_up_to_in_whatever_order(Samples.Folded folded)
            throws IOException {
        var lines = read(write(folded.lineage()));
        var inputs = new Inputs.Running();
        lines.forEach(it -> inputs.add(it.submissionId(), it.revision(), it.digest()));
        Collections.shuffle(lines, new Random(lines.size()));
        var one = new Tally();
        var other = new Tally();
        for (int i = 0; i < lines.size(); i++) {
            (i % 3 == 0 ? one : other).add(lines.get(i).contribution());
        }
        one.add(other);

        assertThat(one.total()).isEqualTo(folded.figures().measures());
        assertThat(one.breakdowns()).isEqualTo(folded.figures().breakdowns());
        folded.figures()
                .places()
                .forEach((place, measures) ->
                        assertThat(one.places().getOrDefault(place, Measures.ZERO))
                                .isEqualTo(measures));
        assertThat(inputs.inputs()).isEqualTo(folded.figures().inputs());
    }

    @Test
    void text_is_escaped_as_the_canonical_form_escapes_it() {
        var strange = new StringBuilder();
        for (char c = 0; c < 0x200; c++) {
            strange.append(c);
        }
        strange.append("\u2028\ufffd\ud83d\ude80");
        var some = Samples.fold(Samples.reports()).lineage().getFirst();
        var contribution =
                new Contribution(
                        some.contribution().operation(),
                        some.contribution().place(),
                        Measures.ZERO,
                        List.of(
                                new Part(Breakdown.STOP_SEARCHES_OBJECT, strange.toString(), 2),
                                new Part(Breakdown.STOP_SEARCHES_OBJECT, "\ud83d\ude80", 1),
                                new Part(Breakdown.STOP_SEARCHES_OBJECT, "\ufffd", 1),
                                new Part(Breakdown.STOP_SEARCHES_OBJECT, "\ufffd", 4)),
                        Optional.empty());
        var line =
                new LineageLine(
                        some.submissionId(),
                        some.revision(),
                        some.digest(),
                        some.day(),
                        contribution);

        var bytes = LineageDocument.line(line);

        assertThat(bytes).isEqualTo(Json.canonical(Json.parse(bytes)));
        assertThat(LineageDocument.read(bytes).contribution().parts())
                .containsExactlyInAnyOrder(
                        new Part(Breakdown.STOP_SEARCHES_OBJECT, strange.toString(), 2),
                        new Part(Breakdown.STOP_SEARCHES_OBJECT, "\ud83d\ude80", 1),
                        new Part(Breakdown.STOP_SEARCHES_OBJECT, "\ufffd", 5));
    }

    @Test
    void a_last_line_that_does_not_end_is_refused() {
        assertThatThrownBy(() -> read("{}".getBytes(UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
        assertThat(read(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"submissionId\":\"1\"}", "arrest"})
    void anything_else_is_refused(String line) {
        assertThatThrownBy(() -> LineageDocument.read(line.getBytes(UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
    }
}
