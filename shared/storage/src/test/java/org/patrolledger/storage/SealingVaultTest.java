package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.testing.AddressVaultContract;

/// With keys from files; KMS does the same with its own.
class SealingVaultTest extends AddressVaultContract {
    @TempDir private Path folder;

    private AddressVault vault;

    @BeforeEach
    void make_the_keys() throws IOException {
        vault =
                new SealingVault(
                        new FileDataKeys(key("data", "0123456789abcdef".repeat(4))),
                        new FileMacKey(key("mac", "fedcba9876543210".repeat(4))));
    }

    private Path key(String name, String digits) throws IOException {
        return Files.writeString(folder.resolve(name), digits + "\n");
    }

    @Override
    protected AddressVault vault() {
        return vault;
    }

    @Test
    void a_key_of_another_length_or_form_is_refused() throws IOException {
        var shorter = key("short", "00ff");
        var text = key("text", "no key at all");

        assertThatIllegalStateException().isThrownBy(() -> new FileMacKey(shorter));
        assertThatIllegalStateException().isThrownBy(() -> new FileDataKeys(text));
    }
}
