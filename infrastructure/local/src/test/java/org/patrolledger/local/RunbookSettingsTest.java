package org.patrolledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The runbook's table of settings against what the functions and the local stack read.
class RunbookSettingsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /// The name of a setting in a source file that reads settings.
    private static final Pattern SETTING = Pattern.compile("\"([A-Z][A-Z_]{3,})\"");

    private static Set<String> read(String... files) throws IOException {
        var names = new TreeSet<String>();
        for (var file : files) {
            var matcher = SETTING.matcher(Files.readString(ROOT.resolve(file)));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        names.removeIf(it -> it.startsWith("AWS_"));
        return names;
    }

    @Test
    void every_setting_of_the_functions_is_in_the_runbook() throws IOException {
        var lambda = "shared/lambda/src/main/java/org/patrolledger/lambda/";
        var names =
                read(
                        lambda + "Environment.java",
                        lambda + "MailSettings.java",
                        lambda + "HttpSettings.java",
                        lambda + "ImportSettings.java");
        assertThat(names).hasSizeGreaterThan(20).contains("SIGNING_KEY", "MAIL_RATE", "SITE_URL");

        var runbook = Files.readString(ROOT.resolve("infrastructure/README.md"));
        assertThat(names).allSatisfy(it -> assertThat(runbook).contains("`" + it + "`"));
    }

    @Test
    void every_setting_of_the_local_stack_is_in_the_readme() throws IOException {
        var names =
                read(
                        "infrastructure/local/src/main/java/org/patrolledger/local/StackSettings.java");
        assertThat(names).hasSizeGreaterThan(4).contains("CLOCK", "DATA");

        var readme = Files.readString(ROOT.resolve("README.md"));
        assertThat(names).allSatisfy(it -> assertThat(readme).contains("`" + it + "`"));
    }
}
