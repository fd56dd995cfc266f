package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.MalformedDocumentException;
import org.patrolledger.testing.Sample;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

class LedgerTest {
    private static final Catalogue CATALOGUE = SampleArchive.catalogue();

    private static Verdict verify(Ledger ledger) {
        return verify(SampleArchive.whole(), ledger);
    }

    private static Verdict verify(SampleArchive archive, Ledger ledger) {
        var given =
                new VerificationInputs(
                        List.of(), List.of(), new Scope.Everything(), Optional.of(ledger));
        return Verifier.verify(ArchiveFiles.of(archive.files()), given);
    }

    private static Ledger ledger(List<Revision> revisions) {
        return new Ledger(CATALOGUE, revisions, Map.of());
    }

    private static void assertRefuted(Verdict verdict, String what) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class, it -> assertThat(it.what()).contains(what));
    }

    private static String lines(List<Revision> revisions) {
        return revisions.stream()
                .map(it -> Json.text(SubmissionDocuments.submission(it)) + "\n")
                .collect(Collectors.joining());
    }

    private static Ledger read(String lines) {
        return LedgerReader.read(
                new ByteArrayInputStream(lines.getBytes(UTF_8)),
                Json.text(CatalogueDocument.write(CATALOGUE)).getBytes(UTF_8));
    }

    @Test
    void the_order_of_revisions_does_not_matter() {
        for (int seed = 0; seed < 20; seed++) {
            var revisions = new ArrayList<>(SampleArchive.revisions());
            Collections.shuffle(revisions, new Random(seed));
            assertThat(verify(ledger(revisions))).isInstanceOf(Verdict.Proved.class);
        }
    }

    @Test
    void no_revision_that_counts_can_be_left_out() {
        var all = SampleArchive.revisions();
        for (var left : all) {
            var revisions = new ArrayList<>(all);
            revisions.remove(left);
            boolean replaced =
                    left.number() == 1 && left.submission().id().value().startsWith("00000006");
            assertThat(verify(ledger(revisions)))
                    .as(left.submission().id() + " revision " + left.number())
                    .isInstanceOf(replaced ? Verdict.Proved.class : Verdict.Refuted.class);
        }
    }

    @Test
    void a_submission_that_no_edition_counts_is_missed() {
        var archive = SampleArchive.whole();
        var another = SampleArchive.patrol(8, "harlow-town-centre", "2023-02-02T18:00:00Z").first();
        var revisions = new ArrayList<>(SampleArchive.revisions());
        revisions.add(another);

        assertRefuted(verify(archive, ledger(revisions)), "does not count revision 1");
    }

    @Test
    void what_came_a_moment_before_may_be_in_the_next_edition() {
        var archive = SampleArchive.whole();
        archive.remove(2);
        var edition = archive.edition(2);
        var last =
                SampleArchive.revisions().stream()
                        .map(Revision::receivedAt)
                        .max(Instant::compareTo)
                        .orElseThrow();
        edition.published(last.plusSeconds(5));
        assertThat(verify(archive, SampleArchive.ledger())).isInstanceOf(Verdict.Proved.class);

        edition.published(last.minusSeconds(5));
        assertThat(verify(archive, SampleArchive.ledger())).isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void figures_that_no_submission_gives_are_found_though_they_add_up() {
        var archive = SampleArchive.whole();
        var edition = archive.edition(1);
        edition.replace(EditionFile.LINEAGE, "\"arrests\":2", "\"arrests\":5");
        edition.recount();
        archive.edition(3).changes = List.of();
        archive.remove(3);

        assertRefuted(verify(archive, SampleArchive.ledger()), "says otherwise what submission");
    }

    @Test
    void shifts_and_timeliness_are_counted_again_too() {
        var archive = SampleArchive.whole();
        var stated = "\"late\":0,\"medianDelayMinutes\":60,\"onTime\":5";
        archive.edition(1).restate(stated, stated.replace('0', '1').replace('5', '4'));

        assertRefuted(verify(archive, SampleArchive.ledger()), "timeliness differs");
    }

    @Test
    void reported_shifts_are_counted_again() {
        var archive = SampleArchive.whole();
        var evening = new Coverage.Missing(Sample.SOUTHEND, OperationalDay.parse("2023-02-04"));
        archive.edition(1)
                .coverage(it -> {
                    assertThat(it.missing()).contains(evening);
                    var missing = new ArrayList<>(it.missing());
                    missing.remove(evening);
                    return new Coverage(it.expected(), it.reported() + 1, missing);
                });
        archive.remove(3);

        assertRefuted(verify(archive, SampleArchive.ledger()), "other shifts were reported");
    }

    @Test
    void the_catalogue_given_counts_only_where_the_archive_lacks_that_of_then() {
        var operation = CATALOGUE.operations().getFirst();
        var later =
                new Operation(
                        operation.id(),
                        operation.name(),
                        2,
                        operation.active(),
                        operation.organisations(),
                        operation.places(),
                        operation.shifts().subList(0, 2));
        var ledger =
                new Ledger(
                        new Catalogue(List.of(later), CATALOGUE.organisations()),
                        SampleArchive.revisions(),
                        Map.of());

        var files = SampleArchive.whole().files();
        var given =
                new VerificationInputs(
                        List.of(), List.of(), new Scope.Extract(), Optional.of(ledger));
        assertThat(Verifier.verify(ArchiveFiles.of(files), given))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        it -> assertThat(it.open().toString()).doesNotContain("catalogue"));

        files.keySet().removeIf(it -> it.contains("/catalogue/"));
        assertThat(Verifier.verify(ArchiveFiles.of(files), given))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        it -> {
                            assertThat(it.complete()).isFalse();
                            assertThat(it.open().toString())
                                    .contains("the catalogue it was made under is not there")
                                    .contains("published under another catalogue");
                        });
    }

    @Test
    void other_rules_are_left_open() {
        var archive = SampleArchive.whole();
        archive.edition(1).rules = "9";

        assertThat(verify(archive, SampleArchive.ledger()))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        it -> assertThat(it.open().toString()).contains("version 9 of the rules"));
    }

    @Test
    void a_ledger_is_read_from_what_the_api_answers() {
        var single = read(lines(SampleArchive.revisions()));
        assertThat(verify(single)).isInstanceOf(Verdict.Proved.class);

        var whole = new TreeMap<String, List<Revision>>();
        SampleArchive.revisions().stream()
                .sorted(Comparator.comparing(Revision::number))
                .forEach(it ->
                        whole.computeIfAbsent(it.submission().id().value(), id -> new ArrayList<>())
                                .add(it));
        var answers =
                whole.values().stream()
                        .map(it ->
                                Json.text(
                                                Map.of(
                                                        "revisions",
                                                        it.stream()
                                                                .map(LedgerTest::listed)
                                                                .toList()))
                                        + "\n")
                        .collect(Collectors.joining());
        assertThat(verify(read(answers)))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        it ->
                                assertThat(it.proved().toString())
                                        .contains(
                                                "when and why is what the digest kept of it says"));

        for (var changed :
                List.of(
                        answers.replaceFirst("\"officer-1\"", "\"officer-2\""),
                        answers.replaceFirst("Corrected\\.", "Improved."),
                        answers.replaceFirst("Sent by mistake\\.", "Sent on purpose."),
                        answers.replaceFirst(
                                "\"submittedFor\":\"essex-police\"",
                                "\"submittedFor\":\"open-road\""))) {
            assertThat(changed).isNotEqualTo(answers);
            assertRefuted(verify(read(changed)), "was sent by another, at another time");
        }
    }

    private static Map<String, ?> listed(Revision revision) {
        return SubmissionDocuments.revision(
                new KeptRevision(revision, Optional.of(RevisionRecord.digest(revision))));
    }

    @Test
    void a_submission_without_the_digest_of_its_receipt_is_refused() {
        var line = lines(SampleArchive.revisions()).replace("\"count\":12", "\"count\":13");

        assertThatThrownBy(() -> read(line))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("digest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}\n", "[]\n", "x\n", "{\"receipt\":{}}\n", "{\"revisions\":[1]}\n", "{"})
    void other_lines_are_refused(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(MalformedDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"organisations\":[],\"operations\":[{\"id\":\"grip\"}]}"})
    void other_catalogues_are_refused(String catalogue) {
        var nothing = new ByteArrayInputStream(new byte[0]);

        assertThatThrownBy(() -> LedgerReader.read(nothing, catalogue.getBytes(UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void traces_lead_from_a_figure_to_its_submissions_and_back() {
        var files = ArchiveFiles.of(SampleArchive.whole().files());

        var behind =
                Trace.measure(files, Measure.ARRESTS, Optional.empty(), "weekly/2023-W05/grip");
        assertThat(behind).hasSize(1);
        assertThat(behind.getFirst().edition().number()).isEqualTo(2);
        assertThat(behind.getFirst().value()).isEqualTo(4);
        assertThat(behind.getFirst().contributors())
                .extracting(Trace.Contributor::adds)
                .containsExactly(1L, 3L);
        var submission = behind.getFirst().contributors().getLast().submission();
        assertThat(Trace.submission(files, submission))
                .extracting(it -> it.edition() + " revision " + it.line().revision())
                .containsExactly(
                        "weekly/2023-W05/grip/edition-0001 revision 2",
                        "monthly/2023-02/grip/edition-0001 revision 3",
                        "weekly/2023-W05/grip/edition-0002 revision 3");
    }
}
