package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.Forgeries.MONTH;
import static org.patrolledger.verifier.proof.Forgeries.WEEK;
import static org.patrolledger.verifier.proof.Forgeries.WEEK_AGAIN;
import static org.patrolledger.verifier.proof.Forgeries.WEEK_OF_ALL;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.testing.Sample;
import org.patrolledger.verifier.proof.Forgeries.Forgery;

/// What editions cannot be beside one another: their moments, comparisons, history and changes.
final class ChainForgeries {

    private ChainForgeries() {}

    static List<Forgery> all() {
        return Stream.of(publication(), comparisons(), history(), changes())
                .flatMap(List::stream)
                .toList();
    }

    private static Forgery published(String name, String found, Consumer<SampleArchive> forge) {
        return new Forgery(name, "publication", found, forge);
    }

    /// Moments and states that cannot have been.
    private static List<Forgery> publication() {
        return List.of(
                published(
                        "a-week-published-before-it-ended",
                        "before its period was due",
                        it ->
                                it.edition(WEEK)
                                        .published(Sample.WEEK.publishedAt().minusSeconds(1))),
                published(
                        "a-clock-that-runs-backwards",
                        "was published before monthly/2023-02/grip/edition-0001",
                        it ->
                                it.edition(WEEK_AGAIN)
                                        .published(Sample.MONTH.publishedAt().minusSeconds(1))),
                published(
                        "a-status-turned-final-too-early",
                        "is final, which it was not on that day",
                        it -> it.edition(MONTH).status(Status.FINAL)),
                published(
                        "a-status-turned-back",
                        "is provisional, which it was not on that day",
                        it -> it.edition(WEEK_AGAIN).status(Status.PROVISIONAL)),
                new Forgery(
                        "another-status-in-the-summary",
                        "figures",
                        "has another status than its manifest",
                        it -> {
                            it.edition(MONTH).status(Status.FINAL);
                            it.edition(MONTH).status = Status.PROVISIONAL;
                        }),
                new Forgery(
                        "a-correction-of-what-was-not-final",
                        "chain",
                        "says wrongly whether it corrects",
                        it -> it.edition(WEEK_AGAIN).correction = true),
                new Forgery(
                        "a-first-edition-that-corrects",
                        "chain",
                        "corrects nothing",
                        it -> it.edition(WEEK).correction = true));
    }

    private static EditionKey weekBefore(int edition) {
        return new EditionKey(new SummaryKey(Sample.WEEK.previous(), Sample.GRIP), edition);
    }

    /// Comparisons with what was not there, was not so, or was left out.
    private static List<Forgery> comparisons() {
        return List.of(
                published(
                        "a-comparison-with-an-edition-that-is-not-there",
                        "was not the newest edition before it in the chain",
                        it -> {
                            var twice =
                                    new Summary.Comparison(
                                            weekBefore(2), Measures.ZERO, new TreeMap<>());
                            it.edition(WEEK)
                                    .compared(Optional.of(twice), Optional.empty(), List.of(twice));
                        }),
                published(
                        "a-comparison-with-a-year-that-is-not-there",
                        "was not the newest edition before it in the chain",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var year = Sample.WEEK.yearEarlier().orElseThrow();
                            it.edition(WEEK)
                                    .compared(
                                            summary.previous(),
                                            Optional.of(
                                                    new Summary.Comparison(
                                                            new EditionKey(
                                                                    new SummaryKey(
                                                                            year, Sample.GRIP),
                                                                    1),
                                                            Measures.ZERO,
                                                            new TreeMap<>())),
                                            summary.trend());
                        }),
                new Forgery(
                        "a-comparison-with-other-figures",
                        "figures",
                        "compares with other figures than",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var sums = new Measures.Sums();
                            sums.add(summary.previous().orElseThrow().measures());
                            sums.add(Measure.ARRESTS, 7);
                            var other =
                                    new Summary.Comparison(
                                            weekBefore(1),
                                            sums.measures(),
                                            summary.previous().orElseThrow().priorities());
                            it.edition(WEEK)
                                    .compared(Optional.of(other), Optional.empty(), List.of(other));
                        }),
                new Forgery(
                        "a-comparison-with-other-priorities",
                        "figures",
                        "compares with other figures than",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var other =
                                    new Summary.Comparison(
                                            weekBefore(1),
                                            summary.previous().orElseThrow().measures(),
                                            new TreeMap<>());
                            it.edition(WEEK)
                                    .compared(Optional.of(other), Optional.empty(), List.of(other));
                        }),
                new Forgery(
                        "a-comparison-left-out",
                        "catalogue",
                        "does not compare with",
                        it ->
                                it.edition(WEEK)
                                        .compared(Optional.empty(), Optional.empty(), List.of())),
                new Forgery(
                        "a-trend-left-out",
                        "catalogue",
                        "does not compare with",
                        it ->
                                it.edition(WEEK)
                                        .compared(
                                                it.edition(WEEK).summary().previous(),
                                                Optional.empty(),
                                                List.of())),
                new Forgery(
                        "a-trend-of-other-periods",
                        "figures",
                        "looks back on other periods",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var itself =
                                    new Summary.Comparison(
                                            summary.edition(),
                                            summary.figures().measures(),
                                            summary.figures().priorities());
                            it.edition(WEEK)
                                    .compared(
                                            summary.previous(),
                                            Optional.empty(),
                                            List.of(summary.trend().getFirst(), itself));
                        }));
    }

    /// What several summaries say otherwise of one submission.
    private static List<Forgery> history() {
        return List.of(
                new Forgery(
                        "an-edition-that-goes-back-to-an-earlier-revision",
                        "history",
                        "goes back to an earlier revision",
                        it -> {
                            it.edition(WEEK_AGAIN).forge("\"revision\":3", "\"revision\":1");
                            it.edition(WEEK_AGAIN).restate("\"revised\":1", "\"revised\":0");
                        }),
                new Forgery(
                        "a-revision-with-two-digests",
                        "history",
                        "has another digest of",
                        it -> {
                            var line = Forgeries.text(it.edition(MONTH), EditionFile.LINEAGE);
                            int at = line.indexOf("sha256:");
                            it.edition(MONTH)
                                    .forge(
                                            line.substring(at, at + 71),
                                            Digest.of("another").value());
                        }),
                new Forgery(
                        "a-revision-that-counts-otherwise-in-the-month",
                        "history",
                        "otherwise than in",
                        it -> it.edition(MONTH).forge("\"arrests\":3", "\"arrests\":30")),
                new Forgery(
                        "a-revision-that-counts-otherwise-in-all-operations",
                        "history",
                        "otherwise than in",
                        it -> it.edition(WEEK_OF_ALL).forge("\"arrests\":2", "\"arrests\":20")));
    }

    private static Forgery changed(String name, String found, UnaryOperator<Change> change) {
        return new Forgery(
                name,
                "changes",
                found,
                it -> {
                    var edition = it.edition(WEEK_AGAIN);
                    edition.changes = edition.changes.stream().map(change).toList();
                });
    }

    private static Change by(Change it, Cause cause) {
        return new Change(
                it.figure(),
                it.was(),
                it.now(),
                it.share(),
                cause,
                cause == Cause.RULES || cause == Cause.CATALOGUE ? List.of() : it.submissions());
    }

    /// Changes and causes that the editions do not show.
    private static List<Forgery> changes() {
        return List.of(
                new Forgery(
                        "changes-kept-quiet",
                        "changes",
                        "says otherwise what changed",
                        it -> it.edition(WEEK_AGAIN).changes = List.of()),
                new Forgery(
                        "changes-of-places-kept-quiet",
                        "changes",
                        "says otherwise what changed",
                        it -> {
                            var edition = it.edition(WEEK_AGAIN);
                            edition.changes =
                                    edition.changes.stream()
                                            .filter(change ->
                                                    !(change.figure()
                                                                    instanceof
                                                                    Figure.Measured measured)
                                                            || measured.place().isEmpty())
                                            .toList();
                        }),
                new Forgery(
                        "changes-of-a-first-edition",
                        "changes",
                        "changes nothing, yet says so",
                        it -> it.edition(MONTH).changes = it.edition(WEEK_AGAIN).changes),
                changed(
                        "a-late-report-called-a-correction",
                        "says otherwise what changed",
                        it -> it.cause() == Cause.LATE ? by(it, Cause.REVISED) : it),
                changed(
                        "a-correction-called-a-change-of-rules",
                        "says otherwise what changed",
                        it -> it.cause() == Cause.REVISED ? by(it, Cause.RULES) : it),
                changed(
                        "a-late-report-called-a-change-of-the-catalogue",
                        "names the cause catalogue",
                        it -> it.figure() instanceof Figure.Covered ? by(it, Cause.CATALOGUE) : it),
                changed(
                        "coverage-with-another-share",
                        "says otherwise how its coverage changed",
                        it ->
                                it.figure() instanceof Figure.Covered
                                        ? new Change(
                                                it.figure(),
                                                it.was(),
                                                it.now(),
                                                it.share() + 1,
                                                it.cause(),
                                                it.submissions())
                                        : it));
    }
}
