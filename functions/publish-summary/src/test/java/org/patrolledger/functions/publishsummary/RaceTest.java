package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.functions.publishsummary.Publication.Outcome;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;

/// Several publishers at once, each a publication of its own as in a function of its own.
class RaceTest {
    private static final int ROUNDS = 40;
    private static final SummaryKey WEEK = World.weekly("2023-W05", "grip");
    private static final SummaryKey MONTH = World.monthly("2023-02", "grip");

    private static World world() {
        var world = new World();
        world.now = Sample.at("2023-03-01T07:00:00Z").instant();
        world.ticking = true;
        world.post(Form.engagement());
        return world;
    }

    @Test
    void of_publishers_of_one_summary_exactly_one_makes_the_edition() {
        for (int round = 0; round < ROUNDS; round++) {
            var world = world();

            var first = Race.of(3, runner -> world.publication().publish(WEEK));
            world.post(Form.incident());
            var second = Race.of(3, runner -> world.publication().publish(WEEK));

            assertThat(first)
                    .containsExactlyInAnyOrder(
                            new Outcome.Published(new EditionKey(WEEK, 1)),
                            new Outcome.Unchanged(),
                            new Outcome.Unchanged());
            assertThat(second)
                    .containsExactlyInAnyOrder(
                            new Outcome.Published(new EditionKey(WEEK, 2)),
                            new Outcome.Unchanged(),
                            new Outcome.Unchanged());
            assertThat(world.archive.editions(WEEK)).hasSize(2);
            assertThat(chain(world)).isEqualTo(2);
        }
    }

    @Test
    void publishers_of_two_periods_of_one_operation_each_make_theirs_in_one_chain() {
        for (int round = 0; round < ROUNDS; round++) {
            var world = world();

            var outcomes =
                    Race.of(
                            4,
                            runner -> world.publication().publish(runner % 2 == 0 ? WEEK : MONTH));

            assertThat(outcomes)
                    .containsExactlyInAnyOrder(
                            new Outcome.Published(new EditionKey(WEEK, 1)),
                            new Outcome.Published(new EditionKey(MONTH, 1)),
                            new Outcome.Unchanged(),
                            new Outcome.Unchanged());
            assertThat(chain(world)).isEqualTo(2);
        }
    }

    @Test
    void submissions_that_arrive_while_publishers_race_are_all_counted_in_the_end() {
        for (int round = 0; round < ROUNDS; round++) {
            var world = world();
            world.publish(WEEK);

            Race.of(
                    4,
                    runner -> {
                        world.post(Form.incident());
                        return world.publication().publish(WEEK);
                    });

            var newest = world.archive.newest(WEEK).orElseThrow();
            var lineage = world.archive.read(newest, "lineage.jsonl");
            assertThat(new String(lineage, StandardCharsets.UTF_8).lines()).hasSize(5);
            assertThat(chain(world)).isEqualTo(newest.number());
        }
    }

    /// The length of the chain, which is whole and whose editions are published one after another.
    private static long chain(World world) {
        var links = new TreeMap<Long, byte[]>();
        Stream.of(WEEK, MONTH)
                .map(world.archive::editions)
                .flatMap(List::stream)
                .map(edition -> world.archive.read(edition, "manifest.json"))
                .forEach(bytes -> assertThat(links.put(read(bytes).sequence(), bytes)).isNull());
        for (var link : links.entrySet()) {
            var before = links.get(link.getKey() - 1);
            assertThat(read(link.getValue()).previous().isPresent()).isEqualTo(before != null);
            if (before != null) {
                assertThat(read(link.getValue()).previous()).contains(Digest.of(before));
                assertThat(read(link.getValue()).publishedAt())
                        .isAfterOrEqualTo(read(before).publishedAt());
            }
        }
        var head = world.archive.head(WEEK.operation());
        assertThat(head.latest().orElseThrow().manifest())
                .isEqualTo(Digest.of(links.lastEntry().getValue()));
        assertThat(links.lastKey()).isEqualTo(head.sequence()).isEqualTo(links.size());
        return head.sequence();
    }

    private static Manifest read(byte[] manifest) {
        return ManifestDocument.read(manifest).manifest();
    }
}
