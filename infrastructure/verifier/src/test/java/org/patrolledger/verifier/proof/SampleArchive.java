package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.Manifest.Superseded;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.Samples;
import org.patrolledger.formats.change.Change;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// Archives with everything that the ledger publishes. Their parts can be forged before they are
/// signed, as somebody with the key could: what follows from a part is made again with it, page and
/// workbook included, so that a forgery is found by what is wrong with it and by nothing else.
public final class SampleArchive {
    public static final FakeSigner SIGNER = new FakeSigner();

    private final List<SampleEdition> editions = new ArrayList<>();

    /// Two editions of a week of one operation, and between them one of the month.
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
                        List.of(Sample.operation(Sample.GRIP, "clacton-pier-gap")),
                        List.of(new Organisation(Sample.ESSEX_POLICE, "Essex Police")));
        var reports =
                List.of(
                        patrol(1, "clacton-pier-gap", "2023-02-03T18:00:00Z").first(),
                        patrol(2, "clacton-pier-gap", "2023-02-03T18:30:00Z").first(),
                        Samples.arrest(3, "clacton-pier-gap", "2023-02-04T00:40:00Z", 1).first());
        var folded = Samples.fold(Sample.WEEKLY, catalogue, reports);
        archive.add(
                new EditionKey(Sample.WEEKLY, 1),
                Samples.PUBLISHED,
                catalogue,
                folded,
                List.of(),
                List.of());
        return archive;
    }

    /// Two operations, one of which lists priorities, and their sum: the week before, the week
    /// compared with it, the month, and what came late. Of `grip` the editions are 1 to 4.
    public static SampleArchive rich() {
        var archive = new SampleArchive();
        var catalogue = RichSample.CATALOGUE;
        var march = Sample.MONTH.publishedAt();
        for (var operation : List.of(Sample.GRIP, OperationId.ALL)) {
            var week = new SummaryKey(Sample.WEEK, operation);
            var weekBefore = week.of(Sample.WEEK.previous());
            var month = week.of(Sample.MONTH);
            var earlier = RichSample.fold(weekBefore, RichSample.weekBefore());
            var before = RichSample.fold(week, RichSample.reports());
            var after = RichSample.fold(week, RichSample.reportsLater());
            var first = new EditionKey(weekBefore, 1);
            var lookedBack =
                    List.of(
                            new Summary(
                                            first,
                                            Status.PROVISIONAL,
                                            earlier.figures(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            List.of())
                                    .asComparison());
            archive.add(
                    first,
                    Sample.WEEK.previous().publishedAt(),
                    catalogue,
                    earlier,
                    List.of(),
                    List.of());
            archive.add(
                    new EditionKey(week, 1),
                    Samples.PUBLISHED,
                    catalogue,
                    before,
                    lookedBack,
                    List.of());
            archive.add(
                    new EditionKey(month, 1),
                    march,
                    catalogue,
                    RichSample.fold(month, RichSample.ofTheMonth()),
                    List.of(),
                    List.of());
            archive.add(
                    new EditionKey(week, 2),
                    march.plusSeconds(3600),
                    catalogue,
                    after,
                    lookedBack,
                    Samples.changes(before, after));
        }
        return archive;
    }

    private void add(
            EditionKey key, Instant publishedAt, Samples.Folded folded, List<Change> changes) {
        add(key, publishedAt, Samples.CATALOGUE, folded, List.of(), changes);
    }

    private void add(
            EditionKey key,
            Instant publishedAt,
            Catalogue catalogue,
            Samples.Folded folded,
            List<Summary.Comparison> trend,
            List<Change> changes) {
        var edition = new SampleEdition(key, publishedAt, catalogue);
        edition.summary(
                new Summary(
                        key,
                        edition.status,
                        folded.figures(),
                        trend.stream().findFirst(),
                        Optional.empty(),
                        trend));
        edition.lineage(folded.lineage());
        edition.changes = changes;
        editions.add(edition);
    }

    /// The edition with number `sequence` in the chain.
    public SampleEdition edition(int sequence) {
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

    /// The archive, each edition signed by the signer of its place in its operation's chain.
    public SortedMap<String, byte[]> files(IntFunction<Signer> signers) {
        var files = new TreeMap<String, byte[]>();
        var previous = new HashMap<OperationId, Digest>();
        var numbers = new HashMap<OperationId, Integer>();
        var latest = new HashMap<SummaryKey, Superseded>();
        for (var edition : editions) {
            var operation = edition.key.summary().operation();
            int number = numbers.merge(operation, 1, Integer::sum);
            var signer = signers.apply(number);
            var content = edition.rendered();
            var manifest =
                    new Manifest(
                            edition.key,
                            edition.status,
                            edition.correction,
                            listed(content),
                            edition.publishedAt,
                            Optional.ofNullable(latest.get(edition.key.summary())),
                            edition.changes,
                            edition.rules,
                            edition.named,
                            number,
                            Optional.ofNullable(previous.get(operation)));
            var bytes = ManifestDocument.write(ManifestSignature.sign(manifest, signer));
            var digest = Digest.of(bytes);
            previous.put(operation, digest);
            latest.put(edition.key.summary(), new Superseded(edition.key.number(), digest));
            var folder = edition.key.path();
            content.forEach((file, it) -> files.put(folder + file.fileName(), it));
            files.put(folder + EditionFile.MANIFEST.fileName(), bytes);
            files.put(
                    ManifestSignature.keyPath(ManifestSignature.keyId(signer.publicKey())),
                    ManifestSignature.pem(signer.publicKey()).getBytes(UTF_8));
            edition.named.ifPresent(
                    it -> files.put(it.path(), ArchivedCatalogue.write(edition.catalogue)));
        }
        return files;
    }

    private static List<Manifest.File> listed(Map<EditionFile, byte[]> files) {
        return EditionFile.LISTED.stream()
                .map(file -> {
                    var content = files.get(file);
                    return new Manifest.File(file.fileName(), content.length, Digest.of(content));
                })
                .toList();
    }

    /// The newest manifest of each operation, by its chain.
    public static List<VerificationInputs.Head> heads(SortedMap<String, byte[]> files) {
        var heads = new TreeMap<OperationId, VerificationInputs.Head>();
        files.forEach((name, content) -> {
            if (name.endsWith("/manifest.json")) {
                var manifest = ManifestDocument.read(content).manifest();
                var operation = manifest.edition().summary().operation();
                var head = heads.get(operation);
                if (head == null || manifest.sequence() > head.sequence()) {
                    heads.put(
                            operation,
                            new VerificationInputs.Head(
                                    Optional.of(operation),
                                    manifest.sequence(),
                                    Digest.of(content)));
                }
            }
        });
        return List.copyOf(heads.values());
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
        return new Ledger(Samples.CATALOGUE, revisions(), Map.of());
    }

    public static Catalogue catalogue() {
        return Samples.CATALOGUE;
    }

    public static Form patrol(int id, String place, String start) {
        return Samples.patrol(id, place, start, 60, 2);
    }
}
