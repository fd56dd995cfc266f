package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
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
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.Author;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.CatalogueStore.Recorded;
import org.patrolledger.domain.catalogue.CatalogueStore.Snapshot;
import org.patrolledger.domain.catalogue.Funding;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.time.OperationalDay;

/// What every [CatalogueStore] has to do.
public abstract class CatalogueStoreContract {
    private static final int RUNNERS = 16;
    private static final Operation GRIP =
            Sample.operation(Sample.GRIP, Sample.SOUTHEND.value(), "basildon-town-square");
    private static final PlaceName RENAMED =
            new PlaceName(Sample.SOUTHEND, "High Street", "E07000072", 2);

    /// The store under test; the same one throughout a test, empty at its start.
    protected abstract CatalogueStore store();

    /// A store over the same data, as another process or the next start of one has it.
    protected abstract CatalogueStore reopened();

    private boolean put(Operation operation) {
        return write(new Change.OfOperation(operation));
    }

    private boolean put(Operation operation, Snapshot checked) {
        return store().write(new Change.OfOperation(operation), checked, Sample.AUTHOR);
    }

    private boolean write(Change change) {
        return store().write(change, store().snapshot(), Sample.AUTHOR);
    }

    /// Checks again until the change is made, as a caller does.
    private int writeAtLast(Operation operation) {
        int attempts = 1;
        while (!put(operation)) {
            attempts++;
        }
        return attempts;
    }

    @Test
    void at_first_there_is_nothing() {
        assertThat(store().load().operations()).isEmpty();
        assertThat(store().load().organisations()).isEmpty();
        assertThat(store().load().places()).isEmpty();
        assertThat(store().load().version()).isZero();
        assertThat(store().snapshot().version()).isEmpty();
        assertThat(store().history(Sample.GRIP, 0, 10)).isEmpty();
    }

    @Test
    void an_operation_is_written_with_the_organisations_it_names_that_are_new() {
        assertThat(put(GRIP)).isTrue();

        assertThat(store().load().operations()).containsExactly(GRIP);
        assertThat(store().load().organisations())
                .containsExactly(new Organisation(Sample.ESSEX_POLICE, "essex-police", 1));
        assertThat(store().load().place(Sample.SOUTHEND))
                .contains(
                        new PlaceName(
                                Sample.SOUTHEND, "Place southend-high-street", "E07000071", 1));
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
                                        LocalTime.of(2, 30))),
                        List.of(
                                new Priority(new PriorityId("night-economy"), "Night economy"),
                                new Priority(new PriorityId("spiking"), "Spiking")),
                        List.of(
                                new Funding(
                                        "Safer Streets 5",
                                        22_511,
                                        "GBP",
                                        OperationalDay.parse("2022-07-01"),
                                        Optional.empty()),
                                new Funding(
                                        "Town council",
                                        0,
                                        "GBP",
                                        OperationalDay.parse("2022-07-01"),
                                        until)));

        put(operation);

        assertThat(store().load().operation(Sample.SAFE_SPACE)).contains(operation);
    }

    @Test
    void an_operation_is_replaced_by_the_revision_after_it() {
        var second = Sample.of(GRIP, Sample.OPEN_ROAD).withRevision(2);
        put(GRIP);

        assertThat(put(second)).isTrue();

        assertThat(store().load().operations()).containsExactly(second);
        // An organisation stays in the catalogue when no operation names it any more.
        assertThat(store().load().organisations())
                .extracting(Organisation::id)
                .containsExactly(Sample.ESSEX_POLICE, Sample.OPEN_ROAD);
    }

    @Test
    void a_change_that_does_not_follow_what_was_checked_is_a_fault_of_the_caller() {
        var empty = store().snapshot();
        assertThatIllegalArgumentException().isThrownBy(() -> put(GRIP.withRevision(2), empty));
        put(GRIP);
        var checked = store().snapshot();
        for (int revision : new int[] {1, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> put(GRIP.withRevision(revision), checked));
        }

        assertThat(store().load().operations()).containsExactly(GRIP);
    }

    // names of places and organisations

    @Test
    void a_place_is_renamed_in_every_operation_that_uses_it() {
        var other = Sample.operation(Sample.SAFE_SPACE, Sample.SOUTHEND.value());
        put(GRIP);
        put(other);

        assertThat(write(new Change.OfPlace(RENAMED))).isTrue();

        var catalogue = store().load();
        assertThat(catalogue.place(Sample.SOUTHEND)).contains(RENAMED);
        for (var operation : catalogue.operations()) {
            var place = operation.place(Sample.SOUTHEND).orElseThrow();
            assertThat(place.name()).isEqualTo("High Street");
            assertThat(place.district()).isEqualTo("E07000072");
            assertThat(place.validity()).isEqualTo(Sample.always());
            assertThat(operation.revision()).isEqualTo(1);
        }
        assertThat(reopened().load().places()).isEqualTo(catalogue.places());
    }

    @Test
    void a_place_and_an_organisation_can_be_there_before_any_operation() {
        var place = new PlaceName(Sample.SOUTHEND, "High Street", "E07000072", 1);
        var organisation = new Organisation(Sample.OPEN_ROAD, "Open Road", 1);

        assertThat(write(new Change.OfPlace(place))).isTrue();
        assertThat(write(new Change.OfOrganisation(organisation))).isTrue();
        assertThat(
                        write(
                                new Change.OfOrganisation(
                                        new Organisation(Sample.OPEN_ROAD, "Open Road Ltd", 2))))
                .isTrue();

        assertThat(store().load().places()).containsExactly(place);
        assertThat(store().load().organisations())
                .containsExactly(new Organisation(Sample.OPEN_ROAD, "Open Road Ltd", 2));
        assertThat(store().load().version()).isEqualTo(3);
    }

    @Test
    void an_organisation_keeps_its_name_when_an_operation_names_it() {
        var named = new Organisation(Sample.ESSEX_POLICE, "Essex Police", 1);
        write(new Change.OfOrganisation(named));

        put(GRIP);

        assertThat(store().load().organisations()).containsExactly(named);
    }

    // history

    @Test
    void every_revision_of_an_operation_is_kept_with_who_made_it_and_when() {
        var author =
                new Author(
                        "planner-2", Sample.OPEN_ROAD, Instant.parse("2023-03-04T05:06:07.089Z"));
        var second = Sample.of(GRIP, Sample.OPEN_ROAD).withRevision(2);
        put(GRIP);
        store().write(new Change.OfOperation(second), store().snapshot(), author);
        put(Sample.operation(Sample.SAFE_SPACE, "pier-gap"));
        write(new Change.OfPlace(RENAMED));

        assertThat(store().history(Sample.GRIP, 0, 10))
                .containsExactly(new Recorded(GRIP, Sample.AUTHOR), new Recorded(second, author));
        assertThat(reopened().history(Sample.GRIP, 0, 10)).hasSize(2);
    }

    @Test
    void a_long_history_is_read_in_parts() {
        for (int revision = 1; revision <= 12; revision++) {
            put(GRIP.withRevision(revision));
        }

        assertThat(store().history(Sample.GRIP, 0, 5))
                .extracting(it -> it.operation().revision())
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(store().history(Sample.GRIP, 9, 5))
                .extracting(it -> it.operation().revision())
                .containsExactly(10, 11, 12);
        assertThat(store().history(Sample.GRIP, 12, 5)).isEmpty();
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

    // sizes

    @Test
    void an_operation_may_name_as_many_organisations_as_the_contract_allows() {
        var organisations =
                IntStream.range(0, 97)
                        .mapToObj(i ->
                                new OrganisationId(
                                        String.format(Locale.ROOT, "organisation-%02d", i)))
                        .toArray(OrganisationId[]::new);

        assertThat(put(Sample.of(GRIP, organisations))).isTrue();

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

        written.forEach(this::put);

        Catalogue catalogue = store().load();
        assertThat(catalogue.operations()).isEqualTo(written);
    }
}
