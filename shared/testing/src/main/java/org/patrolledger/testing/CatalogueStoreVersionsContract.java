package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;

/// What every [CatalogueStore] has to do where writers cross each other, and how its versions go.
abstract class CatalogueStoreVersionsContract extends CatalogueStoreCases {
    private static final int RUNNERS = 16;

    /// Checks again until the change is made, as a caller does.
    private int writeAtLast(Operation operation) {
        int attempts = 1;
        while (!put(operation)) {
            attempts++;
        }
        return attempts;
    }

    // one after the other

    @Test
    void whoever_checked_an_older_catalogue_writes_nothing() {
        put(GRIP);
        var checked = store().snapshot();
        put(Sample.operation(Sample.SAFE_SPACE, "pier-gap"));
        var second = Sample.of(GRIP, Sample.OPEN_ROAD).withRevision(2);

        assertThat(put(second, checked)).isFalse();
        assertThat(store().write(new Change.OfPlace(RENAMED), checked, Sample.AUTHOR)).isFalse();

        assertThat(store().load().operation(Sample.GRIP)).contains(GRIP);
        assertThat(store().load().organisations()).hasSize(1);
        assertThat(store().history(Sample.GRIP, 0, 10)).hasSize(1);
    }

    @Test
    void of_many_who_checked_the_same_catalogue_exactly_one_writes() {
        put(GRIP);

        race(2);

        assertThat(store().history(Sample.GRIP, 0, 10)).hasSize(2);
    }

    @Test
    void of_many_who_make_the_first_change_exactly_one_does() {
        race(1);
    }

    /// Has many put `revision` of one operation after the same check, of whom one must do it.
    private void race(int revision) {
        var checked = store().snapshot();
        var entrants =
                IntStream.range(0, RUNNERS)
                        .mapToObj(i -> Sample.of(GRIP, new OrganisationId("council-" + i)))
                        .map(it -> it.withRevision(revision))
                        .toList();

        var results = Race.of(RUNNERS, i -> put(entrants.get(i), checked));

        assertThat(results).containsOnlyOnce(true);
        assertThat(store().load().operations())
                .containsExactly(entrants.get(results.indexOf(true)));
    }

    @Test
    void operations_of_the_same_organisations_are_created_one_after_the_other() {
        Race.of(
                4,
                i ->
                        writeAtLast(
                                Sample.operation(new OperationId("operation-" + i), "place-" + i)));

        assertThat(store().load().operations()).hasSize(4);
        assertThat(store().load().organisations())
                .extracting(Organisation::id)
                .containsExactly(Sample.ESSEX_POLICE);
        assertThat(store().load().version()).isEqualTo(5);
    }

    // versions

    @Test
    void before_anything_was_put_there_is_no_version() {
        assertThat(store().version()).isEmpty();
    }

    @Test
    void every_change_makes_another_version_even_one_back_to_what_was() {
        var seen = new ArrayList<CatalogueSource.Version>();
        var numbers = new ArrayList<Long>();
        for (int revision = 1; revision <= 4; revision++) {
            var operation = revision % 2 == 0 ? Sample.of(GRIP, Sample.OPEN_ROAD) : GRIP;
            put(operation.withRevision(revision));
            seen.add(store().version().orElseThrow());
            numbers.add(store().load().version());
            assertThat(store().version()).contains(seen.getLast());
        }
        write(new Change.OfPlace(RENAMED));
        seen.add(store().version().orElseThrow());
        numbers.add(store().load().version());

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_snapshot_and_the_next_process_have_the_version_that_is_told() {
        put(GRIP);

        assertThat(store().snapshot().version()).isPresent().isEqualTo(store().version());
        assertThat(reopened().version()).isEqualTo(store().version());
        assertThat(reopened().snapshot().catalogue().operations()).containsExactly(GRIP);
    }

    @Test
    void as_long_as_the_version_stays_so_does_what_is_loaded() {
        var stopped = new AtomicBoolean();
        Race.of(RUNNERS / 2, i -> i < 2 ? changes(i, stopped) : unchangedWhileSameVersion(stopped));

        assertThat(store().version()).isPresent();
        assertThat(store().load().operations()).hasSize(2);
    }

    private int changes(int i, AtomicBoolean stopped) {
        var operation = Sample.operation(new OperationId("operation-" + i), "place-" + i);
        int attempts = 0;
        for (int revision = 1; revision <= 10; revision++) {
            attempts += writeAtLast(operation.withRevision(revision));
        }
        stopped.set(true);
        return attempts;
    }

    private int unchangedWhileSameVersion(AtomicBoolean stopped) {
        int compared = 0;
        while (!stopped.get()) {
            var version = store().version();
            var loaded = store().load();
            var later = store().load();
            if (version.isPresent() && version.equals(store().version())) {
                assertThat(later.operations()).isEqualTo(loaded.operations());
                compared++;
            }
        }
        return compared;
    }
}
