package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Rules;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.formats.CsvMetadata;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.Manifest.Superseded;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.Samples;
import org.patrolledger.formats.SummaryCsv;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.words.Names;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// An archive of one operation: two editions of a week, and between them one of the month. Its
/// parts can be forged before it is signed, as whoever holds the key could.
///
/// Pages and workbooks are short stand-ins: the proof takes them as bytes, and a small archive can
/// be changed in every way there is.
public final class SampleArchive {
    public static final FakeSigner SIGNER = new FakeSigner();

    private final List<Edition> editions = new ArrayList<>();

    /// An edition before it is signed.
    public static final class Edition {
        public final EditionKey key;
        public Instant publishedAt;
        public Status status;
        public boolean correction;
        public List<Change> changes = List.of();
        public String rules = Rules.VERSION;
        public final Map<EditionFile, byte[]> files = new EnumMap<>(EditionFile.class);

        Edition(EditionKey key, Instant publishedAt) {
            this.key = key;
            this.publishedAt = publishedAt;
            this.status = Status.of(key.summary().period(), publishedAt);
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
                            summary.yearEarlier()));
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

        private static Names names(Summary summary) {
            return new Names(Samples.CATALOGUE, summary.edition().summary().operation());
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
            summary(
                    new Summary(
                            summary.edition(),
                            summary.status(),
                            new Figures(
                                    tally.total(),
                                    tally.breakdowns(),
                                    tally.places(),
                                    figures.coverage(),
                                    inputs.inputs(),
                                    figures.timeliness()),
                            summary.previous(),
                            summary.yearEarlier()));
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

    public static SampleArchive whole() {
        var archive = new SampleArchive();
        var before = Samples.fold(Samples.reports());
        var after = Samples.fold(Samples.reportsLater());
        var month = new SummaryKey(Sample.MONTH, Sample.GRIP);
        var march = Sample.MONTH.publishedAt();
        var ofFebruary =
                Samples.reportsLater().stream()
                        .filter(it -> Sample.MONTH.contains(it.submission().day()))
                        .toList();

        archive.add(new EditionKey(Sample.WEEKLY, 1), Samples.PUBLISHED, before, List.of());
        archive.add(new EditionKey(month, 1), march, Samples.fold(month, ofFebruary), List.of());
        archive.add(
                new EditionKey(Sample.WEEKLY, 2),
                march.plusSeconds(3600),
                after,
                Samples.changes(before, after));
        return archive;
    }

    /// A first edition of a week, of one place and three submissions.
    public static SampleArchive smallest() {
        var archive = new SampleArchive();
        var catalogue =
                new Catalogue(
                        List.of(Sample.operation(Sample.GRIP, "clacton-pier-gap")), List.of());
        var reports =
                List.of(
                        patrol(1, "clacton-pier-gap", "2023-02-03T18:00:00Z").first(),
                        patrol(2, "clacton-pier-gap", "2023-02-03T18:30:00Z").first(),
                        Samples.arrest(3, "clacton-pier-gap", "2023-02-04T00:40:00Z", 1).first());
        var folded = Samples.fold(Sample.WEEKLY, catalogue, reports);
        archive.add(new EditionKey(Sample.WEEKLY, 1), Samples.PUBLISHED, folded, List.of());
        return archive;
    }

    private void add(
            EditionKey key, Instant publishedAt, Samples.Folded folded, List<Change> changes) {
        var edition = new Edition(key, publishedAt);
        edition.summary(
                new Summary(
                        key, edition.status, folded.figures(), Optional.empty(), Optional.empty()));
        edition.lineage(folded.lineage());
        edition.files.put(EditionFile.SUMMARY_XLSX, "a workbook".getBytes(UTF_8));
        edition.files.put(EditionFile.SUMMARY_HTML, "<p>a page</p>".getBytes(UTF_8));
        edition.changes = changes;
        editions.add(edition);
    }

    /// The edition with number `sequence` in the chain.
    public Edition edition(int sequence) {
        return editions.get(sequence - 1);
    }

    public void remove(int sequence) {
        editions.remove(sequence - 1);
    }

    /// The archive, signed.
    public SortedMap<String, byte[]> files() {
        return files(SIGNER);
    }

    public SortedMap<String, byte[]> files(Signer signer) {
        return files((int sequence) -> signer);
    }

    /// The archive, each edition signed by the signer of its place in the chain.
    public SortedMap<String, byte[]> files(IntFunction<Signer> signers) {
        var files = new TreeMap<String, byte[]>();
        Optional<Digest> previous = Optional.empty();
        var latest = new HashMap<SummaryKey, Superseded>();
        for (int i = 0; i < editions.size(); i++) {
            var edition = editions.get(i);
            var manifest =
                    new Manifest(
                            edition.key,
                            edition.status,
                            edition.correction,
                            listed(edition),
                            edition.publishedAt,
                            Optional.ofNullable(latest.get(edition.key.summary())),
                            edition.changes,
                            edition.rules,
                            i + 1,
                            previous);
            var bytes =
                    ManifestDocument.write(ManifestSignature.sign(manifest, signers.apply(i + 1)));
            var digest = Digest.of(bytes);
            previous = Optional.of(digest);
            latest.put(edition.key.summary(), new Superseded(edition.key.number(), digest));
            var folder = edition.key.path();
            edition.files.forEach((file, content) -> files.put(folder + file.fileName(), content));
            files.put(folder + EditionFile.MANIFEST.fileName(), bytes);
        }
        for (int i = 1; i <= editions.size(); i++) {
            var key = signers.apply(i).publicKey();
            files.put(
                    ManifestSignature.keyPath(ManifestSignature.keyId(key)),
                    ManifestSignature.pem(key).getBytes(UTF_8));
        }
        return files;
    }

    private static List<Manifest.File> listed(Edition edition) {
        return EditionFile.LISTED.stream()
                .map(file -> {
                    var content = edition.files.get(file);
                    return new Manifest.File(file.fileName(), content.length, Digest.of(content));
                })
                .toList();
    }

    /// The newest manifest of `files`, by the chain.
    public static VerificationInputs.Head head(SortedMap<String, byte[]> files) {
        VerificationInputs.Head head = null;
        for (var file : files.entrySet()) {
            if (file.getKey().endsWith("/manifest.json")) {
                long sequence = ManifestDocument.read(file.getValue()).manifest().sequence();
                if (head == null || sequence > head.sequence()) {
                    head =
                            new VerificationInputs.Head(
                                    Optional.empty(), sequence, Digest.of(file.getValue()));
                }
            }
        }
        return head;
    }

    public static String key() {
        return ManifestSignature.pem(SIGNER.publicKey());
    }

    public static List<Revision> revisions() {
        return Samples.revisions();
    }

    public static Ledger ledger() {
        return new Ledger(Samples.CATALOGUE, revisions());
    }

    public static Catalogue catalogue() {
        return Samples.CATALOGUE;
    }

    public static Form patrol(int id, String place, String start) {
        return Samples.patrol(id, place, start, 60, 2);
    }
}
