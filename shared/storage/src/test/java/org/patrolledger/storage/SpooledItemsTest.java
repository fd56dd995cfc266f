package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.StorageException;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.storage.MergedPages.Page;
import org.patrolledger.storage.MergedPages.Source;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Sorting by way of S3, and that nothing is left there, however it ends.
class SpooledItemsTest {
    private static final int KB = 1 << 10;
    private static final int MB = 1 << 20;

    private final Backend backend = new Backend().buckets();
    private final Scratch scratch = new Scratch(backend);

    @AfterEach
    void nothing_is_left() {
        scratch.befall(request -> {});
        scratch.assertEmpty();
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64 * KB, MB})
    void sorting_by_way_of_s3_gives_what_sorting_in_memory_gives(int run) {
        var sources = sources(120, 30);

        try (var sorted = sorted(paged(sources, 9), run)) {
            assertThat(sorted.map(StoredRevision::texts))
                    .containsExactlyElementsOf(expected(sources));
        }
        assertThat(scratch.requests()).contains("PutObject", "GetObject", "DeleteObject");
    }

    @Test
    void what_one_run_takes_stays_in_memory() {
        var sources = sources(120, 30);

        try (var sorted = sorted(paged(sources, 9), Integer.MAX_VALUE)) {
            assertThat(sorted.map(StoredRevision::texts))
                    .containsExactlyElementsOf(expected(sources));
        }
        assertThat(scratch.requests()).isEmpty();
    }

    /// 16 MB, of which the pieces of four runs and a rest are read.
    @Test
    void a_long_file_goes_to_s3_in_parts_and_comes_back_in_pieces() {
        var sources = noise(8_000);

        try (var sorted = sorted(paged(sources, 500), 4 * MB)) {
            assertThat(sorted.map(StoredRevision::texts))
                    .containsExactlyElementsOf(expected(sources));
        }
        assertThat(scratch.requests())
                .filteredOn(it -> it.equals("UploadPart"))
                .hasSizeGreaterThan(1);
        assertThat(scratch.requests())
                .filteredOn(it -> it.equals("GetObject"))
                .hasSizeGreaterThan(10);
    }

    @Test
    void nothing_is_fetched_before_it_is_asked_for() {
        var fetched = new AtomicInteger();
        Source<StoredRevision> source =
                (from, most) -> {
                    fetched.incrementAndGet();
                    return new Page<>(List.of(), Map.of());
                };

        sorted(List.of(source), 1).close();

        assertThat(fetched).hasValue(0);
        assertThat(scratch.requests()).isEmpty();
    }

    @Test
    void what_is_given_up_half_read_is_removed() {
        try (var sorted = sorted(paged(sources(120, 30), 9), 1)) {
            assertThat(sorted.iterator().next()).isNotNull();
        }
        assertThat(scratch.requests()).endsWith("DeleteObject");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CreateMultipartUploadRequest.class,
                UploadPartRequest.class,
                CompleteMultipartUploadRequest.class,
                GetObjectRequest.class
            })
    void a_failure_of_s3_fails_the_reading_and_what_was_read_is_never_taken_for_the_whole(
            Class<? extends S3Request> request) {
        failAt(request);

        try (var sorted = sorted(paged(noise(8_000), 500), 4 * MB)) {
            assertFails(sorted);
        }
        assertThat(scratch.requests()).endsWith("DeleteObject");
    }

    @Test
    void a_short_file_that_cannot_be_stored_fails_the_reading() {
        failAt(PutObjectRequest.class);

        try (var sorted = sorted(paged(sources(120, 30), 9), 1)) {
            assertFails(sorted);
        }
    }

    private void failAt(Class<? extends S3Request> type) {
        scratch.befall(request -> {
            if (type.isInstance(request)) {
                throw SdkClientException.create("nothing answers");
            }
        });
    }

    private static void assertFails(Stream<StoredRevision> sorted) {
        var items = sorted.iterator();
        assertThatThrownBy(items::hasNext).isInstanceOf(StorageException.class);
        assertThatThrownBy(items::hasNext).hasMessageContaining("is a part");
    }

    @Test
    void a_read_that_fails_later_fails_the_reading() {
        try (var sorted = sorted(paged(noise(8_000), 500), 4 * MB)) {
            var items = sorted.iterator();
            items.next();
            failAt(GetObjectRequest.class);

            assertThatThrownBy(() -> items.forEachRemaining(it -> {}))
                    .isInstanceOf(StorageException.class);
        }
    }

    /// By the checksum at the end of each run, where nothing else shows it.
    @Test
    void bytes_that_are_not_those_stored_fail_the_reading() {
        try (var sorted = sorted(paged(noise(8_000), 500), 4 * MB)) {
            var items = sorted.iterator();
            items.next();
            scratch.overwrite(new byte[40 * MB]);

            assertThatThrownBy(() -> items.forEachRemaining(it -> {}))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("a run of submissions cannot be read");
        }
    }

    @Test
    void a_fetch_that_fails_gives_up_what_is_under_way() {
        Source<StoredRevision> fails =
                (from, most) -> {
                    throw new IllegalStateException("the table is away");
                };
        var sources = paged(noise(8_000), 500);
        sources.add(fails);

        try (var sorted = sorted(sources, 4 * MB)) {
            var items = sorted.iterator();
            assertThatThrownBy(items::hasNext).hasMessageContaining("the table is away");
            assertThatThrownBy(items::hasNext).hasMessageContaining("is a part");
        }
        assertThat(scratch.requests()).contains("UploadPart", "AbortMultipartUpload");
    }

    @Test
    void nothing_is_left_by_an_invocation_that_is_out_of_time_while_it_writes() {
        var sources = paged(noise(8_000), 500);
        var deadline = Deadline.in(Duration.ZERO);

        try (var sorted = sorted(sources, 4 * MB)) {
            var items = sorted.iterator();
            assertThatThrownBy(() -> deadline.call(items::hasNext))
                    .isInstanceOf(StorageException.class)
                    .hasStackTraceContaining("no time is left");
            deadline.call(() -> closed(sorted));
        }
    }

    @Test
    void nothing_is_left_by_an_invocation_that_is_out_of_time_while_it_reads() {
        var deadline = Deadline.in(Duration.ZERO);

        try (var sorted = sorted(paged(noise(8_000), 500), 4 * MB)) {
            var items = sorted.iterator();
            items.next();

            assertThatThrownBy(() ->
                            deadline.call(() -> {
                                items.forEachRemaining(it -> {});
                                return true;
                            }))
                    .isInstanceOf(StorageException.class);
            deadline.call(() -> closed(sorted));
        }
    }

    @Test
    void nothing_is_left_by_work_that_was_interrupted() {
        try (var sorted = sorted(paged(sources(120, 30), 9), 1)) {
            sorted.iterator().next();
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    /// The bucket's rule removes it.
    @Test
    void a_file_that_cannot_be_removed_fails_nobody() {
        var sources = sources(120, 30);
        failAt(DeleteObjectRequest.class);

        try (var sorted = sorted(paged(sources, 9), 1)) {
            assertThat(sorted.map(StoredRevision::texts))
                    .containsExactlyElementsOf(expected(sources));
        }
        assertThat(scratch.key()).startsWith("sorting/");
        backend.clients()
                .s3()
                .deleteObject(
                        it -> it.bucket(backend.environment().stagingBucket()).key(scratch.key()));
    }

    private static boolean closed(Stream<StoredRevision> sorted) {
        sorted.close();
        return true;
    }

    private Stream<StoredRevision> sorted(List<Source<StoredRevision>> sources, int run) {
        return SpooledItems.of(sources, new FanOut(4), scratch.sorting(run));
    }

    private static List<List<String>> expected(List<List<StoredRevision>> sources) {
        return sources.stream()
                .flatMap(List::stream)
                .sorted(StoredRevision.BY_ID)
                .map(StoredRevision::texts)
                .toList();
    }

    /// Items of which some lack a reason, as first revisions do.
    private static List<List<StoredRevision>> sources(int sources, int most) {
        return IntStream.range(0, sources)
                .mapToObj(source ->
                        IntStream.range(0, source % most)
                                .mapToObj(i -> item(source * 7_919 + i * 104_729, i))
                                .sorted(StoredRevision.BY_ID)
                                .toList())
                .toList();
    }

    private static StoredRevision item(int id, int i) {
        var item = new HashMap<String, AttributeValue>();
        item.put(SubmissionItem.SUBMISSION_ID, Items.text("%09d%05d".formatted(id, i)));
        item.put(SubmissionItem.BODY, Items.text("Café ".repeat(i * 20)));
        item.put(SubmissionItem.REVISION, Items.number(i));
        item.put(SubmissionItem.WITHDRAWN, AttributeValue.fromBool(i % 2 == 0));
        if (i % 3 == 0) {
            item.put(SubmissionItem.REASON, Items.text(""));
        }
        return StoredRevision.of(item);
    }

    /// Items of 2,000 bytes, of which deflating saves half, in ten sources.
    private static List<List<StoredRevision>> noise(int items) {
        var random = new Random(7);
        return IntStream.range(0, 10)
                .mapToObj(source ->
                        IntStream.range(0, items / 10)
                                .mapToObj(i -> noise(i * 10 + source, random))
                                .toList())
                .toList();
    }

    private static StoredRevision noise(int id, Random random) {
        var bytes = new byte[1_000];
        random.nextBytes(bytes);
        return StoredRevision.of(
                Map.of(
                        SubmissionItem.SUBMISSION_ID,
                        Items.text("%09d".formatted(id)),
                        SubmissionItem.BODY,
                        Items.text(HexFormat.of().formatHex(bytes))));
    }

    private static List<Source<StoredRevision>> paged(
            List<List<StoredRevision>> sources, int page) {
        var all = new ArrayList<Source<StoredRevision>>();
        for (var items : sources) {
            all.add((from, most) -> {
                int start = from.isEmpty() ? 0 : Integer.parseInt(from.get("at").n());
                int end = Math.min(items.size(), start + Math.min(page, most));
                return new Page<>(
                        items.subList(start, end),
                        end < items.size() ? Map.of("at", Items.number(end)) : Map.of());
            });
        }
        return all;
    }
}
