package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole templates of `prod`, so that no change of a library or of ours goes unseen. To take
/// them as they are now: `-Dgolden.write=true`.
class SnapshotTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "templates");

    @ParameterizedTest
    @ValueSource(strings = {"data", "service", "site", "edge"})
    void a_template_is_what_it_was(String stack) throws IOException {
        JsonNode template = Synthesis.production().template(stack);
        String now = masked(template);
        Path golden = FOLDER.resolve(stack + ".json");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, now);
        }

        assertThat(now).isEqualTo(Files.readString(golden));
    }

    /// Hashes of what is deployed and of what refers to it change with every build; what they stand
    /// for is in the template beside them.
    private static String masked(JsonNode template) throws IOException {
        return Synthesis.JSON
                        .writer(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(template)
                        .replaceAll("[0-9a-f]{64}", "<asset>")
                        .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1<version>")
                + "\n";
    }
}
