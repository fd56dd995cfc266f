package org.patrolledger.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.ReportingPeriod.Kind;

class CatalogueTest {
    private static Validity validity(String from, String until) {
        return new Validity(
                OperationalDay.parse(from), Optional.ofNullable(until).map(OperationalDay::parse));
    }

    private static Operation operation(String id, Validity active, String... places) {
        return new Operation(
                new OperationId(id),
                id,
                1,
                active,
                List.of(new OrganisationId("essex-police")),
                Stream.of(places)
                        .map(place -> new Place(new PlaceId(place), place, "E07000071", active))
                        .toList(),
                List.of());
    }

    private static Organisation organisation(String id) {
        return new Organisation(new OrganisationId(id), id);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-03, 2023-02-05, 2023-02-02, false",
        "2023-02-03, 2023-02-05, 2023-02-03, true",
        "2023-02-03, 2023-02-05, 2023-02-05, true",
        "2023-02-03, 2023-02-05, 2023-02-06, false",
        "2023-02-03, 2023-02-03, 2023-02-03, true",
        "2023-02-03, , 2023-02-02, false",
        "2023-02-03, , 2099-01-01, true",
    })
    void a_validity_includes_its_last_day_and_may_be_open(
            String from, String until, String day, boolean included) {
        var validity = validity(from, until);
        var asked = OperationalDay.parse(day);
        assertThat(validity.includes(asked)).isEqualTo(included);
        assertThat(validity.meets(asked, asked)).isEqualTo(included);
        assertThat(operation("grip", validity).activeOn(asked)).isEqualTo(included);
    }

    @ParameterizedTest
    @CsvSource({
        // Week 5 of 2023 is 30 January to 5 February.
        "2023-01-01, 2023-01-29, false",
        "2023-01-01, 2023-01-30, true",
        "2023-02-01, 2023-02-02, true",
        "2023-02-05, 2023-03-01, true",
        "2023-02-06, 2023-03-01, false",
        "2023-01-01, 2023-12-31, true",
        "2023-02-05, , true",
        "2023-02-06, , false",
        "2020-01-01, , true",
    })
    void an_operation_is_active_in_a_period_that_has_one_of_its_days(
            String from, String until, boolean active) {
        var week = ReportingPeriod.parse(Kind.WEEKLY, "2023-W05").orElseThrow();
        var operation = operation("grip", validity(from, until));
        assertThat(operation.activeIn(week)).isEqualTo(active);
        assertThat(week.days().anyMatch(operation::activeOn)).isEqualTo(active);
        assertThat(new Catalogue(List.of(operation), List.of()).activeIn(week))
                .hasSize(active ? 1 : 0);
    }

    @Test
    void a_validity_that_ends_before_it_starts_is_refused() {
        assertThatThrownBy(() -> validity("2023-02-03", "2023-02-02"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void operations_and_organisations_are_sorted_and_found_by_id() {
        var open = validity("2021-04-01", null);
        var grip = operation("grip", open, "harlow-town");
        var space = operation("safe-space", open, "pier-gap");
        var catalogue =
                new Catalogue(
                        List.of(space, grip),
                        List.of(organisation("open-road"), organisation("essex-police")));
        assertThat(catalogue.operations()).containsExactly(grip, space);
        assertThat(catalogue.organisations().stream().map(Organisation::name))
                .containsExactly("essex-police", "open-road");
        assertThat(catalogue.operation(new OperationId("grip"))).contains(grip);
        assertThat(catalogue.operation(new OperationId("henderson"))).isEmpty();
        assertThat(catalogue.organisation(new OrganisationId("open-road")))
                .contains(organisation("open-road"));
        assertThat(catalogue.organisation(new OrganisationId("pastors"))).isEmpty();
    }

    @Test
    void all_operations_covers_all_and_any_other_name_its_own() {
        var open = validity("2021-04-01", null);
        var grip = operation("grip", open);
        var space = operation("safe-space", validity("2021-04-01", "2021-04-02"));
        var catalogue = new Catalogue(List.of(space, grip), List.of());
        assertThat(catalogue.covered(OperationId.ALL)).containsExactly(grip, space);
        assertThat(catalogue.covered(new OperationId("grip"))).containsExactly(grip);
        assertThat(catalogue.covered(new OperationId("henderson"))).isEmpty();
    }

    @Test
    void one_thing_twice_is_refused() {
        var grip = operation("grip", validity("2021-04-01", null));
        assertThatThrownBy(() -> new Catalogue(List.of(grip, grip.withRevision(2)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Catalogue(
                                List.of(),
                                List.of(
                                        organisation("open-road"),
                                        new Organisation(
                                                new OrganisationId("open-road"), "Other"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        operation(
                                "grip", validity("2021-04-01", null), "harlow-town", "harlow-town"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_operation_is_called_all_operations() {
        assertThatThrownBy(() -> operation("all-operations", validity("2021-04-01", null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_shift_is_at_a_place_of_its_operation() {
        var grip = operation("grip", validity("2021-04-01", null), "harlow-town");
        assertThat(grip.place(new PlaceId("harlow-town"))).isPresent();
        assertThat(grip.place(new PlaceId("pier-gap"))).isEmpty();
        assertThatThrownBy(() -> withShift(grip, "pier-gap"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(withShift(grip, "harlow-town").shifts()).hasSize(1);
    }

    private static Operation withShift(Operation operation, String place) {
        return new Operation(
                operation.id(),
                operation.name(),
                operation.revision(),
                operation.active(),
                operation.organisations(),
                operation.places(),
                List.of(
                        new Shift(
                                new PlaceId(place),
                                Set.of(DayOfWeek.FRIDAY),
                                LocalTime.of(18, 0),
                                LocalTime.of(2, 0))));
    }

    @Test
    void a_new_revision_changes_nothing_else() {
        var grip = operation("grip", validity("2021-04-01", null), "harlow-town");
        assertThat(grip.withRevision(2).revision()).isEqualTo(2);
        assertThat(grip.withRevision(2).withRevision(1)).isEqualTo(grip);
    }
}
