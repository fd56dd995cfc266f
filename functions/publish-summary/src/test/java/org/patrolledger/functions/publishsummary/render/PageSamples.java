package org.patrolledger.functions.publishsummary.render;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Rules;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
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
                named("Ünïcode & \"quotes\" 🚓", "a".repeat(200)));
    }

    private static Summary bare(int edition, Status status) {
        return new Summary(
                new EditionKey(Sample.WEEKLY, edition),
                status,
                BEFORE.figures(),
                Optional.empty(),
                Optional.empty());
    }
}
