package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Rules;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.CsvMetadata;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.Manifest.CatalogueVersion;
import org.patrolledger.formats.Samples;
import org.patrolledger.formats.SummaryCsv;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.words.Names;
import org.patrolledger.functions.publishsummary.render.EditionRenderer;
import org.patrolledger.functions.publishsummary.render.RenderInput;

/// An edition before it is signed.
public final class SampleEdition {
    public final EditionKey key;
    public Instant publishedAt;
    public Status status;
    public boolean correction;
    public List<Change> changes = List.of();
    public String rules = Rules.VERSION;
    public Catalogue catalogue;

    /// How the manifest names the catalogue; empty for one that names none.
    public Optional<CatalogueVersion> named;

    /// The files but page and workbook, which are made when the archive is signed unless they are
    /// here.
    public final Map<EditionFile, byte[]> files = new EnumMap<>(EditionFile.class);

    SampleEdition(EditionKey key, Instant publishedAt, Catalogue catalogue) {
        this.key = key;
        under(catalogue);
        this.publishedAt = publishedAt;
        this.status = Status.of(key.summary().period(), publishedAt);
    }

    /// As if it had been made under `other`.
    public void under(Catalogue other) {
        catalogue = other;
        named = Optional.of(ArchivedCatalogue.version(other));
    }

    public Summary summary() {
        return SummaryDocument.read(files.get(EditionFile.SUMMARY_JSON));
    }

    /// As if it had been published then.
    public void published(Instant at) {
        publishedAt = at;
        status(Status.of(key.summary().period(), at));
    }

    /// Takes `now` for its status, in manifest and summary.
    public void status(Status now) {
        status = now;
        var summary = summary();
        summary(
                new Summary(
                        summary.edition(),
                        now,
                        summary.figures(),
                        summary.previous(),
                        summary.yearEarlier(),
                        summary.trend()));
    }

    /// Takes other figures.
    public void figures(UnaryOperator<Figures> change) {
        var summary = summary();
        summary(
                new Summary(
                        summary.edition(),
                        summary.status(),
                        change.apply(summary.figures()),
                        summary.previous(),
                        summary.yearEarlier(),
                        summary.trend()));
    }

    /// Takes another coverage.
    public void coverage(UnaryOperator<Coverage> change) {
        figures(it ->
                new Figures(
                        it.measures(),
                        it.breakdowns(),
                        it.places(),
                        it.priorities(),
                        change.apply(it.coverage()),
                        it.inputs(),
                        it.timeliness()));
    }

    /// Looks back on other periods.
    public void compared(
            Optional<Summary.Comparison> previous,
            Optional<Summary.Comparison> yearEarlier,
            List<Summary.Comparison> trend) {
        var it = summary();
        summary(new Summary(it.edition(), it.status(), it.figures(), previous, yearEarlier, trend));
    }

    /// Replaces text in the lineage wherever it occurs, and makes everything else agree.
    public void forge(String old, String now) {
        replace(EditionFile.LINEAGE, old, now);
        recount();
    }

    /// Takes `summary`, and what follows from it.
    public void summary(Summary summary) {
        files.put(EditionFile.SUMMARY_JSON, SummaryDocument.write(summary));
        files.put(EditionFile.SUMMARY_CSV, SummaryCsv.write(summary, names(summary)));
        files.put(
                EditionFile.SUMMARY_CSV_METADATA,
                CsvMetadata.write(summary, publishedAt, Samples.PUBLISHER));
    }

    private Names names(Summary summary) {
        return new Names(catalogue, summary.edition().summary().operation());
    }

    /// Page and workbook as they follow from the rest, unless they are forged.
    Map<EditionFile, byte[]> rendered() {
        var all = new EnumMap<>(files);
        all.computeIfAbsent(EditionFile.SUMMARY_XLSX, it -> EditionRenderer.workbook(input(all)));
        all.computeIfAbsent(EditionFile.SUMMARY_HTML, it -> EditionRenderer.page(input(all)));
        return all;
    }

    private RenderInput input(Map<EditionFile, byte[]> sources) {
        var digests = new TreeMap<String, Digest>();
        sources.forEach((file, content) -> {
            if (file != EditionFile.SUMMARY_HTML) {
                digests.put(file.fileName(), Digest.of(content));
            }
        });
        var summary = summary();
        return new RenderInput(
                summary,
                names(summary),
                publishedAt,
                correction,
                changes,
                rules,
                CsvMetadata.publisher(files.get(EditionFile.SUMMARY_CSV_METADATA)),
                digests);
    }

    public void lineage(List<LineageLine> lines) {
        var out = new ByteArrayOutputStream();
        try (var writer = new LineageDocument.Writer(out)) {
            lines.forEach(writer::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put(EditionFile.LINEAGE, out.toByteArray());
    }

    /// Makes the summary agree with a lineage that was changed.
    public void recount() {
        var tally = new Tally();
        var summary = summary();
        var inputs = new Inputs.Running();
        new LineageDocument.Reader(new ByteArrayInputStream(files.get(EditionFile.LINEAGE)))
                .forEachRemaining(line -> {
                    tally.add(line.contribution());
                    inputs.add(line.submissionId(), line.revision(), line.digest());
                });
        var figures = summary.figures();
        figures.places().keySet().forEach(tally::expect);
        figures.priorities().keySet().forEach(tally::expect);
        figures(it ->
                new Figures(
                        tally.total(),
                        tally.breakdowns(),
                        tally.places(),
                        tally.priorities(),
                        it.coverage(),
                        inputs.inputs(),
                        it.timeliness()));
    }

    /// Replaces text in `summary.json`, and in what follows from it.
    public void restate(String old, String now) {
        replace(EditionFile.SUMMARY_JSON, old, now);
        summary(summary());
    }

    /// Makes page or workbook, and replaces text in it where it occurs first.
    public void alter(EditionFile file, String old, String now) {
        var made = new String(rendered().get(file), ISO_8859_1);
        if (!made.contains(old)) {
            throw new IllegalArgumentException("there is no " + old);
        }
        files.put(file, made.replaceFirst(Pattern.quote(old), now).getBytes(ISO_8859_1));
    }

    /// Replaces text in a file.
    public void replace(EditionFile file, String old, String now) {
        var text = new String(files.get(file), UTF_8);
        if (!text.contains(old)) {
            throw new IllegalArgumentException("there is no " + old);
        }
        files.put(file, text.replace(old, now).getBytes(UTF_8));
    }
}
