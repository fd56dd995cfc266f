package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.PutResult;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;

/// What every [CatalogueStore] has to do.
public abstract class CatalogueStoreContract {
    private static final int RUNNERS = 16;
    private static final Operation GRIP =
            Sample.operation(Sample.GRIP, Sample.SOUTHEND.value(), "basildon-town-square");

    /// The store under test; the same one throughout a test, empty at its start.
    protected abstract CatalogueStore store();

    @Test
    void at_first_there_is_nothing() {
        assertThat(store().load().operations()).isEmpty();
        assertThat(store().load().organisations()).isEmpty();
    }

    @Test
    void an_operation_is_written_with_the_organisations_it_names_that_are_new() {
        assertThat(store().put(GRIP)).isEqualTo(new PutResult.Written());

        assertThat(store().load().operations()).containsExactly(GRIP);
        assertThat(store().load().organisations())
                .containsExactly(new Organisation(Sample.ESSEX_POLICE, "essex-police"));
    }

    @Test
    void everything_of_an_operation_is_read_back_as_it_was_written() {
        var until = Optional.of(OperationalDay.parse("2023-08-31"));
        var validity = new Validity(OperationalDay.parse("2022-07-01"), until);
        var operation =
                new Operation(
                        Sample.SAFE_SPACE,
                        "Safe Space “Clacton” & <pier>",
                        1,
                        validity,
                        List.of(Sample.OPEN_ROAD, Sample.ESSEX_POLICE),
                        List.of(
                                new Place(
                                        new PlaceId("pier-gap"), "Pier Gap", "E07000076", validity),
                                Sample.place("christmas-tree-island")),
                        List.of(
                                new Shift(
                                        new PlaceId("pier-gap"),
                                        Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                                        LocalTime.of(18, 0),
                                        LocalTime.of(22, 0)),
                                new Shift(
                                        new PlaceId("christmas-tree-island"),
                                        Set.of(DayOfWeek.values()),
                                        LocalTime.of(22, 0),
                                        LocalTime.of(2, 30))));

        store().put(operation);

        assertThat(store().load().operation(Sample.SAFE_SPACE)).contains(operation);
    }

    @Test
    void an_operation_is_replaced_by_the_revision_after_it() {
        var second = Sample.of(GRIP, Sample.OPEN_ROAD).withRevision(2);
        store().put(GRIP);

        assertThat(store().put(second)).isEqualTo(new PutResult.Written());

        assertThat(store().load().operations()).containsExactly(second);
        // An organisation stays in the catalogue when no operation names it any more.
        assertThat(store().load().organisations())
                .extracting(Organisation::id)
                .containsExactly(Sample.ESSEX_POLICE, Sample.OPEN_ROAD);
    }

    @Test
    void a_revision_that_does_not_follow_the_stored_one_is_refused_and_told_what_is_stored() {
        store().put(GRIP);

        for (int revision : new int[] {1, 3, 4}) {
            var stale = Sample.of(GRIP, Sample.OPEN_ROAD).withRevision(revision);
            assertThat(store().put(stale)).isEqualTo(new PutResult.Stale(Optional.of(GRIP)));
        }

        assertThat(store().load().operations()).containsExactly(GRIP);
        assertThat(store().load().organisations()).hasSize(1);
    }

    @Test
    void a_replacement_of_an_operation_that_is_not_there_is_refused() {
        assertThat(store().put(GRIP.withRevision(2)))
                .isEqualTo(new PutResult.Stale(Optional.empty()));

        assertThat(store().load().operations()).isEmpty();
        assertThat(store().load().organisations()).isEmpty();
    }

    @Test
    void of_many_who_create_an_operation_at_once_exactly_one_does() {
        var entrants = entrants(1);

        var results = Race.of(RUNNERS, i -> () -> store().put(entrants.get(i)));

        assertThat(results).containsOnlyOnce(new PutResult.Written());
        var winner = entrants.get(results.indexOf(new PutResult.Written()));
        assertThat(store().load().operations()).containsExactly(winner);
        assertThat(results).contains(new PutResult.Stale(Optional.of(winner)));
    }

    @Test
    void of_many_who_replace_an_operation_at_once_exactly_one_does() {
        store().put(GRIP);
        var entrants = entrants(2);

        var results = Race.of(RUNNERS, i -> () -> store().put(entrants.get(i)));

        assertThat(results).containsOnlyOnce(new PutResult.Written());
        assertThat(store().load().operations())
                .containsExactly(entrants.get(results.indexOf(new PutResult.Written())));
    }

    private static List<Operation> entrants(int revision) {
        return IntStream.range(0, RUNNERS)
                .mapToObj(i ->
                        Sample.of(GRIP, new OrganisationId("council-" + i)).withRevision(revision))
                .toList();
    }

    @Test
    void operations_with_common_new_organisations_are_created_side_by_side() {
        var results =
                Race.of(
                        RUNNERS,
                        i ->
                                () ->
                                        store().put(
                                                        Sample.operation(
                                                                new OperationId("operation-" + i),
                                                                "place-" + i)));

        assertThat(results).containsOnly(new PutResult.Written());
        assertThat(store().load().operations()).hasSize(RUNNERS);
        assertThat(store().load().organisations())
                .extracting(Organisation::id)
                .containsExactly(Sample.ESSEX_POLICE);
    }

    @Test
    void before_anything_was_put_there_is_no_version() {
        assertThat(store().version()).isEmpty();
    }

    @Test
    void every_change_makes_another_version_even_one_back_to_what_was() {
        var seen = new ArrayList<CatalogueStore.Version>();
        for (int revision = 1; revision <= 4; revision++) {
            var operation = revision % 2 == 0 ? Sample.of(GRIP, Sample.OPEN_ROAD) : GRIP;
            store().put(operation.withRevision(revision));
            seen.add(store().version().orElseThrow());
            assertThat(store().version()).contains(seen.getLast());
        }

        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void a_change_of_one_operation_changes_the_version_of_all() {
        store().put(GRIP);
        var before = store().version();
        store().put(Sample.operation(Sample.SAFE_SPACE, "pier-gap"));

        assertThat(store().version()).isPresent().isNotEqualTo(before);
    }

    @Test
    void as_long_as_the_version_stays_so_does_what_is_loaded() {
        var stopped = new AtomicBoolean();
        Race.of(
                RUNNERS,
                i -> () -> i < 4 ? changes(i, stopped) : unchangedWhileSameVersion(stopped));

        assertThat(store().version()).isPresent();
        assertThat(store().load().operations()).hasSize(4);
    }

    private int changes(int i, AtomicBoolean stopped) {
        var operation = Sample.operation(new OperationId("operation-" + i), "place-" + i);
        for (int revision = 1; revision <= 10; revision++) {
            assertThat(store().put(operation.withRevision(revision)))
                    .isEqualTo(new PutResult.Written());
        }
        stopped.set(true);
        return 0;
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

    @Test
    void an_operation_may_name_as_many_organisations_as_the_contract_allows() {
        var organisations =
                IntStream.range(0, 98)
                        .mapToObj(i ->
                                new OrganisationId(
                                        String.format(Locale.ROOT, "organisation-%02d", i)))
                        .toArray(OrganisationId[]::new);

        assertThat(store().put(Sample.of(GRIP, organisations))).isEqualTo(new PutResult.Written());

        assertThat(store().load().organisations())
                .extracting(Organisation::id)
                .containsExactly(organisations);
    }

    @Test
    void a_catalogue_of_many_large_operations_is_loaded_whole() {
        var places =
                IntStream.range(0, 300)
                        .mapToObj(i -> String.format(Locale.ROOT, "place-with-a-long-name-%03d", i))
                        .toArray(String[]::new);
        var written =
                IntStream.range(0, 17)
                        .mapToObj(i ->
                                new OperationId(String.format(Locale.ROOT, "operation-%02d", i)))
                        .map(id -> Sample.operation(id, places))
                        .toList();

        written.forEach(store()::put);

        Catalogue catalogue = store().load();
        assertThat(catalogue.operations()).isEqualTo(written);
    }
}
