package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
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
                List.of(SampleArchive.head(files)),
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
        assertThat(proved.proved())
                .contains(
                        "3 editions lie where the manifest says",
                        "grip: the chain is whole, 3 manifests, each after the first naming the one"
                                + " before",
                        "grip: nothing is cut off up to the head given, manifest 3",
                        "18 files have the size and SHA-256 that manifests state",
                        "every measure, place and breakdown of 3 editions is what 17 lines of"
                                + " lineage add up to, and summary.csv says the same",
                        "what 1 edition says to have changed is what the lineage shows",
                        "summary.json and lineage.jsonl of 3 editions are, byte for byte, what the"
                                + " submissions give");
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
                                        List.of(SampleArchive.head(files)),
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
        var head = SampleArchive.head(shorter);

        var given =
                new VerificationInputs(
                        List.of(SampleArchive.key()),
                        List.of(head),
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

    /// What whoever holds the key could forge, and still be found out.
    static Stream<Forgery> forgeries() {
        return Stream.of(
                new Forgery(
                        "an arrest more in summary.json",
                        "states 4 arrests in total",
                        it -> {
                            it.edition(1)
                                    .replace(
                                            EditionFile.SUMMARY_JSON,
                                            "\"arrests\":3",
                                            "\"arrests\":4");
                            it.edition(1).summary(it.edition(1).summary());
                        }),
                new Forgery(
                        "an arrest moved to another place",
                        "arrests at grays-town-centre",
                        it -> {
                            it.edition(2)
                                    .replace(
                                            EditionFile.SUMMARY_JSON,
                                            "\"grays-town-centre\":{\"measures\":{\"arrests\":3",
                                            "\"grays-town-centre\":{\"measures\":{\"arrests\":1");
                            it.edition(2).summary(it.edition(2).summary());
                        }),
                new Forgery(
                        "another breakdown",
                        "breaks concerns-raised down otherwise",
                        it -> {
                            it.edition(1)
                                    .replace(EditionFile.SUMMARY_JSON, "\"cctv\":1", "\"hate\":1");
                            it.edition(1).summary(it.edition(1).summary());
                        }),
                new Forgery(
                        "another figure in summary.csv",
                        "does not say what summary.json says",
                        it ->
                                it.edition(1)
                                        .replace(
                                                EditionFile.SUMMARY_CSV,
                                                ",arrests,,,3",
                                                ",arrests,,,4")),
                new Forgery(
                        "another description of summary.csv",
                        "does not say what summary.json says",
                        it ->
                                it.edition(1)
                                        .replace(
                                                EditionFile.SUMMARY_CSV_METADATA,
                                                "The figure",
                                                "A figure")),
                new Forgery(
                        "a space in summary.json",
                        "is not as the ledger writes summaries",
                        it ->
                                it.edition(1)
                                        .replace(
                                                EditionFile.SUMMARY_JSON,
                                                "\"edition\":1",
                                                "\"edition\": 1")),
                new Forgery(
                        "a space in lineage.jsonl",
                        "not as the ledger writes it",
                        it ->
                                it.edition(1)
                                        .replace(
                                                EditionFile.LINEAGE,
                                                "\"revision\":1",
                                                "\"revision\": 1")),
                new Forgery(
                        "a submission of another operation",
                        "names a submission of another operation",
                        it ->
                                it.edition(1)
                                        .replace(EditionFile.LINEAGE, "\"grip\"", "\"henderson\"")),
                new Forgery(
                        "a summary of another week",
                        "is of weekly/2023-W06",
                        it ->
                                it.edition(1)
                                        .replace(
                                                EditionFile.SUMMARY_JSON,
                                                "\"from\":\"2023-01-30T06:00:00Z\",\"id\":\"2023-W05\",\"kind\":\"week\",\"to\":\"2023-02-06T06:00:00Z\"",
                                                "\"from\":\"2023-02-06T06:00:00Z\",\"id\":\"2023-W06\",\"kind\":\"week\",\"to\":\"2023-02-13T06:00:00Z\"")),
                new Forgery(
                        "a status of its own",
                        "is final, which it was not on that day",
                        it -> it.edition(2).status = Status.FINAL),
                new Forgery(
                        "a status turned back",
                        "is provisional, which it was not on that day",
                        it -> it.edition(3).status(Status.PROVISIONAL)),
                new Forgery(
                        "another status in summary.json",
                        "another status than its manifest",
                        it -> {
                            it.edition(2).status(Status.FINAL);
                            it.edition(2).status = Status.PROVISIONAL;
                        }),
                new Forgery(
                        "a week published before it ended",
                        "before its period was due",
                        it -> it.edition(1).published(Sample.WEEK.publishedAt().minusSeconds(1))),
                new Forgery(
                        "a clock that runs backwards",
                        "was published before monthly/2023-02/grip/edition-0001",
                        it -> it.edition(3).published(Sample.MONTH.publishedAt().minusSeconds(1))),
                new Forgery(
                        "a line that counts forty",
                        "counts as another number than one",
                        it -> it.edition(1).forge("\"submissions\":1", "\"submissions\":40")),
                new Forgery(
                        "an engagement with arrests",
                        "is an engagement with arrests",
                        it ->
                                it.edition(1)
                                        .forge(
                                                "{\"engagements\":1",
                                                "{\"arrests\":2,\"engagements\":1")),
                new Forgery(
                        "an incident with people engaged",
                        "is an incident with people-engaged",
                        it ->
                                it.edition(1)
                                        .forge(
                                                "\"incidents\":1,",
                                                "\"incidents\":1,\"people-engaged\":5,")),
                new Forgery(
                        "a patrol four years before its period",
                        "is a patrol of another period",
                        it -> it.edition(1).forge("\"2023-02-03T1", "\"2019-02-03T1")),
                new Forgery(
                        "a breakdown unlike its measure",
                        "adds other figures to engagements",
                        it -> it.edition(1).forge("{\"foot-patrol\":1}", "{\"foot-patrol\":3}")),
                new Forgery(
                        "an activity that no form can have",
                        "that no form can have",
                        it -> it.edition(1).forge("\"foot-patrol\"", "\"jet-patrol\"")),
                new Forgery(
                        "person-minutes of half a person",
                        "has person-minutes that no number of people make",
                        it ->
                                it.edition(1)
                                        .forge("\"person-minutes\":120", "\"person-minutes\":90")),
                new Forgery(
                        "a visit that was too short",
                        "counts otherwise as a visit",
                        it ->
                                it.edition(1)
                                        .forge(
                                                "\"patrols\":1,\"people",
                                                "\"patrols\":1,\"patrols-of-15-minutes\":1,\"people")),
                new Forgery(
                        "an edition that goes back to an earlier revision",
                        "goes back to an earlier revision",
                        it -> it.edition(3).forge("\"revision\":3", "\"revision\":1")),
                new Forgery(
                        "a revision with two digests",
                        "has another digest of",
                        it -> {
                            var line =
                                    new String(it.edition(2).files.get(EditionFile.LINEAGE), UTF_8);
                            int at = line.indexOf("sha256:");
                            it.edition(2)
                                    .forge(
                                            line.substring(at, at + 71),
                                            Digest.of("another").value());
                        }),
                new Forgery(
                        "a revision that counts otherwise in the month than in the week",
                        "otherwise than in monthly/2023-02",
                        it -> it.edition(2).forge("\"arrests\":3", "\"arrests\":30")),
                new Forgery(
                        "a comparison with an edition that is not there",
                        "was not the newest edition before it in the chain",
                        it -> {
                            var summary = it.edition(1).summary();
                            var before =
                                    new EditionKey(
                                            new SummaryKey(Sample.WEEK.previous(), Sample.GRIP), 1);
                            it.edition(1)
                                    .summary(
                                            new Summary(
                                                    summary.edition(),
                                                    summary.status(),
                                                    summary.figures(),
                                                    Optional.of(
                                                            new Summary.Comparison(
                                                                    before, Measures.ZERO)),
                                                    Optional.empty()));
                        }),
                new Forgery(
                        "changes kept quiet",
                        "says otherwise what changed",
                        it -> it.edition(3).changes = List.of()),
                new Forgery(
                        "changes of a first edition",
                        "changes nothing, yet says so",
                        it -> it.edition(1).changes = it.edition(3).changes),
                new Forgery(
                        "a correction of what was not final",
                        "says wrongly whether it corrects",
                        it -> it.edition(3).correction = true),
                new Forgery(
                        "a first edition that corrects",
                        "corrects nothing",
                        it -> it.edition(1).correction = true));
    }

    private record Forgery(String name, String found, Consumer<SampleArchive> forge) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void whoever_holds_the_key_cannot_sign_figures_that_do_not_add_up(Forgery forgery) {
        var archive = SampleArchive.whole();
        forgery.forge().accept(archive);

        assertRefuted(verify(archive.files(), VerificationInputs.NOTHING), "", forgery.found());
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
