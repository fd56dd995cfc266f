package org.patrolledger.events.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// With `-Dscenarios.write=true` the files are written first, for a change that is meant.
class ScenarioFilesTest {
    @ParameterizedTest
    @MethodSource("org.patrolledger.events.scenarios.ScenarioFiles#operations")
    void the_checked_in_submissions_are_what_the_program_makes(String operation)
            throws IOException {
        Path file = ScenarioFiles.FOLDER.resolve(operation).resolve("submissions.jsonl");
        String made = ScenarioFiles.submissions(operation);
        if (Boolean.getBoolean("scenarios.write")) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file)).isEqualTo(made);
    }
}
