package org.patrolledger.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whole documents as they are expected, under `src/test/resources/golden`. Written anew only by
/// `mvn test -pl shared/formats -am -Dgolden.write=true`, for the difference to be read.
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    public static void check(String name, byte[] actual) {
        var file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(FOLDER);
                Files.write(file, actual);
            }
            var expected = Files.readAllBytes(file);
            assertThat(text(actual)).isEqualTo(text(expected));
            assertThat(actual).isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
