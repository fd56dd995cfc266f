package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.digest.SealedContact;

/// What every [AddressVault] has to do.
public abstract class AddressVaultContract {
    private static final EmailAddress ADDRESS = new EmailAddress("Ann.Other@Example.org");
    private static final Contact CONTACT = new Contact(ADDRESS, LinkToken.of(new byte[16]));

    /// The vault under test; the same one throughout a test.
    protected abstract AddressVault vault();

    @Test
    void an_address_has_one_key_however_it_is_capitalised() {
        assertThat(vault().key(ADDRESS))
                .isEqualTo(vault().key(new EmailAddress("ann.other@example.ORG")))
                .isNotEqualTo(vault().key(new EmailAddress("ann.other2@example.org")));
    }

    @Test
    void a_pseudonym_is_the_same_for_the_same_text_and_purpose_only() {
        var pseudonym = vault().pseudonym("caller", "192.0.2.1");

        assertThat(pseudonym)
                .matches("[0-9a-f]{64}")
                .isEqualTo(vault().pseudonym("caller", "192.0.2.1"));
        assertThat(pseudonym).isNotEqualTo(vault().pseudonym("caller", "192.0.2.2"));
        assertThat(pseudonym).isNotEqualTo(vault().pseudonym("other", "192.0.2.1"));
    }

    @Test
    void what_was_sealed_opens_as_it_was_for_the_same_subscriber() {
        var subscriber = vault().key(ADDRESS);

        var sealed = vault().seal(subscriber, CONTACT);

        assertThat(vault().open(subscriber, new SealedContact(sealed.bytes()))).isEqualTo(CONTACT);
        assertThat(new String(sealed.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContainIgnoringCase("ann.other")
                .doesNotContain(CONTACT.token().value());
    }

    @Test
    void the_same_contact_is_sealed_otherwise_each_time() {
        var subscriber = vault().key(ADDRESS);

        assertThat(vault().seal(subscriber, CONTACT))
                .isNotEqualTo(vault().seal(subscriber, CONTACT));
    }

    @Test
    void what_was_sealed_for_one_subscriber_does_not_open_for_another() {
        var sealed = vault().seal(vault().key(ADDRESS), CONTACT);
        var other = vault().key(new EmailAddress("other@example.org"));

        assertThatIllegalArgumentException().isThrownBy(() -> vault().open(other, sealed));
    }

    @Test
    void what_was_changed_since_does_not_open() {
        var subscriber = vault().key(ADDRESS);
        var bytes = vault().seal(subscriber, CONTACT).bytes();

        for (int i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            assertThatIllegalArgumentException()
                    .as("byte %s", i)
                    .isThrownBy(() -> vault().open(subscriber, new SealedContact(changed)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vault().open(subscriber, new SealedContact(new byte[0])));
    }
}
