package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.testing.AddressVaultContract;
import org.patrolledger.testing.kms.KeyUse;
import org.patrolledger.testing.kms.KmsServer;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// The vault as it is deployed: keys of KMS, by the real SDK, over HTTP.
class KmsVaultTest extends AddressVaultContract {
    private static final EmailAddress ADDRESS = new EmailAddress("reader@example.org");
    private static final Contact CONTACT = new Contact(ADDRESS, LinkToken.of(new byte[16]));
    private static final SubscriberKey SOMEBODY = new SubscriberKey("0a".repeat(32));

    private KmsServer kms;
    private String addressKey;
    private String macKey;
    private AddressVault vault;

    @BeforeEach
    void make_the_keys() throws IOException {
        kms = KmsServer.start();
        addressKey = kms.key(KeyUse.ENCRYPT_DECRYPT);
        macKey = kms.key(KeyUse.GENERATE_VERIFY_MAC);
        vault = vault(addressKey, macKey);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    private AddressVault vault(String address, String mac) {
        try (var backend = new Backend().mail()) {
            return new Adapters(
                            backend.environment(
                                    Map.of(
                                            "AWS_ENDPOINT_URL",
                                            kms.endpoint().toString(),
                                            "ADDRESS_KEY",
                                            address,
                                            "ADDRESS_MAC_KEY",
                                            mac)))
                    .addressVault();
        }
    }

    @Override
    protected AddressVault vault() {
        return vault;
    }

    /// Each use of the vault, on what was sealed before.
    private record Use(Consumer<KmsVaultTest> work) {}

    static Stream<Named<Use>> uses() {
        return Stream.of(
                Named.of("seal", new Use(it -> it.vault.seal(SOMEBODY, CONTACT))),
                Named.of("open", new Use(it -> it.vault.open(SOMEBODY, it.sealed))),
                Named.of("key", new Use(it -> it.vault.key(ADDRESS))),
                Named.of("pseudonym", new Use(it -> it.vault.pseudonym("caller", "192.0.2.1"))));
    }

    private SealedContact sealed;

    @ParameterizedTest
    @MethodSource("uses")
    void throttling_and_faults_that_pass_are_not_noticed(Use use) {
        sealed = vault.seal(SOMEBODY, CONTACT);
        int before = kms.calls();
        kms.refuse(1, 400, "ThrottlingException");
        kms.refuse(1, 500, "KMSInternalException");

        use.work().accept(this);

        assertThat(kms.calls() - before).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, THROTTLED",
        "500, KMSInternalException, AWAY",
        "500, DependencyTimeoutException, AWAY",
        "500, KeyUnavailableException, AWAY"
    })
    void a_fault_that_lasts_is_one_of_storage(
            int status, String type, StorageException.Fault fault) {
        sealed = vault.seal(SOMEBODY, CONTACT);

        for (var use : uses().toList()) {
            kms.refuse(1_000, status, type);
            LastingFault.isReportedAs(
                    fault,
                    () -> {
                        use.getPayload().work().accept(this);
                        return use.getName();
                    });
            kms.refuseNoMore();
        }
    }

    @Test
    void a_disabled_key_stops_everything_at_once_and_loses_nothing() {
        sealed = vault.seal(SOMEBODY, CONTACT);
        var known = vault.key(ADDRESS);
        kms.enable(addressKey, false);
        kms.enable(macKey, false);
        int before = kms.calls();

        for (var use : uses().toList()) {
            assertThatThrownBy(() -> use.getPayload().work().accept(this))
                    .as(use.getName())
                    .isInstanceOf(DisabledException.class);
        }
        assertThat(kms.calls() - before).as("no call is repeated").isEqualTo(4);

        kms.enable(addressKey, true);
        kms.enable(macKey, true);
        assertThat(vault.open(SOMEBODY, sealed)).isEqualTo(CONTACT);
        assertThat(vault.key(ADDRESS)).isEqualTo(known);
    }

    @Test
    void a_key_that_is_not_there_or_for_another_use_is_a_fault_of_ours() {
        var none = addressKey.replaceAll("[^/]*$", "00000000-0000-4000-8000-000000000000");

        assertThatThrownBy(() -> vault(none, macKey).seal(SOMEBODY, CONTACT))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> vault(macKey, macKey).seal(SOMEBODY, CONTACT))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertThatThrownBy(() -> vault(addressKey, addressKey).key(ADDRESS))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @Test
    void what_another_key_sealed_does_not_open() {
        var other = vault(kms.key(KeyUse.ENCRYPT_DECRYPT), macKey);
        var foreign = other.seal(SOMEBODY, CONTACT);

        assertThatIllegalArgumentException().isThrownBy(() -> vault.open(SOMEBODY, foreign));
        assertThat(other.open(SOMEBODY, foreign)).isEqualTo(CONTACT);
    }

    /// The context is bound to the wrapped key, not only to what it encrypts: a wrapped key cut out
    /// of one subscriber's item is of no use in another's.
    @Test
    void a_wrapped_key_opens_in_the_context_it_was_made_for_alone() {
        var keys = new KmsDataKeys(clients().kms(), addressKey);
        var made = keys.generate(SOMEBODY.value());

        assertThat(keys.unwrap(SOMEBODY.value(), made.wrapped())).isEqualTo(made.plain());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.unwrap("0b".repeat(32), made.wrapped()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        keys.unwrap(
                                SOMEBODY.value(),
                                Arrays.copyOf(made.wrapped(), made.wrapped().length - 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.unwrap(SOMEBODY.value(), new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.unwrap(SOMEBODY.value(), new byte[6_145]));
    }

    @Test
    void keys_differ_where_the_mac_key_does() {
        var other = vault(addressKey, kms.key(KeyUse.GENERATE_VERIFY_MAC));

        assertThat(other.key(ADDRESS)).isNotEqualTo(vault.key(ADDRESS));
        assertThat(vault(addressKey, macKey).key(ADDRESS)).isEqualTo(vault.key(ADDRESS));
    }

    private Clients clients() {
        try (var backend = new Backend().mail()) {
            return new Clients(
                    backend.environment(Map.of("AWS_ENDPOINT_URL", kms.endpoint().toString())));
        }
    }
}
