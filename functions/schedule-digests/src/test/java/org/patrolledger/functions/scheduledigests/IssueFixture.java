package org.patrolledger.functions.scheduledigests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.time.Week;
import org.patrolledger.lambda.MailSettings;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeMailQueue;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.FakeSubscriberRegister;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

/// What tests of the weekly issues share.
abstract class IssueFixture {
    static final Instant MONDAY = Instant.parse("2023-02-06T08:00:00Z");
    static final Instant PUBLISHED = Instant.parse("2023-02-06T06:30:00Z");
    static final Week WEEK = new Week(2023, 5);
    static final String EVENT = "{\"kind\":\"digest\",\"scheduledAt\":\"2023-02-06T08:00:00Z\"}";
    static final String BY_HAND = "{\"list\":\"grip\",\"period\":\"2023-W05\"}";
    static final Map<Measure, Long> FIGURES =
            Map.of(
                    Measure.SUBMISSIONS, 120L,
                    Measure.PATROLS, 41L,
                    Measure.PATROL_MINUTES, 2465L,
                    Measure.PEOPLE_ENGAGED, 1312L,
                    Measure.ARRESTS, 8L,
                    Measure.STOP_SEARCHES, 3L,
                    Measure.WEAPONS_SEIZED, 1L);
    static final Map<Measure, Long> BEFORE =
            Map.of(
                    Measure.SUBMISSIONS, 112L,
                    Measure.PATROLS, 41L,
                    Measure.PATROL_MINUTES, 2400L,
                    Measure.PEOPLE_ENGAGED, 1400L,
                    Measure.ARRESTS, 5L);

    final FakeSummaryArchive archive = new FakeSummaryArchive();
    final Editions editions = new Editions(archive);
    final FakeSubscriberRegister subscribers = new FakeSubscriberRegister(() -> MONDAY);
    final FakeMailQueue queue = new FakeMailQueue();
    final FakeSigner signer = new FakeSigner();
    int joined;

    void correctWeek4() {
        correctWeek4(Sample.GRIP);
    }

    void correctWeek4(OperationId operation) {
        var week4 = WEEK.previous();
        editions.publish(
                operation,
                week4,
                1,
                Instant.parse("2023-01-30T06:30:00Z"),
                Map.of(Measure.SUBMISSIONS, 112L, Measure.ARRESTS, 7L),
                null,
                List.of());
        editions.publish(
                operation,
                week4,
                2,
                Instant.parse("2023-02-01T10:00:00Z"),
                Map.of(Measure.SUBMISSIONS, 113L, Measure.ARRESTS, 8L),
                null,
                List.of(
                        Editions.change(Measure.SUBMISSIONS, 112, 113, "late"),
                        Editions.change(Measure.ARRESTS, 7, 8, "late")));
    }

    void publishGrip() {
        publish(Sample.GRIP, WEEK, 1, FIGURES, BEFORE);
    }

    void publish(
            OperationId operation,
            Week week,
            int number,
            Map<Measure, Long> figures,
            Map<Measure, Long> previous) {
        editions.publish(
                operation,
                week,
                number,
                PUBLISHED.plus(Duration.between(WEEK.first().start(), week.first().start())),
                figures,
                previous,
                List.of());
    }

    void join(int many, OperationId list) {
        for (int i = 0; i < many; i++) {
            joined++;
            var key = new SubscriberKey(String.format(java.util.Locale.ROOT, "%064x", joined));
            var token = new TokenHash(String.format(java.util.Locale.ROOT, "%064x", joined));
            var lists = new TreeSet<>(List.of(list));
            var sealed = new SealedContact(new byte[] {1});
            subscribers.propose(
                    new PendingSubscription(
                            key, sealed, token, lists, "1", MONDAY.plusSeconds(60)));
            subscribers.activate(
                    Optional.empty(),
                    new Subscription(
                            key,
                            sealed,
                            new TokenHash(
                                    String.format(java.util.Locale.ROOT, "%064x", 1000 + joined)),
                            lists,
                            MONDAY,
                            "1"),
                    token);
        }
    }

    String run(String event) {
        return run(event, Sample.catalogue());
    }

    String run(String event, Catalogue catalogue) {
        var store = new FakeCatalogueStore();
        catalogue.operations().forEach(store::put);
        var mailings =
                new Mailings(
                        store,
                        subscribers,
                        new IssueWriter(
                                archive,
                                new DigestBuilder(archive, settings(), "A police force"),
                                signer),
                        queue,
                        () -> MONDAY);
        var out = new ByteArrayOutputStream();
        try {
            new ScheduleDigests(mailings)
                    .handleRequest(
                            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                            out,
                            new FakeContext("schedule-digests"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static MailSettings settings() {
        var none = URI.create("http://127.0.0.1/none");
        return new MailSettings(
                "subscribers",
                "mailings",
                none,
                "file:///none",
                "file:///none",
                "dispatch@example.org",
                "replies@example.org",
                "Essex hotspot patrols",
                URI.create("https://example.org"),
                "digest",
                10,
                null);
    }

    static String path() {
        return new Mailing.Issue(Sample.GRIP, WEEK).path();
    }

    byte[] file(String name) {
        return archive.kept(path() + name).orElseThrow();
    }

    String string(String path) {
        return new String(archive.kept(path).orElseThrow(), StandardCharsets.UTF_8);
    }

    String text() {
        return string(path() + "digest.txt");
    }

    String html() {
        return string(path() + "digest.html");
    }

    static String flat(String text) {
        return Stream.of(text.split("\\s+", -1)).reduce((a, b) -> a + " " + b).orElse("");
    }
}
