package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Sample;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

class VerifierTest {
    private final SortedMap<String, byte[]> files = SampleArchive.whole().files();

    private static Verdict verify(SortedMap<String, byte[]> files, VerificationInputs given) {
        return Verifier.verify(ArchiveFiles.of(files), given);
    }

    private static VerificationInputs scoped(Scope scope) {
        return new VerificationInputs(
                List.of(SampleArchive.key()), List.of(), scope, Optional.empty());
    }

    private static VerificationInputs everything(SortedMap<String, byte[]> files) {
        return new VerificationInputs(
                List.of(SampleArchive.key()),
                SampleArchive.heads(files),
                new Scope.Everything(),
                Optional.of(SampleArchive.ledger()));
    }

    private static Verdict.Proved assertProved(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return (Verdict.Proved) verdict;
    }

    private static void assertRefuted(Verdict verdict, String where, String what) {
        assertThat(verdict).isInstanceOf(Verdict.Refuted.class);
        var refuted = (Verdict.Refuted) verdict;
        assertThat(refuted.where()).contains(where);
        assertThat(refuted.what()).contains(what);
    }

    @Test
    void with_everything_given_everything_is_proved() {
        var proved = assertProved(verify(files, everything(files)));

        assertThat(proved.open()).isEmpty();
        assertThat(proved.holds()).isTrue();
        assertThat(proved.proved())
                .contains(
                        "3 editions lie where the manifest says",
                        "grip: the chain is whole, 3 manifests, each after the first naming the one"
                                + " before",
                        "grip: nothing is cut off up to the head given, manifest 3",
                        "18 files have the size and SHA-256 that manifests state",
                        "every measure, place, priority and breakdown of 3 editions is what 17 lines of"
                                + " lineage add up to, and summary.csv says the same",
                        "what 1 edition says to have changed is what the lineage shows",
                        "places, priorities, shifts expected and periods compared with of 3 editions"
                                + " are those of the catalogue of then",
                        "names in summary.csv, page and workbook of 3 editions are, byte for byte,"
                                + " what the figures and the catalogue of then give",
                        "summary.json and lineage.jsonl of 3 editions are, byte for byte, what the"
                                + " submissions and the catalogue of then give");
    }

    @Test
    void what_was_not_given_is_said_to_be_open() {
        var proved = assertProved(verify(files, VerificationInputs.NOTHING));

        assertThat(proved.open()).hasSize(3);
        assertThat(proved.open().get(0)).contains("no head was given");
        assertThat(proved.open().get(1)).contains("taken from the archive itself");
        assertThat(proved.open().get(2)).contains("no submissions were given");
    }

    static Stream<String> beginnings() {
        return Stream.of("", "archive/", "2026/backup/summaries-of-today/");
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void an_archive_may_begin_above_or_within_the_summaries(String beginning) {
        var above = new TreeMap<String, byte[]>();
        files.forEach((name, content) -> above.put(beginning + name, content));
        assertProved(verify(above, everything(files)));

        var within = new TreeMap<String, byte[]>();
        files.forEach(
                (name, content) -> within.put(name.substring("summaries/".length()), content));
        assertProved(verify(within, everything(files)));
    }

    @Test
    void a_single_folder_can_be_an_extract() {
        var one = new TreeMap<String, byte[]>();
        files.forEach((name, content) -> {
            if (name.startsWith("summaries/weekly/2023-W05/grip/edition-0002/")) {
                one.put(name.substring(name.lastIndexOf('/') + 1), content);
            }
        });

        assertProved(verify(one, scoped(new Scope.Extract())));
        assertRefuted(
                verify(one, scoped(new Scope.Everything())),
                "edition-0002",
                "replaces an edition that is not there");
    }

    @Test
    void an_archive_of_one_period_with_the_whole_chain_goes_with_a_head() {
        var period = new TreeMap<>(files);
        period.keySet().removeIf(it -> it.contains("monthly") && !it.endsWith("manifest.json"));

        var proved =
                assertProved(
                        verify(
                                period,
                                new VerificationInputs(
                                        List.of(SampleArchive.key()),
                                        SampleArchive.heads(files),
                                        new Scope.Everything(),
                                        Optional.empty())));

        assertThat(proved.anchored()).isTrue();
        assertThat(proved.open())
                .anySatisfy(it -> assertThat(it).contains("only weekly/2023-W05 has its files"));
    }

    @Test
    void an_archive_of_one_period_needs_all_editions_of_that_period() {
        var week = new TreeMap<>(files);
        week.keySet().removeIf(it -> it.contains("monthly"));

        var proved = assertProved(verify(week, scoped(new Scope.Everything())));
        assertThat(proved.open())
                .contains("grip: manifests of other editions in its chain are not there");
        assertRefuted(verify(week, everything(files)), "grip", "has a gap in its chain");
        for (var name : week.keySet()) {
            if (name.contains("weekly")) {
                var fewer = new TreeMap<>(week);
                fewer.remove(name);
                assertThat(verify(fewer, scoped(new Scope.Everything())))
                        .as(name)
                        .isInstanceOf(Verdict.Refuted.class);
            }
        }
        week.keySet().removeIf(it -> it.contains("edition-0001"));
        assertRefuted(
                verify(week, scoped(new Scope.Everything())),
                "edition-0002",
                "replaces an edition that is not there");
    }

    @Test
    void of_a_period_the_files_and_of_the_rest_the_manifests_are_enough() {
        var partial = new TreeMap<>(files);
        partial.keySet().removeIf(it -> it.contains("monthly") && !it.endsWith("manifest.json"));

        assertProved(verify(partial, scoped(new Scope.Only(Sample.WEEK))));
        assertThat(assertProved(verify(partial, scoped(new Scope.Everything()))).open())
                .anySatisfy(it -> assertThat(it).contains("only weekly/2023-W05 has its files"));
        assertRefuted(
                verify(partial, scoped(new Scope.Only(Sample.MONTH))),
                "summary.json",
                "is missing");
    }

    @Test
    void page_and_workbook_are_only_proved_where_what_names_the_publisher_is_there() {
        var given = scoped(new Scope.Only(Sample.WEEK));
        assertThat(assertProved(verify(files, given)).proved())
                .anyMatch(it -> it.contains("page and workbook of 3 editions"));

        var partial = new TreeMap<>(files);
        partial.keySet()
                .removeIf(it -> it.contains("monthly") && it.endsWith("summary.csv-metadata.json"));
        assertThat(assertProved(verify(partial, given)).proved())
                .anyMatch(it -> it.contains("page and workbook of 2 editions"));
    }

    @Test
    void another_key_is_not_believed_because_it_lies_in_the_archive() {
        var forged = SampleArchive.whole().files(new FakeSigner());

        assertProved(verify(forged, VerificationInputs.NOTHING));
        assertRefuted(verify(forged, everything(forged)), "edition-0001", "was not given");
    }

    @Test
    void a_chain_that_was_cut_off_and_signed_anew_does_not_end_in_the_head() {
        var shorter = SampleArchive.whole();
        shorter.remove(3);

        assertRefuted(verify(shorter.files(), everything(files)), "grip", "is cut off");
    }

    @Test
    void a_chain_that_was_rewritten_does_not_pass_through_the_head() {
        var rewritten = SampleArchive.whole();
        rewritten.edition(1).publishedAt = rewritten.edition(1).publishedAt.plusMillis(1);

        assertRefuted(verify(rewritten.files(), everything(files)), "grip", "another manifest 3");
    }

    @Test
    void a_head_that_has_been_passed_is_still_a_head() {
        var older = SampleArchive.whole();
        older.remove(3);
        var shorter = new TreeMap<>(files);
        shorter.keySet().removeIf(it -> it.contains("edition-0002"));
        var heads = SampleArchive.heads(shorter);

        var given =
                new VerificationInputs(
                        List.of(SampleArchive.key()),
                        heads,
                        new Scope.Everything(),
                        Optional.empty());
        assertProved(verify(files, given));
    }

    @Test
    void a_head_of_another_operation_is_missed() {
        var head = new VerificationInputs.Head(Optional.of(Sample.SAFE_SPACE), 1, Digest.of("x"));
        var given =
                new VerificationInputs(
                        List.of(), List.of(head), new Scope.Everything(), Optional.empty());

        assertRefuted(verify(files, given), "safe-space", "nothing of it is in the archive");
    }

    @Test
    void an_archive_without_editions_is_none() {
        assertRefuted(
                verify(new TreeMap<>(), VerificationInputs.NOTHING),
                "the archive",
                "no manifest.json");
    }

    @Test
    void a_file_that_no_manifest_lists_does_not_belong() {
        files.put("summaries/weekly/2023-W05/grip/edition-0001/notes.txt", new byte[0]);
        assertRefuted(
                verify(files, VerificationInputs.NOTHING), "notes.txt", "is no file of an edition");

        files.remove("summaries/weekly/2023-W05/grip/edition-0001/notes.txt");
        files.put("summaries/weekly/2023-W05/grip/edition-0003/summary.json", new byte[0]);
        assertRefuted(
                verify(files, VerificationInputs.NOTHING), "edition-0003", "belongs to no edition");
    }

    @Test
    void an_edition_cannot_be_there_twice() {
        var twice = new TreeMap<>(files);
        files.forEach((name, content) -> twice.put("copy/" + name, content));

        assertRefuted(verify(twice, VerificationInputs.NOTHING), "edition-0001", "is there twice");
    }

    @Test
    void a_key_that_another_has_followed_signs_no_more() {
        var first = new FakeSigner();
        var rotated = SampleArchive.whole().files(it -> it == 1 ? first : SampleArchive.SIGNER);
        var turnedBack = SampleArchive.whole().files(it -> it == 2 ? first : SampleArchive.SIGNER);

        assertProved(verify(rotated, VerificationInputs.NOTHING));
        assertRefuted(
                verify(turnedBack, VerificationInputs.NOTHING),
                "edition-0002",
                "which another had followed by then");
    }

    @Test
    void manifests_and_their_order_cannot_be_edited_even_as_text() {
        for (var name : List.copyOf(files.keySet())) {
            if (name.endsWith("manifest.json")) {
                var spaced = new TreeMap<>(files);
                var text = new String(files.get(name), UTF_8);
                spaced.put(name, text.replaceFirst(":", ": ").getBytes(UTF_8));
                assertRefuted(
                        verify(spaced, VerificationInputs.NOTHING),
                        name,
                        "not as the ledger writes");
            }
        }
    }
}
