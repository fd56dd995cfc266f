package org.patrolledger.benchmarks.documents;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.OperationalDay;

/// The operations the documents are of.
///
/// @param operations ids, such as `operation-03`
/// @param places of each operation; no two operations share one
public record World(List<String> operations, int places) {
    /// Who reports; the first one does most of it.
    static final List<String> ORGANISATIONS =
            List.of("essex-police", "open-road", "street-pastors", "southend-city-council");

    /// `operations` operations of `places` places each.
    public static World of(int operations, int places) {
        return new World(
                IntStream.rangeClosed(1, operations).mapToObj(it -> "operation-" + it).toList(),
                places);
    }

    /// A place of an operation.
    ///
    /// @param index 0 or more, below [#places]
    static String place(String operation, int index) {
        return "place-" + (index + 1) + "-of-" + operation;
    }

    /// Every operation, at whose every place somebody is expected on three evenings of a week.
    public Catalogue catalogue() {
        return new Catalogue(
                operations.stream().map(this::operation).toList(),
                ORGANISATIONS.stream()
                        .map(id -> new Organisation(new OrganisationId(id), id))
                        .toList());
    }

    private Operation operation(String id) {
        var always = new Validity(OperationalDay.parse("2021-04-01"), Optional.empty());
        var names = IntStream.range(0, places).mapToObj(it -> place(id, it)).toList();
        return new Operation(
                new OperationId(id),
                "Operation " + id,
                1,
                always,
                ORGANISATIONS.stream().map(OrganisationId::new).toList(),
                names.stream()
                        .map(place -> new Place(new PlaceId(place), place, "E07000071", always))
                        .toList(),
                names.stream().flatMap(World::shifts).toList());
    }

    private static Stream<Shift> shifts(String place) {
        var days = Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
        return Stream.of(
                new Shift(new PlaceId(place), days, LocalTime.of(18, 0), LocalTime.of(2, 0)));
    }
}
