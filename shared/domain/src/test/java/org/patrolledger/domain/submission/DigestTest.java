package org.patrolledger.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    /// FIPS 180-2's own examples.
    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    })
    void a_digest_is_the_sha_256_of_the_bytes(String text, String hex) {
        assertThat(Digest.of(text).hex()).isEqualTo(hex);
        assertThat(Digest.of(text)).hasToString("sha256:" + hex);
        assertThat(Digest.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Digest.of(text));
        assertThat(new Digest("sha256:" + hex)).isEqualTo(Digest.of(text));
    }

    @Test
    void text_is_taken_as_utf_8() {
        assertThat(Digest.of("é£"))
                .isEqualTo(
                        Digest.of(new byte[] {(byte) 0xc3, (byte) 0xa9, (byte) 0xc2, (byte) 0xa3}));
    }

    @Test
    void a_digest_can_be_fed_piece_by_piece() {
        var running = Digest.sha256();
        running.update("a".getBytes(StandardCharsets.UTF_8));
        running.update("bc".getBytes(StandardCharsets.UTF_8));
        assertThat(Digest.of(running)).isEqualTo(Digest.of("abc"));
        assertThat(Digest.of(running)).as("reset").isEqualTo(Digest.of(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8550",
                "sha256:E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85:"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> new Digest(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
