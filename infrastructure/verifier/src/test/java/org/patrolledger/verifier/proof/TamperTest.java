package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.testing.Sample;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

/// Every way to tamper with a small archive, each tried; none may pass.
class TamperTest {
    private static final SortedMap<String, byte[]> WHOLE = SampleArchive.whole().files();
    private static final SortedMap<String, byte[]> SMALLEST = SampleArchive.smallest().files();

    private static boolean passes(Map<String, byte[]> files, VerificationInputs given) {
        return Verifier.verify(ArchiveFiles.of(files), given) instanceof Verdict.Proved;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> files, String name, byte[] bytes) {
        var changed = new TreeMap<>(files);
        changed.put(name, bytes);
        return changed;
    }

    private static VerificationInputs head(SortedMap<String, byte[]> files) {
        return new VerificationInputs(
                List.of(), SampleArchive.heads(files), new Scope.Everything(), Optional.empty());
    }

    /// What follows from `summary.json` is large, and one byte or line of it is as good as any
    /// other: every 7th of the table is tried, and every 499th of page and workbook.
    private static int step(String name) {
        return name.endsWith(".html") || name.endsWith(".xlsx")
                ? 499
                : name.contains(".csv") ? 7 : 1;
    }

    @Test
    void untouched_archives_pass() {
        assertThat(passes(WHOLE, VerificationInputs.NOTHING)).isTrue();
        assertThat(passes(SMALLEST, VerificationInputs.NOTHING)).isTrue();
    }

    /// Each byte of each file but the manifest (which is next but one), a bit of it turned, by the
    /// whole verifier without any help of a head or a key given. Every other value is next.
    @Test
    void no_byte_of_any_file_can_be_turned() {
        for (var file : SMALLEST.entrySet()) {
            if (file.getKey().endsWith("manifest.json")) {
                continue;
            }
            int every = step(file.getKey());
            var passed =
                    IntStream.range(0, (file.getValue().length + every - 1) / every)
                            .map(it -> it * every)
                            .parallel()
                            .filter(at -> {
                                var changed = file.getValue().clone();
                                changed[at] ^= (byte) (1 << at % 8);
                                return passes(
                                        with(SMALLEST, file.getKey(), changed),
                                        VerificationInputs.NOTHING);
                            })
                            .count();
            assertThat(passed).as(file.getKey()).isZero();
        }
    }

    /// Each byte of each file replaced by each other value, as the manifest's digests see it. What
    /// is before the byte is hashed once for all its values.
    @Test
    void no_byte_of_any_file_can_be_any_other() {
        for (var file : SMALLEST.entrySet()) {
            var content = file.getValue();
            var stated = Digest.sha256().digest(content);
            assertThat(digest(Digest.sha256(), content[0], content, 1)).isEqualTo(stated);
            int every = step(file.getKey());
            var passed =
                    IntStream.range(0, (content.length + every - 1) / every)
                            .map(it -> it * every)
                            .parallel()
                            .filter(at -> anyOther(content, at, stated))
                            .count();
            assertThat(passed).as(file.getKey()).isZero();
        }
    }

    private static boolean anyOther(byte[] content, int at, byte[] stated) {
        var before = Digest.sha256();
        before.update(content, 0, at);
        return IntStream.range(1, 256)
                .anyMatch(value ->
                        MessageDigest.isEqual(
                                digest(before, (byte) (content[at] + value), content, at + 1),
                                stated));
    }

    /// The digest of what was fed to `before`, `changed`, and the bytes of `content` from `after`.
    private static byte[] digest(MessageDigest before, byte changed, byte[] content, int after) {
        try {
            var sha256 = (MessageDigest) before.clone();
            sha256.update(changed);
            sha256.update(content, after, content.length - after);
            return sha256.digest();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("every Java platform's SHA-256 can be cloned", e);
        }
    }

    /// No digest outside of it covers the newest manifest: its own signature and form must. Nothing
    /// but the manifest and the key is there, and of its period nothing else need be. Every 8th
    /// byte takes every other value, the others eight.
    @Test
    void no_byte_of_a_manifest_can_be_any_other() {
        var few = new TreeMap<>(SMALLEST);
        few.keySet().removeIf(it -> !it.endsWith("manifest.json") && !it.endsWith(".pem"));
        var given =
                new VerificationInputs(
                        List.of(), List.of(), new Scope.Only(Sample.MONTH), Optional.empty());
        assertThat(passes(few, given)).isTrue();
        var name = few.lastKey().endsWith("manifest.json") ? few.lastKey() : few.firstKey();
        var content = few.get(name);
        var passed =
                IntStream.range(0, content.length)
                        .parallel()
                        .filter(at -> {
                            for (int value = 1; value < 256; value += at % 8 == 0 ? 1 : 32) {
                                var changed = content.clone();
                                changed[at] = (byte) (content[at] + value);
                                if (passes(with(few, name, changed), given)) {
                                    return true;
                                }
                            }
                            return false;
                        })
                        .count();

        assertThat(passed).isZero();
    }

    @Test
    void no_file_can_be_removed() {
        for (var name : WHOLE.keySet()) {
            var fewer = new TreeMap<>(WHOLE);
            fewer.remove(name);
            assertThat(passes(fewer, VerificationInputs.NOTHING)).as(name).isFalse();
        }
    }

    @Test
    void no_file_can_be_emptied_cut_or_lengthened() {
        SMALLEST.forEach((name, content) -> {
            int every = step(name);
            for (int length = 0; length < content.length; length += every) {
                var cut = Arrays.copyOf(content, length);
                assertThat(passes(with(SMALLEST, name, cut), VerificationInputs.NOTHING))
                        .as(name)
                        .isFalse();
            }
            for (var more : List.of(" ", "\n", "\0", "}", "{}")) {
                var longer = (new String(content, UTF_8) + more).getBytes(UTF_8);
                assertThat(passes(with(SMALLEST, name, longer), VerificationInputs.NOTHING))
                        .as(name)
                        .isFalse();
            }
        });
    }

    @Test
    void no_line_can_be_removed() {
        SMALLEST.forEach((name, content) -> {
            var lines = new String(content, UTF_8).split("(?<=\n)");
            for (int i = 0; i < lines.length && lines.length > 1; i += step(name)) {
                var fewer = new ArrayList<>(List.of(lines));
                fewer.remove(i);
                assertThat(passes(with(SMALLEST, name, joined(fewer)), VerificationInputs.NOTHING))
                        .as(name)
                        .isFalse();
            }
        });
    }

    @Test
    void no_line_can_be_replaced_by_another() {
        SMALLEST.forEach((name, content) -> {
            var lines = new String(content, UTF_8).split("(?<=\n)");
            for (int i = 0; i < lines.length; i += step(name)) {
                for (int j = 0; j < lines.length; j += step(name)) {
                    if (!lines[i].equals(lines[j])) {
                        var other = new ArrayList<>(List.of(lines));
                        other.set(i, lines[j]);
                        assertThat(
                                        passes(
                                                with(SMALLEST, name, joined(other)),
                                                VerificationInputs.NOTHING))
                                .as(name)
                                .isFalse();
                    }
                }
            }
        });
    }

    private static byte[] joined(List<String> lines) {
        return String.join("", lines).getBytes(UTF_8);
    }

    @Test
    void no_two_files_can_be_exchanged() {
        for (var one : WHOLE.keySet()) {
            for (var other : WHOLE.keySet()) {
                if (!Arrays.equals(WHOLE.get(one), WHOLE.get(other))) {
                    var exchanged = new TreeMap<>(WHOLE);
                    exchanged.put(one, WHOLE.get(other));
                    exchanged.put(other, WHOLE.get(one));
                    assertThat(passes(exchanged, VerificationInputs.NOTHING))
                            .as(one + ", " + other)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void no_edition_can_be_removed() {
        for (var manifest : WHOLE.keySet()) {
            if (manifest.endsWith("manifest.json")) {
                var folder = manifest.substring(0, manifest.lastIndexOf('/') + 1);
                var fewer = new TreeMap<>(WHOLE);
                fewer.keySet().removeIf(name -> name.startsWith(folder));
                assertThat(passes(fewer, head(WHOLE))).as(folder).isFalse();
            }
        }
    }

    /// Whole editions under one another's numbers, in every order there is.
    @Test
    void editions_cannot_be_reordered() {
        var folders =
                WHOLE.keySet().stream()
                        .filter(it -> it.endsWith("manifest.json"))
                        .map(it -> it.substring(0, it.lastIndexOf('/') + 1))
                        .toList();
        int orders = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                int c = 3 - a - b;
                if (a == b || a == c || b == c || (a == 0 && b == 1)) {
                    continue;
                }
                var order = List.of(folders.get(a), folders.get(b), folders.get(c));
                var manifestsOnly = new TreeMap<>(WHOLE);
                var whole = new TreeMap<String, byte[]>();
                WHOLE.forEach((name, content) -> {
                    var folder = name.substring(0, name.lastIndexOf('/') + 1);
                    int at = folders.indexOf(folder);
                    var moved = at < 0 ? name : name.replace(folder, order.get(at));
                    whole.put(moved, content);
                    if (name.endsWith("manifest.json")) {
                        manifestsOnly.put(moved, content);
                    }
                });
                assertThat(passes(whole, VerificationInputs.NOTHING)).isFalse();
                assertThat(passes(manifestsOnly, VerificationInputs.NOTHING)).isFalse();
                orders++;
            }
        }
        assertThat(orders).isEqualTo(5);
    }

    /// The newest manifest's signature and head are given: a manifest with another signature of the
    /// same key over the same content is another manifest.
    @Test
    void a_manifest_signed_again_is_not_the_one_published() {
        var again = SampleArchive.whole().files();

        assertThat(passes(again, VerificationInputs.NOTHING)).isTrue();
        assertThat(passes(again, head(WHOLE))).isFalse();
        assertThat(
                        again.entrySet().stream()
                                .filter(it -> it.getKey().endsWith("manifest.json"))
                                .map(it -> ManifestDocument.read(it.getValue()).manifest().files()))
                .isEqualTo(
                        WHOLE.entrySet().stream()
                                .filter(it -> it.getKey().endsWith("manifest.json"))
                                .map(it -> ManifestDocument.read(it.getValue()).manifest().files())
                                .toList());
    }
}
