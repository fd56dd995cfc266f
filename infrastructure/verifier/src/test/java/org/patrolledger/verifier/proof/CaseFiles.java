package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.patrolledger.contract.json.Json;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

/// Archives with the verdict that every verifier must come to: whole ones, some that were tampered
/// with, and every one of the [Forgeries]. The verifier's own tests read them, and those of the
/// page that verifies in a browser.
public final class CaseFiles {
    /// What a verification comes to.
    public enum Expected {
        HOLDS("holds"),
        NOT_SHOWN("not-shown"),
        BROKEN("broken");

        private final String code;

        Expected(String code) {
            this.code = code;
        }
    }

    /// @param name a slug
    /// @param shownBy the part of a verification that finds it; empty where nothing is wrong
    /// @param found what the finding says; empty where nothing is wrong
    /// @param heads what the verification is given beside the key
    public record Case(
            String name,
            Expected expected,
            String shownBy,
            String found,
            SortedMap<String, byte[]> files,
            List<VerificationInputs.Head> heads) {
        VerificationInputs given() {
            return new VerificationInputs(
                    List.of(SampleArchive.key()), heads, new Scope.Everything(), Optional.empty());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String WEEK = "summaries/weekly/2023-W05/grip/edition-0001/";

    private CaseFiles() {}

    /// Every case.
    public static Stream<Case> all() {
        return Stream.of(whole(), tampered(), forged()).flatMap(List::stream);
    }

    private static List<Case> whole() {
        var files = SampleArchive.rich().files();
        var heads = SampleArchive.heads(files);
        var period = new TreeMap<>(files);
        period.keySet()
                .removeIf(it ->
                        !it.endsWith("/manifest.json")
                                && (it.contains("/monthly/") || it.contains("/2023-W04/")));
        var other = SampleArchive.rich();
        other.edition(2).rules = "9";
        var unknown = other.files();
        return List.of(
                new Case("whole", Expected.HOLDS, "", "", files, heads),
                new Case("whole-of-one-period", Expected.HOLDS, "", "", period, heads),
                new Case("whole-without-heads", Expected.NOT_SHOWN, "", "", files, List.of()),
                new Case(
                        "rules-that-no-program-has-yet",
                        Expected.NOT_SHOWN,
                        "",
                        "",
                        unknown,
                        SampleArchive.heads(unknown)));
    }

    private static Case tampered(
            String name,
            String shownBy,
            String found,
            UnaryOperator<SortedMap<String, byte[]>> how) {
        var files = SampleArchive.rich().files();
        var heads = SampleArchive.heads(files);
        return new Case(name, Expected.BROKEN, shownBy, found, how.apply(files), heads);
    }

    private static Case turned(String name, String file, String shownBy, String found) {
        return tampered(
                name,
                shownBy,
                found,
                files -> {
                    var bytes = files.get(file).clone();
                    bytes[bytes.length / 2] ^= 1;
                    files.put(file, bytes);
                    return files;
                });
    }

    private static Case removed(String name, String prefix, String shownBy, String found) {
        return tampered(
                name,
                shownBy,
                found,
                files -> {
                    if (!files.keySet().removeIf(it -> it.startsWith(prefix))) {
                        throw new IllegalArgumentException("there is no " + prefix);
                    }
                    return files;
                });
    }

    private static Case signedByAnother() {
        var files = SampleArchive.rich().files(new FakeSigner());
        return new Case(
                "signed-by-another-key",
                Expected.BROKEN,
                "signature",
                "was not given",
                files,
                SampleArchive.heads(files));
    }

    private static List<Case> tampered() {
        var another = "has another SHA-256";
        return List.of(
                turned("a-byte-of-the-summary-turned", WEEK + "summary.json", "files", another),
                turned("a-byte-of-the-table-turned", WEEK + "summary.csv", "files", another),
                turned(
                        "a-byte-of-the-description-turned",
                        WEEK + "summary.csv-metadata.json",
                        "files",
                        another),
                turned("a-byte-of-the-workbook-turned", WEEK + "summary.xlsx", "files", another),
                turned("a-byte-of-the-page-turned", WEEK + "summary.html", "files", another),
                turned("a-byte-of-the-lineage-turned", WEEK + "lineage.jsonl", "files", another),
                tampered(
                        "a-digest-in-a-manifest-changed",
                        "chain",
                        "it names another manifest before it",
                        files -> {
                            var text = new String(files.get(WEEK + "manifest.json"), UTF_8);
                            int at = text.indexOf("\"sha256\":\"") + 10;
                            char digit = text.charAt(at) == '0' ? '1' : '0';
                            files.put(
                                    WEEK + "manifest.json",
                                    (text.substring(0, at) + digit + text.substring(at + 1))
                                            .getBytes(UTF_8));
                            return files;
                        }),
                removed("a-page-missing", WEEK + "summary.html", "files", "is missing"),
                removed(
                        "a-manifest-missing",
                        WEEK + "manifest.json",
                        "files",
                        "belongs to no edition"),
                removed("an-edition-missing", WEEK, "chain", "has a gap in its chain"),
                removed(
                        "the-catalogue-missing",
                        "summaries/catalogue/",
                        "catalogue",
                        "which is missing"),
                removed(
                        "the-newest-edition-cut-off",
                        "summaries/weekly/2023-W05/grip/edition-0002/",
                        "chain",
                        "is cut off"),
                tampered(
                        "a-file-that-does-not-belong",
                        "files",
                        "is no file of an edition",
                        files -> {
                            files.put(WEEK + "notes.txt", new byte[] {'x'});
                            return files;
                        }),
                signedByAnother(),
                tampered(
                        "another-archive-than-the-heads-are-of",
                        "chain",
                        "has another manifest",
                        files -> SampleArchive.rich().files()));
    }

    private static List<Case> forged() {
        return Forgeries.all()
                .map(it -> {
                    var files = it.archive().files();
                    return new Case(
                            it.name(),
                            Expected.BROKEN,
                            it.shownBy(),
                            it.found(),
                            files,
                            SampleArchive.heads(files));
                })
                .toList();
    }

    /// Writes every case into `folder`; see [#write(Path, List)].
    ///
    /// @return the cases, as written
    public static List<Case> write(Path folder) throws IOException {
        return write(folder, all().toList());
    }

    /// Writes an archive of which everything holds; see [#write(Path, List)].
    public static Case writeWhole(Path folder) throws IOException {
        return write(folder, whole().subList(0, 1)).getFirst();
    }

    /// Writes cases into `folder`: `cases.json`, `key.pem` and a zip each.
    private static List<Case> write(Path folder, List<Case> cases) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("key.pem"), SampleArchive.key());
        var listed = new ArrayList<Map<String, Object>>();
        for (var each : cases) {
            var file = each.name() + ".zip";
            zip(folder.resolve(file), each.files());
            var entry = new LinkedHashMap<String, Object>();
            entry.put("name", each.name());
            entry.put("file", file);
            entry.put("verdict", each.expected().code);
            entry.put("shownBy", each.shownBy());
            entry.put("what", each.found());
            var heads = new TreeMap<String, Object>();
            for (var head : each.heads()) {
                heads.put(
                        head.operation().orElseThrow().value(),
                        Map.of("sequence", head.sequence(), "digest", head.manifest().value()));
            }
            entry.put("heads", heads);
            listed.add(entry);
        }
        Files.writeString(folder.resolve("cases.json"), Json.text(listed));
        return cases;
    }

    private static void zip(Path file, SortedMap<String, byte[]> files) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
    }
}
