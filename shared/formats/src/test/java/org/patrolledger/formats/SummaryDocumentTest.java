package org.patrolledger.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.testing.Sample;

class SummaryDocumentTest {
    private static final Summary SUMMARY =
            Samples.summary(1, Samples.fold(Samples.reports()).figures());

    @Test
    void the_document_is_as_it_ever_was() {
        Golden.check("summary.json", SummaryDocument.write(SUMMARY));
    }

    @Test
    void nothing_submitted_gives_zeros_everywhere() {
        var empty = Samples.summary(1, Samples.fold(List.of()).figures());
        Golden.check("summary-of-nothing.json", SummaryDocument.write(empty));
    }

    static Stream<Summary> summaries() {
        var random =
                LongStream.range(0, 40)
                        .mapToObj(seed -> Samples.fold(Samples.random(seed, (int) seed * 3)))
                        .map(folded -> Samples.summary(3, folded.figures()));
        var monthly = Samples.fold(new SummaryKey(Sample.MONTH, Sample.GRIP), Samples.ofFebruary());
        var earlier = new SummaryKey(Sample.MONTH.yearEarlier().orElseThrow(), Sample.GRIP);
        var month =
                new Summary(
                        new EditionKey(new SummaryKey(Sample.MONTH, Sample.GRIP), 12),
                        Status.FINAL,
                        monthly.figures(),
                        Optional.empty(),
                        Optional.of(
                                new Summary.Comparison(
                                        new EditionKey(earlier, 4),
                                        monthly.figures().measures(),
                                        new TreeMap<>())),
                        List.of());
        return Stream.concat(random, Stream.of(month));
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void what_is_written_reads_back_and_writes_the_same_bytes(Summary summary) {
        var bytes = SummaryDocument.write(summary);

        assertThat(SummaryDocument.read(bytes)).isEqualTo(summary);
        assertThat(SummaryDocument.write(SummaryDocument.read(bytes))).isEqualTo(bytes);
        assertThat(Json.canonical(Json.parse(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void it_is_what_the_contract_calls_a_summary(Summary summary) {
        Contract.check("summary", SummaryDocument.write(summary));
    }

    @Test
    void every_measure_and_breakdown_has_its_place() {
        var document = Json.object(SummaryDocument.write(SUMMARY));

        assertThat((Map<?, ?>) document.get("measures")).hasSize(Measure.values().length);
        assertThat((Map<?, ?>) document.get("breakdowns"))
                .as("of an operation without priorities")
                .hasSize(Breakdown.values().length - 1);
        var places = (Map<?, ?>) document.get("places");
        assertThat(places).hasSize(4);
        places.values()
                .forEach(place ->
                        assertThat((Map<?, ?>) ((Map<?, ?>) place).get("measures"))
                                .hasSize(Measure.values().length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "\"arrests\":-4",
                "\"arrests\":4.5",
                "\"arrests\":\"4\"",
                "\"arrest\":4",
                "\"edition\":0",
                "\"status\":\"preliminary\"",
                "\"id\":\"2023-W53\"",
                "\"expected\":1"
            })
    void anything_else_is_refused(String spoilt) {
        var text = new String(SummaryDocument.write(SUMMARY), UTF_8);
        var name = spoilt.contains(":") ? spoilt.substring(0, spoilt.indexOf(':') + 1) : "";
        var document =
                name.isEmpty()
                        ? spoilt
                        : text.replaceFirst(
                                name.replace("arrest\"", "arrests\"") + "(\"[^\"]*\"|[0-9]+)",
                                spoilt);
        assertThat(document).isNotEqualTo(text);

        assertThatThrownBy(() -> SummaryDocument.read(document.getBytes(UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
    }
}
