package org.patrolledger.functions.publishsummary.render;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Funding;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Rules;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Samples;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.words.Names;
import org.patrolledger.testing.Sample;

/// Pages of the sample week.
public final class PageSamples {
    private static final Samples.Folded BEFORE = Samples.fold(Samples.reports());
    private static final Samples.Folded AFTER = Samples.fold(Samples.reportsLater());

    private PageSamples() {}

    private static SortedMap<String, Digest> sources() {
        var sources = new TreeMap<String, Digest>();
        for (var file : EditionFile.LISTED) {
            if (file != EditionFile.SUMMARY_HTML) {
                sources.put(file.fileName(), Digest.of(file.fileName()));
            }
        }
        return sources;
    }

    private static Names names() {
        return new Names(Samples.CATALOGUE, Sample.GRIP);
    }

    private static RenderInput page(Summary summary, boolean correction, List<Change> changes) {
        return new RenderInput(
                summary,
                names(),
                Samples.PUBLISHED,
                correction,
                changes,
                Rules.VERSION,
                Samples.PUBLISHER,
                sources());
    }

    public static RenderInput first() {
        return page(Samples.summary(1, BEFORE.figures()), false, List.of());
    }

    public static RenderInput second() {
        return page(Samples.summary(2, AFTER.figures()), false, changes());
    }

    private static List<Change> changes() {
        return Samples.changes(BEFORE, AFTER);
    }

    public static RenderInput named(String operation, String place) {
        var names = new Names(Samples.catalogue(operation, place), Sample.GRIP);
        var summary = Samples.summary(1, BEFORE.figures());
        return new RenderInput(
                summary,
                names,
                Samples.PUBLISHED,
                false,
                List.of(),
                Rules.VERSION,
                Samples.PUBLISHER,
                sources());
    }

    public static RenderInput with(SortedMap<String, Digest> sources) {
        var summary = Samples.summary(1, BEFORE.figures());
        return new RenderInput(
                summary,
                names(),
                Samples.PUBLISHED,
                false,
                List.of(),
                Rules.VERSION,
                Samples.PUBLISHER,
                sources);
    }

    /// An operation with priorities, one of them without reports, and with funding, of which one
    /// fund has run out.
    public static RenderInput prioritised() {
        var operation = Samples.CATALOGUE.operation(Sample.GRIP).orElseThrow();
        var knives = new Priority(new PriorityId("knife-crime"), "Knife crime in the centre");
        var violence = new Priority(new PriorityId("violence-at-night"), "Violence at night");
        var catalogue =
                new Catalogue(
                        List.of(
                                new Operation(
                                        operation.id(),
                                        operation.name(),
                                        1,
                                        operation.active(),
                                        operation.organisations(),
                                        operation.places(),
                                        operation.shifts(),
                                        List.of(knives, violence),
                                        List.of(
                                                fund(
                                                        "Community Safety Fund 2022/23",
                                                        22_511,
                                                        "2023-03-31"),
                                                fund("Pilot", 900, "2022-12-31")))),
                        Samples.CATALOGUE.organisations());
        var reports =
                List.of(
                        Samples.patrol(1, "southend-high-street", "2023-02-03T18:00:00Z", 60, 2)
                                .with("priorities", List.of("knife-crime"))
                                .first(),
                        Samples.arrest(2, "grays-town-centre", "2023-02-04T22:15:00Z", 2)
                                .with("priorities", List.of("knife-crime"))
                                .first(),
                        Samples.stall(3, "southend-high-street", "2023-02-04T12:00:00Z").first());
        var figures = Samples.fold(Sample.WEEKLY, catalogue, reports).figures();
        var before = Samples.fold(Sample.WEEKLY, catalogue, reports.subList(0, 1)).figures();
        var summary = Samples.summary(1, figures);
        return new RenderInput(
                new Summary(
                        summary.edition(),
                        summary.status(),
                        figures,
                        summary.previous()
                                .map(it ->
                                        new Summary.Comparison(
                                                it.edition(),
                                                before.measures(),
                                                before.priorities())),
                        Optional.empty(),
                        summary.trend()),
                new Names(catalogue, Sample.GRIP),
                Samples.PUBLISHED,
                false,
                List.of(),
                Rules.VERSION,
                Samples.PUBLISHER,
                sources());
    }

    private static Funding fund(String name, long amount, String until) {
        return new Funding(
                name,
                amount,
                "GBP",
                OperationalDay.parse("2022-04-01"),
                Optional.of(OperationalDay.parse(until)));
    }

    /// Every kind of page: with and without changes, provisional, final and corrected, with nothing
    /// in it, and with much.
    public static Stream<RenderInput> pages() {
        var nothing = Samples.fold(List.of()).figures();
        var much = Samples.fold(Samples.random(7, 300)).figures();
        return Stream.of(
                first(),
                second(),
                page(bare(1, Status.PROVISIONAL), false, List.of()),
                page(bare(2, Status.FINAL), false, List.of()),
                page(bare(3, Status.FINAL), true, changes()),
                page(Samples.summary(1, nothing), false, List.of()),
                page(Samples.summary(2, much), false, List.of()),
                prioritised(),
                named("Ünïcode & \"quotes\" 🚓", "a".repeat(200)));
    }

    private static Summary bare(int edition, Status status) {
        return new Summary(
                new EditionKey(Sample.WEEKLY, edition),
                status,
                BEFORE.figures(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
