package org.patrolledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.contract.json.Json;
import org.patrolledger.verifier.proof.CaseFiles;
import org.patrolledger.verifier.proof.PageVerdictTest;

/// A zip in which a byte was turned as it lies, packed: what comes out of it is another text, often
/// of another length, or nothing.
class PageOnTurnedZipsTest {
    private static final int TURNED = 40;

    /// Of the list at a zip's end: its signature, and where in the end its place stands.
    private static final int END_LENGTH = 22;

    private static final int PLACE_OF_LIST = 16;

    @Test
    void a_byte_turned_anywhere_before_the_list_of_a_zip_has_the_page_say_what_this_program_says(
            @TempDir Path cases, @TempDir Path folder) throws Exception {
        var whole = CaseFiles.writeWhole(cases);
        byte[] zip = Files.readAllBytes(cases.resolve("whole.zip"));
        int list =
                ByteBuffer.wrap(zip)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt(zip.length - END_LENGTH + PLACE_OF_LIST);
        Files.copy(cases.resolve("key.pem"), folder.resolve("key.pem"));
        var options = new ArrayList<>(List.of("--key", folder.resolve("key.pem").toString()));
        var heads = new TreeMap<String, Object>();
        for (var head : whole.heads()) {
            var operation = head.operation().orElseThrow().value();
            options.add("--head");
            options.add(operation + "=" + head.sequence() + ":" + head.manifest().value());
            heads.put(
                    operation,
                    Map.of("sequence", head.sequence(), "digest", head.manifest().value()));
        }
        var random = new Random(15);
        var listed = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < TURNED; i++) {
            int at = random.nextInt(list);
            byte[] turned = zip.clone();
            turned[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            var name = "byte-" + at + "-turned";
            Files.write(folder.resolve(name + ".zip"), turned);
            listed.add(
                    Map.of(
                            "name",
                            name,
                            "file",
                            name + ".zip",
                            "verdict",
                            verdict(folder.resolve(name + ".zip"), options),
                            "what",
                            "",
                            "heads",
                            heads));
        }
        Files.writeString(folder.resolve("cases.json"), Json.text(listed));

        assertThat(listed.stream().map(it -> it.get("verdict")).collect(Collectors.toSet()))
                .contains("broken", "unreadable");
        PageVerdictTest.says(folder);
    }

    private static String verdict(Path zip, List<String> options) throws IOException {
        var words = new ArrayList<>(List.of("verify", zip.toString()));
        words.addAll(options);
        try (var none = new PrintStream(new ByteArrayOutputStream(), true, UTF_8)) {
            return switch (VerifierCommand.run(words, none, none)) {
                case 0 -> "holds";
                case 1 -> "broken";
                case 2 -> "unreadable";
                case 3 -> "not-shown";
                default -> throw new IllegalStateException();
            };
        }
    }
}
