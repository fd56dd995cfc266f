package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;

/// What every [SummaryArchive] has to do when editions are published and read.
/// [SummaryArchiveChainContract] has what comes before: periods begun and heads moved.
public abstract class SummaryArchiveContract {
    private static final int RUNNERS = 16;
    private static final SummaryKey MONTHLY = new SummaryKey(Sample.MONTH, Sample.GRIP);
    private static final EditionKey FIRST = new EditionKey(Sample.WEEKLY, 1);

    /// Where a test writes the files it stages.
    @TempDir protected Path folder;

    /// The archive under test; the same one throughout a test, empty at its start.
    protected abstract SummaryArchive archive();

    /// What a link of the archive under test leads to, without credentials.
    protected abstract byte[] fetch(URI link) throws IOException;

    @Test
    void an_edition_is_not_there_before_it_is_completed() throws IOException {
        var link = stage(FIRST, Map.of("summary.json", "{}"));
        assertNothingOf(FIRST);

        archive().commit(Sample.GRIP, ChainHead.NONE, ChainHead.NONE.next(link));
        assertNothingOf(FIRST);

        archive().complete(link);
        assertThat(archive().editions(Sample.WEEKLY)).containsExactly(FIRST);
    }

    private void assertNotCompleted(ChainHead.Link link) {
        assertThatThrownBy(() -> archive().complete(link))
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertNothingOf(EditionKey edition) {
        assertThat(archive().editions(edition.summary())).isEmpty();
        assertThat(archive().editions(edition.summary().period())).isEmpty();
        assertThat(archive().newest(edition.summary())).isEmpty();
        assertThat(archive().open(edition, "summary.json")).isEmpty();
        assertThat(archive().open(edition, SummaryArchive.MANIFEST)).isEmpty();
    }

    @Test
    void a_completed_edition_has_the_files_its_manifest_names_and_the_manifest()
            throws IOException {
        var files = new LinkedHashMap<String, String>();
        for (var name :
                List.of(
                        "summary.json",
                        "summary.csv",
                        "summary.csv-metadata.json",
                        "summary.xlsx",
                        "summary.html",
                        "lineage.jsonl")) {
            files.put(name, "content of " + name + " – “Zoë” 🙂\n");
        }
        files.put("empty.csv", "");

        var link = publish(FIRST, files);

        for (var file : files.entrySet()) {
            assertThat(text(archive().read(FIRST, file.getKey()))).isEqualTo(file.getValue());
        }
        assertThat(Digest.of(archive().read(FIRST, SummaryArchive.MANIFEST)))
                .isEqualTo(link.manifest());
        assertThat(archive().open(FIRST, "summary.pdf")).isEmpty();
    }

    @Test
    void what_is_staged_but_not_named_is_not_published() throws IOException {
        var link = stage(FIRST, Map.of("summary.json", "{}"));
        stage(link.staging(), "secret.txt", "not named");

        archive().complete(link);

        assertThat(archive().open(FIRST, "secret.txt")).isEmpty();
    }

    @Test
    void a_large_file_arrives_whole() throws IOException {
        var content = new byte[9_000_001];
        new Random(1).nextBytes(content);
        var staging = staging();
        stage(staging, "lineage.jsonl", content);

        archive().complete(stageManifest(FIRST, staging, List.of("lineage.jsonl")));

        assertThat(archive().read(FIRST, "lineage.jsonl")).isEqualTo(content);
    }

    @Test
    void a_file_staged_while_it_is_made_is_there_once_it_is_finished() throws IOException {
        var content = new byte[20_000_003];
        new Random(2).nextBytes(content);
        var staging = staging();
        try (var file = archive().stage(staging, "lineage.jsonl")) {
            file.write(content[0]);
            for (int at = 1; at < content.length; at += 70_001) {
                file.write(content, at, Math.min(70_001, content.length - at));
            }
            assertThat(archive().openStaged(staging, "lineage.jsonl")).isEmpty();

            var written = file.finish();

            assertThat(written.bytes()).isEqualTo(content.length);
            assertThat(written.sha256()).isEqualTo(Digest.of(content));
        }
        try (var there = archive().openStaged(staging, "lineage.jsonl").orElseThrow()) {
            assertThat(there.readAllBytes()).isEqualTo(content);
        }
        var again = staging();
        archive().stageAgain(staging, again, "lineage.jsonl");
        archive().complete(stageManifest(FIRST, again, List.of("lineage.jsonl")));
        assertThat(archive().read(FIRST, "lineage.jsonl")).isEqualTo(content);
        assertThatThrownBy(() -> archive().stageAgain(staging, again, "summary.json"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_empty_file_may_be_staged_while_it_is_made() throws IOException {
        var staging = staging();
        try (var file = archive().stage(staging, "lineage.jsonl")) {
            assertThat(file.finish().bytes()).isZero();
        }
        assertThat(archive().staged(staging, "lineage.jsonl")).contains(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000_000})
    void a_file_that_is_given_up_while_it_is_made_is_not_there(int bytes) throws IOException {
        var staging = staging();
        try (var file = archive().stage(staging, "lineage.jsonl")) {
            file.write(new byte[bytes]);
        }
        assertThat(archive().openStaged(staging, "lineage.jsonl")).isEmpty();
        assertNotCompleted(stageManifest(FIRST, staging, List.of("lineage.jsonl")));
        assertNothingOf(FIRST);
    }

    @Test
    void many_files_are_read_in_the_order_in_which_they_are_asked_for() {
        var paths = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            paths.add("summaries/catalogue/" + (i * 37 % 50) + ".json");
            if (i % 7 != 0) {
                archive().keep(paths.get(i), paths.get(i).getBytes(StandardCharsets.UTF_8));
            }
        }
        try (var contents = archive().kept(paths)) {
            var found = contents.toList();
            assertThat(found).hasSize(50);
            for (int i = 0; i < 50; i++) {
                assertThat(found.get(i).map(SummaryArchiveContract::text))
                        .isEqualTo(i % 7 == 0 ? Optional.empty() : Optional.of(paths.get(i)));
            }
        }
    }

    @Test
    void an_edition_can_be_completed_again_and_by_many_at_once() throws IOException {
        var link = stage(FIRST, Map.of("summary.json", "{\"edition\":1}", "summary.csv", "a,b"));

        Race.of(
                RUNNERS,
                i -> {
                    archive().complete(link);
                    return i;
                });
        archive().complete(link);

        assertThat(archive().editions(Sample.WEEKLY)).containsExactly(FIRST);
        assertThat(text(archive().read(FIRST, "summary.json"))).isEqualTo("{\"edition\":1}");
        assertThat(text(archive().read(FIRST, "summary.csv"))).isEqualTo("a,b");
    }

    @Test
    void an_edition_that_exists_is_never_written_over() throws IOException {
        var link = publish(FIRST, Map.of("summary.json", "{\"arrests\":1}"));

        archive().complete(stage(FIRST, Map.of("summary.json", "{\"arrests\":2}")));

        assertThat(text(archive().read(FIRST, "summary.json"))).isEqualTo("{\"arrests\":1}");
        assertThat(Digest.of(archive().read(FIRST, SummaryArchive.MANIFEST)))
                .isEqualTo(link.manifest());
    }

    @Test
    void of_an_edition_that_exists_nothing_needs_to_be_staged_any_more() throws IOException {
        var link = publish(FIRST, Map.of("summary.json", "{}"));

        archive().complete(new ChainHead.Link(FIRST, link.manifest(), staging()));

        assertThat(archive().editions(Sample.WEEKLY)).containsExactly(FIRST);
    }

    @Test
    void an_edition_whose_manifest_is_not_staged_is_not_completed() {
        var link = link(FIRST);

        assertNotCompleted(link);
        assertNothingOf(FIRST);
    }

    @Test
    void an_edition_whose_manifest_is_not_the_committed_one_is_not_completed() throws IOException {
        var staged = stage(FIRST, Map.of("summary.json", "{}"));
        var link = new ChainHead.Link(FIRST, Digest.of("another manifest"), staged.staging());

        assertNotCompleted(link);
        assertNothingOf(FIRST);
    }

    @Test
    void an_edition_is_not_there_while_a_file_is_missing_and_can_be_completed_later()
            throws IOException {
        var staging = staging();
        stage(staging, "summary.json", "{}");
        var link = stageManifest(FIRST, staging, List.of("summary.json", "summary.csv"));

        assertNotCompleted(link);
        assertThat(archive().editions(Sample.WEEKLY)).isEmpty();

        stage(staging, "summary.csv", "a,b");
        archive().complete(link);
        assertThat(archive().editions(Sample.WEEKLY)).containsExactly(FIRST);
        assertThat(text(archive().read(FIRST, "summary.csv"))).isEqualTo("a,b");
    }

    // editions

    @Test
    void the_editions_of_a_summary_come_oldest_first() throws IOException {
        var numbers = List.of(2, 11, 1, 10, 3);
        for (int number : numbers) {
            publish(new EditionKey(Sample.WEEKLY, number), Map.of());
        }
        publish(new EditionKey(MONTHLY, 1), Map.of());
        publish(new EditionKey(Sample.WEEKLY.of(Sample.WEEK.next()), 1), Map.of());
        publish(
                new EditionKey(new SummaryKey(Sample.WEEK, new OperationId("grip-night")), 1),
                Map.of());

        assertThat(archive().editions(Sample.WEEKLY))
                .extracting(EditionKey::number)
                .containsExactly(1, 2, 3, 10, 11);
        assertThat(archive().newest(Sample.WEEKLY)).contains(new EditionKey(Sample.WEEKLY, 11));
        assertThat(archive().editions(new SummaryKey(Sample.WEEK, new OperationId("gri"))))
                .isEmpty();
    }

    @Test
    void the_editions_of_a_period_come_by_operation_and_number() throws IOException {
        var expected = new ArrayList<EditionKey>();
        for (var operation : List.of("all-operations", "grip", "grip-night", "safe-space")) {
            var key = new SummaryKey(Sample.WEEK, new OperationId(operation));
            expected.add(new EditionKey(key, 1));
            expected.add(new EditionKey(key, 2));
        }
        for (var edition : expected.reversed()) {
            publish(edition, Map.of());
        }
        publish(new EditionKey(MONTHLY, 1), Map.of());
        publish(new EditionKey(Sample.WEEKLY.of(Sample.WEEK.previous()), 1), Map.of());

        assertThat(archive().editions(Sample.WEEK)).isEqualTo(expected);
        assertThat(archive().editions(Sample.MONTH)).containsExactly(new EditionKey(MONTHLY, 1));
        ReportingPeriod empty = Sample.MONTH.next();
        assertThat(archive().editions(empty)).isEmpty();
    }

    @Test
    void a_file_that_has_to_be_there_and_is_not_is_a_fault() throws IOException {
        publish(FIRST, Map.of());

        assertThatThrownBy(() -> archive().read(FIRST, "summary.json"))
                .isInstanceOf(IllegalStateException.class);
    }

    // links

    @Test
    void a_link_leads_to_the_file() throws IOException {
        publish(FIRST, Map.of("summary.csv", "measure,value\narrests,32\n"));

        var link = archive().link(FIRST, "summary.csv", Duration.ofMinutes(15));

        assertThat(text(fetch(link))).isEqualTo("measure,value\narrests,32\n");
    }

    @Test
    void a_link_works_for_15_minutes_at_most() {
        for (var lifetime : List.of(Duration.ZERO, Duration.ofMinutes(15).plusSeconds(1))) {
            assertThatThrownBy(() -> archive().link(FIRST, "summary.csv", lifetime))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_link_leads_to_a_staged_file() throws IOException {
        stage("staging/period/", "2023-02.zip", "all of it");

        var link = archive().linkStaged("staging/period/", "2023-02.zip", Duration.ofMinutes(1));

        assertThat(text(fetch(link))).isEqualTo("all of it");
    }

    // what lies beside the editions

    @Test
    void what_is_kept_beside_the_editions_is_kept_once() {
        assertThat(archive().kept("keys/one.pem")).isEmpty();

        archive().keep("keys/one.pem", "first".getBytes(StandardCharsets.UTF_8));
        archive().keep("keys/one.pem", "second".getBytes(StandardCharsets.UTF_8));
        archive().keep("keys/two.pem", "other".getBytes(StandardCharsets.UTF_8));

        assertThat(archive().kept("keys/one.pem")).hasValueSatisfying(isText("first"));
        assertThat(archive().kept("keys/two.pem")).hasValueSatisfying(isText("other"));
        assertThat(archive().editions(Sample.WEEK)).isEmpty();
    }

    @Test
    void of_many_who_keep_something_at_once_one_is_kept_and_nobody_fails() {
        Race.of(
                RUNNERS,
                i -> {
                    archive().keep("keys/raced.pem", new byte[] {(byte) i});
                    return i;
                });

        var kept = archive().kept("keys/raced.pem").orElseThrow();
        assertThat(kept).hasSize(1);
        assertThat((int) kept[0]).isBetween(0, RUNNERS - 1);
    }

    private static Consumer<byte[]> isText(String expected) {
        return bytes -> assertThat(text(bytes)).isEqualTo(expected);
    }

    @Test
    void what_is_published_is_listed_by_period_newest_first_and_as_a_whole() throws IOException {
        var earlier = Sample.FRIDAY.plusDays(-7).week();
        var before = new EditionKey(new SummaryKey(earlier, Sample.GRIP), 1);
        var monthly = new EditionKey(new SummaryKey(Sample.MONTH, Sample.SAFE_SPACE), 1);
        for (var edition : List.of(before, FIRST, FIRST.next(), monthly)) {
            publish(edition, Map.of("summary.json", "{}"));
        }
        stage(FIRST.next().next(), Map.of("summary.json", "{}"));

        assertThat(archive().periods(ReportingPeriod.Kind.WEEKLY))
                .containsExactly(Sample.WEEK, earlier);
        assertThat(archive().periods(ReportingPeriod.Kind.MONTHLY)).containsExactly(Sample.MONTH);
        assertThat(archive().editions())
                .containsExactlyInAnyOrder(before, FIRST, FIRST.next(), monthly);
    }

    @Test
    void what_is_kept_is_listed_by_its_path_and_what_is_staged_is_read() throws IOException {
        archive().keep("summaries/keys/b.pem", new byte[] {1});
        archive().keep("summaries/keys/a.pem", new byte[] {2});
        archive().keep("summaries/catalogue/a.json", new byte[] {3});
        var staging = staging();
        stage(staging, "archive.json", "{}");

        assertThat(archive().keptUnder("summaries/keys/"))
                .containsExactly("summaries/keys/a.pem", "summaries/keys/b.pem");
        assertThat(archive().keptUnder("summaries/nothing/")).isEmpty();
        assertThat(archive().staged(staging, "archive.json").map(SummaryArchiveContract::text))
                .contains("{}");
        assertThat(archive().staged(staging, "archive.zip")).isEmpty();
    }

    // what the cases are made of

    /// An edition that was committed nowhere and of which nothing is staged.
    private static ChainHead.Link link(EditionKey edition) {
        return new ChainHead.Link(edition, Digest.of("manifest"), staging());
    }

    private static String staging() {
        return "staging/" + UUID.randomUUID() + "/";
    }

    /// Stages `files` and a manifest that names them, commits the edition to its chain and
    /// completes it.
    protected final ChainHead.Link publish(EditionKey edition, Map<String, String> files)
            throws IOException {
        var link = stage(edition, files);
        var operation = edition.summary().operation();
        var head = archive().head(operation);
        assertThat(archive().commit(operation, head, head.next(link))).isTrue();
        archive().complete(link);
        return link;
    }

    /// Stages `files` and a manifest that names them.
    protected final ChainHead.Link stage(EditionKey edition, Map<String, String> files)
            throws IOException {
        var staging = staging();
        for (var file : files.entrySet()) {
            stage(staging, file.getKey(), file.getValue());
        }
        return stageManifest(edition, staging, List.copyOf(files.keySet()));
    }

    private ChainHead.Link stageManifest(EditionKey edition, String staging, List<String> names)
            throws IOException {
        var files = names.stream().map(name -> Map.of("name", name)).toList();
        var manifest =
                Json.canonical(
                        Map.of(
                                "edition", edition.number(),
                                "operation", edition.summary().operation().value(),
                                "files", files));
        stage(staging, SummaryArchive.MANIFEST, manifest);
        return new ChainHead.Link(edition, Digest.of(manifest), staging);
    }

    private void stage(String staging, String name, String content) throws IOException {
        stage(staging, name, content.getBytes(StandardCharsets.UTF_8));
    }

    protected final void stage(String staging, String name, byte[] content) throws IOException {
        archive().stage(staging, name, Files.write(folder.resolve(name), content));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
