package org.patrolledger.verifier.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

/// A holder of the key can sign anything. What cannot be so is found all the same, from the archive
/// alone: with the key and the heads given that the forger would give.
class ForgeriesTest {
    private static Verdict verify(SortedMap<String, byte[]> files) {
        return Verifier.verify(
                ArchiveFiles.of(files),
                new VerificationInputs(
                        List.of(SampleArchive.key()),
                        SampleArchive.heads(files),
                        new Scope.Everything(),
                        Optional.empty()));
    }

    @Test
    void the_archive_that_is_forged_holds() {
        assertThat(verify(SampleArchive.rich().files()))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        it -> {
                            assertThat(it.holds()).isTrue();
                            assertThat(it.open()).hasSize(1);
                            assertThat(it.open().getFirst()).contains("no submissions were given");
                        });
    }

    /// Written for those who verify in another way: the page in a browser, an auditor's own
    /// program.
    static Stream<CaseFiles.Case> cases() throws IOException {
        return CaseFiles.write(Path.of("target", "cases")).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_gets_its_verdict(CaseFiles.Case it) {
        switch (Verifier.verify(ArchiveFiles.of(it.files()), it.given())) {
            case Verdict.Refuted refuted -> {
                assertThat(it.expected()).as(refuted.what()).isEqualTo(CaseFiles.Expected.BROKEN);
                assertThat(refuted.what()).contains(it.found());
            }
            case Verdict.Proved proved ->
                    assertThat(
                                    proved.holds()
                                            ? CaseFiles.Expected.HOLDS
                                            : CaseFiles.Expected.NOT_SHOWN)
                            .isEqualTo(it.expected());
        }
    }

    @Test
    void there_are_more_forgeries_than_were_once_counted_each_of_its_own_kind() {
        assertThat(Forgeries.all().count()).isGreaterThanOrEqualTo(36);
        assertThat(Forgeries.all().map(Forgeries.Forgery::name).collect(Collectors.toSet()))
                .hasSize((int) Forgeries.all().count());
    }

    /// What this program cannot count may be anything: nothing wrong was found, and that is all.
    @Test
    void figures_by_rules_that_this_program_lacks_never_hold() {
        var archive = SampleArchive.rich();
        archive.edition(2).forge("\"submissions\":1", "\"submissions\":40");
        archive.edition(2).rules = "9";

        assertThat(verify(archive.files()))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        it -> {
                            assertThat(it.anchored()).isTrue();
                            assertThat(it.holds()).isFalse();
                            assertThat(it.open().toString())
                                    .contains("version 9 of the rules, which this program lacks");
                        });
    }
}
