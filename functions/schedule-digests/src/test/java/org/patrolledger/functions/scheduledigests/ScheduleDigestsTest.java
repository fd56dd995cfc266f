package org.patrolledger.functions.scheduledigests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.Week;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.lambda.MailSettings;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeMailQueue;
import org.patrolledger.testing.FakeSigner;
import org.patrolledger.testing.FakeSubscriberRegister;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

class ScheduleDigestsTest {
    private static final Instant MONDAY = Instant.parse("2023-02-06T08:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2023-02-06T06:30:00Z");
    private static final Week WEEK = new Week(2023, 5);
    private static final String EVENT =
            "{\"kind\":\"digest\",\"scheduledAt\":\"2023-02-06T08:00:00Z\"}";
    private static final String BY_HAND = "{\"list\":\"grip\",\"period\":\"2023-W05\"}";
    private static final Map<Measure, Long> FIGURES =
            Map.of(
                    Measure.SUBMISSIONS, 120L,
                    Measure.PATROLS, 41L,
                    Measure.PATROL_MINUTES, 2465L,
                    Measure.PEOPLE_ENGAGED, 1312L,
                    Measure.ARRESTS, 8L,
                    Measure.STOP_SEARCHES, 3L,
                    Measure.WEAPONS_SEIZED, 1L);
    private static final Map<Measure, Long> BEFORE =
            Map.of(
                    Measure.SUBMISSIONS, 112L,
                    Measure.PATROLS, 41L,
                    Measure.PATROL_MINUTES, 2400L,
                    Measure.PEOPLE_ENGAGED, 1400L,
                    Measure.ARRESTS, 5L);

    private final FakeSummaryArchive archive = new FakeSummaryArchive();
    private final Editions editions = new Editions(archive);
    private final FakeSubscriberRegister subscribers = new FakeSubscriberRegister(() -> MONDAY);
    private final FakeMailQueue queue = new FakeMailQueue();
    private final FakeSigner signer = new FakeSigner();
    private int joined;

    @Test
    void an_issue_is_written_once_with_four_files_and_a_signature_over_them() throws Exception {
        publishGrip();
        join(1, Sample.GRIP);

        run(EVENT);

        var manifest = Json.object(file("manifest.json"));
        var files = (List<?>) manifest.get("files");
        assertThat(files.stream().map(it -> String.valueOf(((Map<?, ?>) it).get("name"))))
                .containsExactly("digest.json", "digest.html", "digest.txt");
        for (var each : files) {
            var entry = (Map<?, ?>) each;
            var bytes = file((String) entry.get("name"));
            assertThat(entry.get("bytes")).isEqualTo((long) bytes.length);
            assertThat(entry.get("sha256"))
                    .isEqualTo(org.patrolledger.domain.submission.Digest.of(bytes).hex());
        }
        assertThat(signed(manifest)).isTrue();
        assertThat(manifest.get("editions").toString())
                .contains("summaries/weekly/2023-W05/grip/edition-0001/");
    }

    private boolean signed(Map<String, Object> manifest) throws Exception {
        var signature = (Map<?, ?>) manifest.get("signature");
        var unsigned = new LinkedHashMap<>(manifest);
        unsigned.remove("signature");
        var pem =
                archive.kept(ManifestSignature.keyPath(ManifestSignature.keyId(signer.publicKey())))
                        .orElseThrow();
        var der = ManifestSignature.readPem(new String(pem, StandardCharsets.US_ASCII));
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(
                KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
        verifier.update(Json.canonical(unsigned));
        return verifier.verify(Base64.getDecoder().decode((String) signature.get("value")));
    }

    @Test
    void the_same_editions_give_the_same_bytes_on_any_machine() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var other = new ScheduleDigestsTest();
        other.publishGrip();
        other.join(1, Sample.GRIP);
        other.run(EVENT);

        for (var name : List.of("digest.json", "digest.html", "digest.txt")) {
            assertThat(file(name)).as(name).isEqualTo(other.file(name));
        }
    }

    @Test
    void an_issue_on_record_is_never_written_again_whatever_is_published_since() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var text = file("digest.txt");
        editions.publish(
                Sample.GRIP, WEEK, 2, MONDAY, Map.of(Measure.ARRESTS, 9L), BEFORE, List.of());

        run(EVENT);
        run(BY_HAND);

        assertThat(file("digest.txt")).isEqualTo(text);
    }

    @Test
    void what_somebody_left_unfinished_is_completed_from_its_first_file() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var half = new FakeSummaryArchive();
        half.keep(path() + "digest.json", file("digest.json"));

        var other = new ScheduleDigestsTest();
        other.publishGrip();
        other.join(1, Sample.GRIP);
        other.archive.keep(path() + "digest.json", file("digest.json"));
        other.run(EVENT);

        for (var name : List.of("digest.html", "digest.txt")) {
            assertThat(other.file(name)).as(name).isEqualTo(file(name));
        }
        assertThat(half.kept(path() + "manifest.json")).isEmpty();
    }

    @Test
    void by_schedule_and_by_hand_the_same_is_written_and_mailed() {
        publishGrip();
        join(3, Sample.GRIP);
        run(EVENT);
        var other = new ScheduleDigestsTest();
        other.publishGrip();
        other.join(3, Sample.GRIP);
        other.run(BY_HAND);

        assertThat(other.file("digest.json")).isEqualTo(file("digest.json"));
        assertThat(other.queue.sent()).isEqualTo(queue.sent());
    }

    @Test
    void every_member_is_put_on_the_queue_in_tasks_of_fifty() {
        publishGrip();
        join(120, Sample.GRIP);
        join(5, Sample.SAFE_SPACE);
        publish(Sample.SAFE_SPACE, WEEK, 1, FIGURES, BEFORE);

        var answer = run(EVENT);

        var tasks = queue.sent().stream().map(FakeMailQueue.Sent::message).toList();
        var grip = new Mailing.Issue(Sample.GRIP, WEEK);
        assertThat(tasks.stream().filter(task -> task.mailing().equals(grip)).toList())
                .extracting(task -> task.subscribers().size())
                .containsExactly(50, 50, 20);
        assertThat(tasks.stream().map(MailTask::subscribers).flatMap(List::stream))
                .hasSize(125)
                .doesNotHaveDuplicates();
        assertThat(tasks)
                .extracting(MailTask::sendBefore)
                .containsOnly(MONDAY.plus(Duration.ofDays(3)));
        assertThat(answer)
                .contains("\"list\":\"grip\"")
                .contains("\"recipients\":120")
                .contains("\"path\":\"digests/grip/2023-W05/issue-01/\"");
    }

    @Test
    void a_list_without_members_gets_no_issue_by_schedule() {
        publishGrip();

        assertThat(run(EVENT)).isEqualTo("{\"issues\":[]}");
        assertThat(archive.kept(path() + "digest.json")).isEmpty();
    }

    @Test
    void a_list_that_lacks_its_weekly_edition_fails_the_run_after_the_others_are_done() {
        publishGrip();
        join(1, Sample.GRIP);
        join(1, Sample.SAFE_SPACE);

        assertThatIllegalStateException()
                .isThrownBy(() -> run(EVENT))
                .withMessageContaining("safe-space_2023-W05");
        assertThat(queue.sent()).hasSize(1);
    }

    @Test
    void by_hand_nothing_is_mailed_before_its_time_or_long_after_or_of_no_such_list() {
        publishGrip();

        for (var event :
                List.of(
                        "{\"list\":\"grip\",\"period\":\"2023-W06\"}",
                        "{\"list\":\"grip\",\"period\":\"2022-W40\"}",
                        "{\"list\":\"no-such-list\",\"period\":\"2023-W05\"}",
                        "{\"list\":\"safe-space\",\"period\":\"2023-W05\"}",
                        "{\"list\":\"grip\",\"period\":\"2023-W60\"}",
                        "{\"list\":\"grip\"}",
                        "{}",
                        "[]",
                        "{\"kind\":\"weekly\",\"scheduledAt\":\"2023-02-06T08:00:00Z\"}",
                        "{\"scheduledAt\":\"Monday\"}",
                        "{\"list\":\"grip\",\"period\":\"2023-W05\",\"more\":1}")) {
            assertThatIllegalArgumentException().as(event).isThrownBy(() -> run(event));
        }
        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void the_subject_says_what_a_reader_asks_first() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);

        assertThat(Json.object(file("digest.json")).get("subject"))
                .isEqualTo("Operation grip: 8 arrests, 120 reports (30 January to 5 February)");
    }

    @Test
    void change_is_told_as_arrow_and_word() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);

        assertThat(flat(text()))
                .contains("↑ up 8")
                .contains("↓ down 88")
                .contains("→ no change")
                .contains("↑ up 1 h 05 min")
                .contains("104 of 105 expected shifts reported (99%)")
                .contains("Provisional until 20 February 2023");
    }

    @Test
    void page_and_text_have_the_same_numbers_in_the_same_order() {
        publishGrip();
        correctWeek4();
        publish(Sample.SAFE_SPACE, WEEK, 1, BEFORE, null);
        publish(OperationId.ALL, WEEK, 1, FIGURES, BEFORE);
        join(1, OperationId.ALL);
        join(1, Sample.GRIP);

        run(EVENT);

        for (var list : List.of(Sample.GRIP, OperationId.ALL)) {
            var folder = new Mailing.Issue(list, WEEK).path();
            var html = string(folder + "digest.html").replaceAll("(?s)<head>.*?</head>", " ");
            html = html.replaceAll("<[^>]*>", " ").replace('\u00a0', ' ');
            var numbers = numbers(string(folder + "digest.txt"));
            assertThat(numbers).hasSizeGreaterThan(30).isEqualTo(numbers(html));
        }
    }

    private static List<String> numbers(String text) {
        return Pattern.compile("\\d[\\d,]*")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void the_page_is_small_has_real_tables_and_fetches_nothing() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);
        var html = html();

        assertThat(file("digest.html")).hasSizeLessThanOrEqualTo(20 * 1024);
        assertThat(html)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">")
                .contains("<th scope=\"col\">Figure</th>", "<th scope=\"row\">Arrests</th>")
                .contains("<caption>", "color-scheme")
                .doesNotContain("<img", "<script", "src=", "url(", "@import");
        assertThat(
                        Pattern.compile("href=\"([^\"]*)\"")
                                .matcher(html)
                                .results()
                                .map(it -> it.group(1)))
                .containsExactly("{unsubscribe}", "https://example.org/digest");
        assertThat(text().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72));
    }

    @Test
    void no_place_and_no_note_is_told() {
        publishGrip();
        join(1, Sample.GRIP);
        run(EVENT);

        assertThat(html())
                .doesNotContainIgnoringCase(Sample.SOUTHEND.value())
                .doesNotContain("Place ");
    }

    @Test
    void a_mail_with_no_room_for_all_operations_says_how_many_it_leaves_out() {
        var operations = new ArrayList<Operation>();
        for (int i = 10; i < 70; i++) {
            var id = new OperationId("operation-" + i);
            operations.add(Sample.operation(id, "place-" + i));
            publish(id, WEEK, 1, FIGURES, BEFORE);
        }
        publish(OperationId.ALL, WEEK, 1, FIGURES, BEFORE);
        join(1, OperationId.ALL);

        run(EVENT, new Catalogue(operations, List.of()));

        var folder = new Mailing.Issue(OperationId.ALL, WEEK).path();
        assertThat(archive.kept(folder + "digest.html").orElseThrow())
                .hasSizeBetween(15 * 1024, 20 * 1024);
        assertThat(string(folder + "digest.html")).contains("more operations have no room here");
        var shown = string(folder + "digest.html").split("<table>", -1).length - 2;
        assertThat(string(folder + "digest.html")).contains("<p>" + (60 - shown) + " more");
        assertThat(string(folder + "digest.txt")).contains("more operations have no room");
    }

    @Test
    void an_operation_that_began_in_the_week_before_is_not_compared_with_it() {
        publishGrip();
        join(1, Sample.GRIP);
        var grip = Sample.operation(Sample.GRIP, Sample.SOUTHEND.value());
        var late =
                new Operation(
                        grip.id(),
                        grip.name(),
                        1,
                        new Place.Validity(OperationalDay.parse("2023-01-25"), Optional.empty()),
                        grip.organisations(),
                        grip.places().stream()
                                .map(place ->
                                        new Place(
                                                place.id(),
                                                place.name(),
                                                place.district(),
                                                new Place.Validity(
                                                        OperationalDay.parse("2023-01-25"),
                                                        Optional.empty())))
                                .toList(),
                        List.of());

        run(EVENT, new Catalogue(List.of(late), List.of()));

        assertThat(flat(text()))
                .contains("The weeks are not compared")
                .doesNotContain("Last week")
                .doesNotContain("↑");
    }

    @Test
    void a_week_without_anything_reported_is_told_too() {
        publish(Sample.GRIP, WEEK, 1, Map.of(), Map.of());
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(text()).contains("Nothing was reported this week.").contains("Arrests");
        assertThat(Json.object(file("digest.json")).get("subject").toString())
                .contains("0 arrests, 0 reports");
    }

    @Test
    void a_correction_of_an_earlier_week_comes_first_with_its_cause() {
        publishGrip();
        correctWeek4();
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(flat(text()))
                .contains("Week 4 was corrected: reports 112 → 113, arrests 7 → 8; a late report.");
        assertThat(text().indexOf("Week 4 was corrected")).isLessThan(text().indexOf("104 of 105"));
        assertThat(html().indexOf("Week 4 was corrected")).isLessThan(html().indexOf("<table"));
        assertThat(new String(file("digest.json"), StandardCharsets.UTF_8))
                .contains("2023-W04/grip/edition-0001/", "2023-W04/grip/edition-0002/");
    }

    @Test
    void a_mail_with_no_room_for_all_corrections_says_how_many_it_leaves_out() {
        var operations = new ArrayList<Operation>();
        for (int i = 100; i < 400; i++) {
            var id = new OperationId("operation-" + i);
            operations.add(Sample.operation(id, "place-" + i));
            correctWeek4(id);
        }
        publish(OperationId.ALL, WEEK, 1, FIGURES, BEFORE);
        join(1, OperationId.ALL);

        run(EVENT, new Catalogue(operations, List.of()));

        var folder = new Mailing.Issue(OperationId.ALL, WEEK).path();
        assertThat(archive.kept(folder + "digest.html").orElseThrow())
                .hasSizeBetween(15 * 1024, 20 * 1024);
        assertThat(string(folder + "digest.html"))
                .contains("Week 4 was corrected", "<table>")
                .containsPattern("[0-9]+ more corrected weeks have no room here");
        assertThat(flat(string(folder + "digest.txt")))
                .containsPattern("[0-9]+ more corrected weeks have no room here");
    }

    @Test
    void a_correction_is_told_once() {
        publishGrip();
        correctWeek4();
        join(1, Sample.GRIP);
        run(EVENT);
        publish(Sample.GRIP, WEEK.next(), 1, FIGURES, BEFORE);

        run("{\"kind\":\"digest\",\"scheduledAt\":\"2023-02-13T08:00:00Z\"}");

        var next = new Mailing.Issue(Sample.GRIP, WEEK.next()).path();
        assertThat(string(next + "digest.txt")).doesNotContain("corrected");
    }

    @Test
    void what_was_corrected_before_anybody_was_told_is_no_correction() {
        publishGrip();
        publish(Sample.GRIP, WEEK.previous(), 1, Map.of(Measure.ARRESTS, 7L), null);
        editions.publish(
                Sample.GRIP,
                WEEK.previous(),
                2,
                Instant.parse("2023-01-30T07:59:59Z"),
                Map.of(Measure.ARRESTS, 8L),
                null,
                List.of());
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(text()).doesNotContain("corrected");
    }

    @Test
    void a_final_edition_of_the_same_figures_is_no_correction() {
        publishGrip();
        publish(Sample.GRIP, WEEK.previous(), 1, BEFORE, null);
        editions.publish(Sample.GRIP, WEEK.previous(), 2, MONDAY, BEFORE, null, List.of());
        join(1, Sample.GRIP);

        run(EVENT);

        assertThat(text()).doesNotContain("corrected");
    }

    private void correctWeek4() {
        correctWeek4(Sample.GRIP);
    }

    private void correctWeek4(OperationId operation) {
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

    private void publishGrip() {
        publish(Sample.GRIP, WEEK, 1, FIGURES, BEFORE);
    }

    private void publish(
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

    private void join(int many, OperationId list) {
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

    private String run(String event) {
        return run(event, Sample.catalogue());
    }

    private String run(String event, Catalogue catalogue) {
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

    private static MailSettings settings() {
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

    private static String path() {
        return new Mailing.Issue(Sample.GRIP, WEEK).path();
    }

    private byte[] file(String name) {
        return archive.kept(path() + name).orElseThrow();
    }

    private String string(String path) {
        return new String(archive.kept(path).orElseThrow(), StandardCharsets.UTF_8);
    }

    private String text() {
        return string(path() + "digest.txt");
    }

    private String html() {
        return string(path() + "digest.html");
    }

    private static String flat(String text) {
        return Stream.of(text.split("\\s+", -1)).reduce((a, b) -> a + " " + b).orElse("");
    }
}
