package org.patrolledger.functions.publishsummary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.Samples;
import org.patrolledger.functions.noticechange.NoticeChange;
import org.patrolledger.functions.revisesubmission.ReviseSubmission;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.FakeSummaryQueue;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

/// A ledger in memory with two operations, in the winter of 2023, and what reads and publishes it.
final class World {
    static final String HIGH_STREET = "southend-high-street";
    static final String BASILDON = "basildon-town-square";

    /// By operation; one of them is a place of both.
    static final Map<String, List<String>> PLACES =
            new LinkedHashMap<>(
                    Map.of(
                            "grip", List.of(HIGH_STREET, BASILDON),
                            "safe-space", List.of(HIGH_STREET)));

    /// The last one reaches into the next week.
    static final List<Model.Shift> SHIFTS =
            List.of(
                    new Model.Shift("grip", HIGH_STREET, List.of(DayOfWeek.FRIDAY), 18, 26),
                    new Model.Shift("safe-space", HIGH_STREET, List.of(DayOfWeek.TUESDAY), 20, 22),
                    new Model.Shift(
                            "grip",
                            BASILDON,
                            List.of(DayOfWeek.SUNDAY, DayOfWeek.TUESDAY),
                            23,
                            31));

    private static final Call PUT = Call.sample("revise-submission");
    private static final Call DELETE = Call.sample("withdraw-submission");

    private static final Signer SIGNER = new FakeSigner();

    final FakeSubmissionLog log = new FakeSubmissionLog();
    final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    final FakeSummaryArchive archive = new FakeSummaryArchive();
    final FakeSummaryQueue queue = new FakeSummaryQueue();
    private final Signer signer;
    private final EditionWriter writer;
    Instant now = Instant.parse("2023-01-30T12:00:00Z");

    /// Milliseconds that have passed since `now`, one with each look at the clock.
    final AtomicLong ticks = new AtomicLong();

    boolean ticking;
    final InstantSource clock = () -> ticking ? now.plusMillis(ticks.incrementAndGet()) : now;

    private final ReviseSubmission correction =
            new ReviseSubmission(log, new CatalogueCache(catalogue), clock);
    private final NoticeChange notice =
            new NoticeChange(catalogue, archive, queue, Duration.ZERO, clock);
    private int records;

    World() {
        this(SIGNER, new EditionWriter(SIGNER, Samples.PUBLISHER));
    }

    World(Signer signer, EditionWriter writer) {
        this.signer = signer;
        this.writer = writer;
        PLACES.forEach((operation, places) ->
                catalogue.put(
                        new Operation(
                                new OperationId(operation),
                                "Operation " + operation,
                                1,
                                Sample.always(),
                                List.of(Sample.ESSEX_POLICE, Sample.OPEN_ROAD),
                                places.stream().map(Sample::place).toList(),
                                SHIFTS.stream()
                                        .filter(it -> it.operation().equals(operation))
                                        .map(World::shift)
                                        .toList())));
    }

    private static Shift shift(Model.Shift it) {
        return new Shift(
                new PlaceId(it.place()),
                Set.copyOf(it.days()),
                LocalTime.of(it.from(), 0),
                LocalTime.of(it.to() % 24, 0));
    }

    static SummaryKey weekly(String period, String operation) {
        return key(ReportingPeriod.Kind.WEEKLY, period, operation);
    }

    static SummaryKey monthly(String period, String operation) {
        return key(ReportingPeriod.Kind.MONTHLY, period, operation);
    }

    private static SummaryKey key(ReportingPeriod.Kind kind, String period, String operation) {
        return new SummaryKey(
                ReportingPeriod.parse(kind, period).orElseThrow(), new OperationId(operation));
    }

    Publication publication() {
        return publication(log, catalogue, archive);
    }

    Publication publication(SubmissionLog log, CatalogueStore catalogue, SummaryArchive archive) {
        return new Publication(log, catalogue, archive, signer, writer, clock);
    }

    /// A publication that does not get past `interruption`.
    Publication publication(Interruption interruption) {
        return publication(
                interruption.in(SubmissionLog.class, log),
                interruption.in(CatalogueStore.class, catalogue),
                interruption.in(SummaryArchive.class, archive));
    }

    Publication.Outcome publish(SummaryKey key) {
        try {
            return publication().publish(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Manifest manifest(SummaryKey key) {
        var newest = archive.newest(key).orElseThrow();
        return ManifestDocument.read(archive.read(newest, "manifest.json")).manifest();
    }

    Map<String, Object> summary(SummaryKey key) {
        return Json.object(archive.read(archive.newest(key).orElseThrow(), "summary.json"));
    }

    List<String> causes(SummaryKey key) {
        return manifest(key).changes().stream().map(it -> it.cause().id()).distinct().toList();
    }

    Revision post(Form form) {
        var first = form.first(now);
        if (log.append(first).isPresent()) {
            throw new IllegalStateException("posted twice");
        }
        return first;
    }

    /// Puts `form` as the revision after `current`, as its organisation does.
    Revision revise(Revision current, Form form) {
        return appended(putting(form, current.number()), current.submission().id());
    }

    /// The call that puts `form` as the revision after `number` of its submission.
    Call putting(Form form, int number) {
        return putting(form, number, "A slip.");
    }

    Call putting(Form form, int number, String reason) {
        var document = form.with("reason", reason);
        return PUT.path("/submissions/" + form.submission().id())
                .header("if-match", "\"" + number + "\"")
                .of(form.submission().organisation().value())
                .body(new String(document.json(), StandardCharsets.UTF_8));
    }

    /// What the function that corrects and withdraws answers.
    Answer correct(Call call) {
        return call.answeredBy(correction);
    }

    Revision withdraw(Revision current) {
        var submission = current.submission();
        var call =
                DELETE.path("/submissions/" + submission.id())
                        .header("if-match", "\"" + current.number() + "\"")
                        .of(submission.organisation().value());
        return appended(call, submission.id());
    }

    private Revision appended(Call call, SubmissionId id) {
        var answer = correct(call);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return log.current(id).orElseThrow();
    }

    /// The records that the table's stream has of a write: the item that stopped being current, if
    /// there is one, and the new one.
    List<Map<String, Object>> records(Optional<Revision> before, Revision next) {
        return Stream.concat(
                        before
                                .map(it ->
                                        record(
                                                Map.of(
                                                        "OldImage",
                                                        image(it),
                                                        "NewImage",
                                                        image(it))))
                                .stream(),
                        Stream.of(record(Map.of("NewImage", image(next)))))
                .toList();
    }

    private Map<String, Object> record(Map<String, Object> images) {
        var change = new LinkedHashMap<>(images);
        change.put("SequenceNumber", Integer.toString(records++));
        return Map.of("dynamodb", change);
    }

    private static Map<String, Object> image(Revision revision) {
        return Map.of(
                "kind", Map.of("S", revision.submission().kind().code()),
                "body", Map.of("S", revision.body()));
    }

    /// Gives `notice-change` a batch of records; what it makes due is on the queue.
    void notice(List<Map<String, Object>> batch) {
        var out = new ByteArrayOutputStream();
        try {
            notice.handleRequest(
                    new ByteArrayInputStream(
                            Json.text(Map.of("Records", batch)).getBytes(StandardCharsets.UTF_8)),
                    out,
                    new FakeContext("notice-change"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!out.toString(StandardCharsets.UTF_8).equals("{\"batchItemFailures\":[]}")) {
            throw new IllegalStateException(out.toString(StandardCharsets.UTF_8));
        }
    }

    /// What was due, and is not any more.
    List<SummaryKey> drain() {
        var keys = new ArrayList<SummaryKey>();
        queue.drain().forEach(due -> keys.add(due.message().key()));
        return keys;
    }
}
