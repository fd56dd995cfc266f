package org.patrolledger.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.formats.Manifest.Signature;
import org.patrolledger.formats.Manifest.Signed;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Sample;

class ManifestSignatureTest {
    private static final Manifest MANIFEST =
            new Manifest(
                    new EditionKey(Sample.WEEKLY, 2),
                    Status.FINAL,
                    true,
                    List.of(new Manifest.File("summary.json", 2_874, Digest.of("summary"))),
                    Instant.parse("2023-02-22T09:15:00.125Z"),
                    Optional.of(new Manifest.Superseded(1, Digest.of("first"))),
                    List.of(
                            new Change(
                                    Figure.total(Measure.ARRESTS),
                                    7,
                                    8,
                                    3,
                                    Cause.LATE,
                                    List.of(Samples.id(1), Samples.id(2))),
                            new Change(
                                    Figure.total(Measure.ARRESTS),
                                    7,
                                    8,
                                    -2,
                                    Cause.MOVED,
                                    List.of(Samples.id(3))),
                            new Change(
                                    Figure.at(new PlaceId("grays"), Measure.PATROLS),
                                    1,
                                    2,
                                    1,
                                    Cause.RULES,
                                    List.of()),
                            new Change(
                                    Figure.of(new PriorityId("violence"), Measure.PATROLS),
                                    0,
                                    1,
                                    1,
                                    Cause.CATALOGUE,
                                    List.of()),
                            new Change(
                                    new Figure.Counted(Breakdown.ACTIVITY, "foot-patrol"),
                                    2,
                                    1,
                                    -1,
                                    Cause.WITHDRAWN,
                                    List.of(Samples.id(4))),
                            new Change(
                                    Figure.Covered.REPORTED,
                                    2,
                                    1,
                                    -1,
                                    Cause.REVISED,
                                    List.of(Samples.id(5)))),
                    "2",
                    Optional.of(new Manifest.CatalogueVersion(12, Digest.of("catalogue"))),
                    9,
                    Optional.of(Digest.of("eighth")));

    private final FakeSigner signer = new FakeSigner();
    private final Signed signed = ManifestSignature.sign(MANIFEST, signer);

    @Test
    void the_manifest_is_as_it_ever_was() {
        Golden.check("manifest-unsigned.json", ManifestDocument.unsigned(MANIFEST));
    }

    @Test
    void it_reads_back_and_is_what_the_contract_calls_a_manifest() {
        var bytes = ManifestDocument.write(signed);

        assertThat(ManifestDocument.read(bytes)).isEqualTo(signed);
        Contract.check("manifest", bytes);
    }

    @Test
    void the_signature_is_over_the_manifest_without_it() throws GeneralSecurityException {
        var verifier = java.security.Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(
                KeyFactory.getInstance("EC")
                        .generatePublic(new X509EncodedKeySpec(signer.publicKey())));
        var text = new String(ManifestDocument.write(signed), UTF_8);
        var without = text.replaceFirst("\"signature\":\\{[^}]*},", "");
        verifier.update(without.getBytes(UTF_8));

        assertThat(without).isNotEqualTo(text);
        assertThat(verifier.verify(Base64.getDecoder().decode(signed.signature().value())))
                .isTrue();
        assertThat(signed.signature().key()).isEqualTo(Digest.of(signer.publicKey()));
    }

    @Test
    void no_other_manifest_key_or_signature_fits() {
        var other = new FakeSigner();
        var claimed =
                new Signed(
                        MANIFEST,
                        new Signature(
                                ManifestSignature.keyId(other.publicKey()),
                                signed.signature().value()));
        var otherManifest =
                new Signed(
                        new Manifest(
                                MANIFEST.edition(),
                                MANIFEST.status(),
                                MANIFEST.correction(),
                                MANIFEST.files(),
                                MANIFEST.publishedAt().plusMillis(1),
                                MANIFEST.supersedes(),
                                MANIFEST.changes(),
                                MANIFEST.rules(),
                                Optional.empty(),
                                MANIFEST.sequence(),
                                MANIFEST.previous()),
                        signed.signature());

        assertThat(ManifestSignature.verify(signed, signer.publicKey())).isTrue();
        assertThat(ManifestSignature.verify(signed, other.publicKey())).isFalse();
        assertThat(ManifestSignature.verify(claimed, other.publicKey())).isFalse();
        assertThat(ManifestSignature.verify(otherManifest, signer.publicKey())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "MEUCIQ=="})
    void what_is_no_signature_fits_nothing(String value) {
        var spoilt = new Signed(MANIFEST, new Signature(signed.signature().key(), value));

        assertThat(ManifestSignature.verify(spoilt, signer.publicKey())).isFalse();
    }

    @Test
    void a_key_comes_back_from_its_pem() {
        var pem = ManifestSignature.pem(signer.publicKey());

        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("-----\n");
        assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
        assertThat(ManifestSignature.readPem(pem)).isEqualTo(signer.publicKey());
        assertThat(ManifestSignature.keyPath(signed.signature().key()))
                .matches("summaries/keys/[0-9a-f]{64}\\.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void a_key_of_another_curve_is_refused(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        var pem = ManifestSignature.pem(generator.generateKeyPair().getPublic().getEncoded());

        assertThatThrownBy(() -> ManifestSignature.readPem(pem))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            })
    void what_is_no_key_is_refused(String pem) {
        assertThatThrownBy(() -> ManifestSignature.readPem(pem))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void a_manifest_that_cannot_be_is_refused() {
        assertThatThrownBy(() ->
                        new Manifest(
                                MANIFEST.edition(),
                                MANIFEST.status(),
                                false,
                                List.of(),
                                MANIFEST.publishedAt(),
                                Optional.empty(),
                                List.of(),
                                "1",
                                Optional.empty(),
                                9,
                                MANIFEST.previous()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Manifest(
                                MANIFEST.edition(),
                                MANIFEST.status(),
                                false,
                                List.of(),
                                MANIFEST.publishedAt(),
                                MANIFEST.supersedes(),
                                List.of(),
                                "1",
                                Optional.empty(),
                                1,
                                MANIFEST.previous()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
