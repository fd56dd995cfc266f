package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.StorageException;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.storage.MergedPages.Page;
import org.patrolledger.storage.MergedPages.Source;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class MergedPagesTest {
    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    @Test
    void sorted_sources_of_any_length_become_one() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var sources = new ArrayList<List<Integer>>();
            for (int i = 0; i < random.nextInt(40); i++) {
                sources.add(random.ints(random.nextInt(60), 0, 100).sorted().boxed().toList());
            }
            var expected = sources.stream().flatMap(List::stream).sorted().toList();

            assertThat(merged(sources, 1 + random.nextInt(9)).toList()).isEqualTo(expected);
        }
    }

    @Test
    void an_empty_page_in_the_middle_is_not_the_end() {
        Source<Integer> source =
                (from, most) ->
                        switch (number(from)) {
                            case 0 -> new Page<>(List.of(1), next(1));
                            case 1, 2, 3 -> new Page<>(List.of(), next(number(from) + 1));
                            default -> new Page<>(List.of(5), Map.of());
                        };

        assertThat(MergedPages.of(List.of(source), Comparator.naturalOrder(), new FanOut(2)))
                .containsExactly(1, 5);
    }

    @Test
    void nothing_is_fetched_before_it_is_asked_for() {
        merged(List.of(List.of(1, 2, 3)), 1).close();

        assertThat(fetched).hasValue(0);
    }

    @Test
    void each_source_is_at_most_one_page_ahead() {
        var sources =
                IntStream.range(0, 10)
                        .mapToObj(i -> IntStream.range(0, 1_000).boxed().toList())
                        .toList();
        var pages = merged(sources, 10).iterator();
        for (int i = 0; i < 500; i++) {
            pages.next();
        }

        // 50 of each source: 5 pages consumed, one open, one ahead.
        assertThat(fetched.get()).isLessThanOrEqualTo(10 * 7);
    }

    @Test
    void no_more_calls_are_under_way_than_allowed() {
        var sources = IntStream.range(0, 200).mapToObj(i -> List.of(i)).toList();

        assertThat(merged(sources, 1).count()).isEqualTo(200);

        assertThat(mostUnderWay.get()).isBetween(1, 4);
    }

    @Test
    void a_closed_stream_fetches_nothing_more() throws InterruptedException {
        var sources = IntStream.range(0, 300).mapToObj(i -> List.of(i, i + 1, i + 2)).toList();
        try (var stream = merged(sources, 1)) {
            stream.iterator().next();
        }
        Thread.sleep(100);
        int atClose = fetched.get();
        Thread.sleep(100);

        assertThat(fetched).hasValue(atClose);
    }

    @Test
    void a_fault_of_one_source_is_the_streams() {
        Source<Integer> broken =
                (from, most) -> {
                    throw new StorageException(
                            StorageException.Fault.THROTTLED, "busy", new IllegalStateException());
                };
        var sources = List.of(source(List.of(1, 2), 1), broken);

        assertThatThrownBy(() ->
                        MergedPages.of(sources, Comparator.naturalOrder(), new FanOut(2)).count())
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.fault()).isEqualTo(StorageException.Fault.THROTTLED));
    }

    @Test
    void calls_are_made_under_the_deadline_of_whoever_asks() {
        Source<Boolean> source =
                (from, most) ->
                        new Page<>(
                                List.of(
                                        Deadline.current().left().compareTo(Duration.ofMinutes(5))
                                                > 0),
                                Map.of());
        var order = Comparator.<Boolean>naturalOrder();

        var seen =
                Deadline.in(Duration.ofMinutes(10))
                        .call(() -> MergedPages.of(List.of(source), order, new FanOut(1)).toList());

        assertThat(seen).containsExactly(true);
    }

    private Stream<Integer> merged(List<List<Integer>> sources, int pageSize) {
        return MergedPages.of(
                sources.stream().map(numbers -> source(numbers, pageSize)).toList(),
                Comparator.naturalOrder(),
                new FanOut(4));
    }

    private Source<Integer> source(List<Integer> numbers, int pageSize) {
        return (from, most) -> {
            fetched.incrementAndGet();
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            try {
                int start = number(from);
                int end = Math.min(numbers.size(), start + Math.min(pageSize, most));
                return new Page<>(
                        numbers.subList(start, end), end < numbers.size() ? next(end) : Map.of());
            } finally {
                underWay.decrementAndGet();
            }
        };
    }

    private static int number(Map<String, AttributeValue> from) {
        return from.isEmpty() ? 0 : Integer.parseInt(from.get("at").n());
    }

    private static Map<String, AttributeValue> next(int number) {
        return Map.of("at", AttributeValue.fromN(Integer.toString(number)));
    }
}
