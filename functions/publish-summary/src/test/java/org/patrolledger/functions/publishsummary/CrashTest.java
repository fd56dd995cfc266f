package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// Publishing breaks off before and after every call of storage.
class CrashTest {
    private static final SummaryKey KEY = World.weekly("2023-W05", "grip");

    /// More calls than publishing makes, so that the last cases run through.
    private static final int CALLS = 60;

    /// Edition 1 is published, and then a submission came.
    private static World world() {
        var world = new World();
        world.now = Sample.at("2023-03-01T07:00:00Z").instant();
        world.post(Form.engagement());
        world.publish(KEY);
        world.post(Form.incident());
        return world;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void
            wherever_publishing_dies_there_is_the_old_edition_or_the_new_one_and_the_next_run_completes(
                    boolean afterwards) throws IOException {
        int deaths = 0;
        for (int at = 0; at < CALLS; at++) {
            var world = world();
            var interruption = new Interruption(at, afterwards);
            try {
                world.publication(interruption).publish(KEY);
            } catch (Interruption.Died e) {
                deaths++;
            }
            assertThat(arrests(world)).as("call %d", at).isIn(List.of(0L), List.of(0L, 1L));
            whole(world);

            world.publish(KEY);

            assertThat(arrests(world)).as("call %d", at).containsExactly(0L, 1L);
            whole(world);
            chain(world, 2);
        }
        assertThat(deaths).isGreaterThan(15).isLessThan(CALLS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_a_run_and_the_one_after_it_die_the_third_completes(boolean afterwards)
            throws IOException {
        for (int at = 0; at < CALLS; at += 2) {
            var world = world();
            for (int death : new int[] {at, CALLS / 3 - at / 3}) {
                try {
                    world.publication(new Interruption(death, afterwards)).publish(KEY);
                } catch (Interruption.Died e) {
                    whole(world);
                }
            }
            world.publish(KEY);

            assertThat(arrests(world)).as("call %d", at).containsExactly(0L, 1L);
            chain(world, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void another_summary_of_the_operation_completes_what_was_begun(boolean afterwards)
            throws IOException {
        var other = World.monthly("2023-02", "grip");
        for (int at = 0; at < CALLS; at++) {
            var world = world();
            try {
                world.publication(new Interruption(at, afterwards)).publish(KEY);
            } catch (Interruption.Died e) {
                // what is left behind is what this is about
            }
            long committed = world.archive.head(KEY.operation()).sequence();

            world.publish(other);

            assertThat(arrests(world)).hasSize((int) committed);
            whole(world);
            chain(world, committed + 1);
        }
    }

    @Test
    void what_is_staged_for_an_edition_that_exists_is_not_needed_any_more() {
        var world = world();
        var head = world.archive.head(KEY.operation());
        var forgotten =
                new ChainHead.Link(
                        head.latest().orElseThrow().edition(),
                        head.latest().orElseThrow().manifest(),
                        "staging/forgotten/");

        world.archive.complete(forgotten);

        assertThat(world.publish(KEY))
                .isEqualTo(new Publication.Outcome.Published(new EditionKey(KEY, 2)));
    }

    private static List<Long> arrests(World world) {
        var arrests = new ArrayList<Long>();
        for (var edition : world.archive.editions(KEY)) {
            var summary = Json.object(world.archive.read(edition, "summary.json"));
            arrests.add((Long) ((Map<?, ?>) summary.get("measures")).get("arrests"));
        }
        return arrests;
    }

    /// Every edition that exists has all its files, as its manifest lists them.
    private static void whole(World world) {
        for (var edition : world.archive.editions(KEY)) {
            var manifest = ManifestDocument.read(world.archive.read(edition, "manifest.json"));
            var files = manifest.manifest().files();
            assertThat(files).hasSize(EditionFile.LISTED.size());
            for (var file : files) {
                assertThat(Digest.of(world.archive.read(edition, file.name())))
                        .isEqualTo(file.sha256());
            }
        }
    }

    private static void chain(World world, long length) {
        var links = new TreeMap<Long, byte[]>();
        for (var key : world.archive.begun(KEY.operation())) {
            for (var edition : world.archive.editions(key)) {
                var bytes = world.archive.read(edition, "manifest.json");
                links.put(ManifestDocument.read(bytes).manifest().sequence(), bytes);
            }
        }
        assertThat(links).hasSize((int) length);
        byte[] before = null;
        for (long sequence = 1; sequence <= length; sequence++) {
            var manifest = ManifestDocument.read(links.get(sequence)).manifest();
            if (before == null) {
                assertThat(manifest.previous()).isEmpty();
            } else {
                assertThat(manifest.previous()).contains(Digest.of(before));
            }
            before = links.get(sequence);
        }
        assertThat(world.archive.head(KEY.operation()).sequence()).isEqualTo(length);
    }
}
