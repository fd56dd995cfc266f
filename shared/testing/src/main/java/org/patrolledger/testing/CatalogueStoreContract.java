package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.Author;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.CatalogueStore.Recorded;
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

/// What every [CatalogueStore] has to do with what is written. [CatalogueStoreVersionsContract] has
/// what concerns versions, and writers that cross each other.
public abstract class CatalogueStoreContract extends CatalogueStoreCases {
    /// What it promises of versions and of writers that cross, over the same store.
    @Nested
    class Versions extends CatalogueStoreVersionsContract {
        @Override
        protected CatalogueStore store() {
            return CatalogueStoreContract.this.store();
        }

        @Override
        protected CatalogueStore reopened() {
            return CatalogueStoreContract.this.reopened();
        }
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
