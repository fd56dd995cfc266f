package org.patrolledger.verifier.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.MeasureOrder;
import org.patrolledger.functions.publishsummary.render.EditionRenderer;
import org.patrolledger.functions.publishsummary.render.PageSamples;

/// The words, orders and styles with which the page in a browser renders editions again, are those
/// that the ledger renders them with. `-Dgolden.write=true` writes them anew.
class PageTextsTest {
    private static final Path TEXTS =
            Path.of("..", "site", "src", "js", "audit", "proof", "rendering", "texts.js");
    private static final String BEGIN =
            "// Written by PageTextsTest of the verifier (-Dgolden.write=true) from what the ledger"
                    + " itself renders with: not to be changed by hand.\n";
    private static final List<String> SECTIONS =
            List.of("measures", "breakdowns", "codes", "districts", "status", "causes");

    private static final Pattern NOTE =
            Pattern.compile("<si><t>Note \\d+</t></si><si><t>([^<&]+)</t></si>");
    private static final Pattern POLICY =
            Pattern.compile("\"Content-Security-Policy\" content=\"([^\"]+)\"");

    private static String part(String name) throws IOException {
        var workbook = EditionRenderer.workbook(PageSamples.first());
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalArgumentException("there is no " + name);
    }

    private static String resource(Class<?> beside, String name) throws IOException {
        try (var in = beside.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> notes() throws IOException {
        var notes = new ArrayList<String>();
        var matcher = NOTE.matcher(part("xl/sharedStrings.xml"));
        while (matcher.find()) {
            notes.add(matcher.group(1));
        }
        return notes;
    }

    private static String policy() {
        var page = new String(EditionRenderer.page(PageSamples.first()), StandardCharsets.UTF_8);
        var matcher = POLICY.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace("&#39;", "'");
    }

    private static List<String> ids(List<Measure> measures) {
        return measures.stream().map(Measure::id).toList();
    }

    private static String words() throws IOException {
        var words =
                Json.object(resource(Labels.class, "words.json").getBytes(StandardCharsets.UTF_8));
        var text = new StringBuilder("export const WORDS = {\n");
        for (var section : SECTIONS) {
            var sorted = new TreeMap<String, Object>();
            ((Map<?, ?>) Objects.requireNonNull(words.get(section), section))
                    .forEach((code, of) -> sorted.put((String) code, Objects.requireNonNull(of)));
            text.append("    ").append(section).append(": ").append(Json.text(sorted));
            text.append(",\n");
        }
        return text.append("};\n").toString();
    }

    private static String constant(String name, Object value) {
        return "export const " + name + " = " + Json.text(value) + ";\n";
    }

    @Test
    void the_page_renders_with_the_words_of_the_ledger() throws IOException {
        var texts =
                BEGIN
                        + words()
                        + constant("HEADLINES", ids(MeasureOrder.HEADLINES))
                        + constant("COLUMNS", ids(MeasureOrder.COLUMNS))
                        + constant("NOTES", notes())
                        + constant("POLICY", policy())
                        + constant("STYLE", resource(EditionRenderer.class, "summary.css"))
                        + constant("STYLES", part("xl/styles.xml"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(TEXTS, texts);
        }

        assertThat(notes()).hasSizeGreaterThan(10);
        assertThat(Files.readString(TEXTS)).isEqualTo(texts);
    }
}
