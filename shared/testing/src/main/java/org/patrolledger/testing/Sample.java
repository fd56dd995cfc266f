package org.patrolledger.testing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// Operations, places and periods for tests that do not care which.
public final class Sample {
    /// A police force.
    public static final OrganisationId ESSEX_POLICE = new OrganisationId("essex-police");

    /// A charity.
    public static final OrganisationId OPEN_ROAD = new OrganisationId("open-road");

    /// What a [Form] reports on where a test does not say.
    public static final OperationId GRIP = new OperationId("grip");

    /// An operation beside it.
    public static final OperationId SAFE_SPACE = new OperationId("safe-space");

    /// Where a [Form] was filled in where a test does not say.
    public static final PlaceId SOUTHEND = new PlaceId("southend-high-street");

    /// The Friday of which a [Form] is where a test does not say.
    public static final OperationalDay FRIDAY = OperationalDay.parse("2023-02-03");

    public static final OperationDay GRIP_ON_FRIDAY = new OperationDay(GRIP, FRIDAY);

    /// Its week.
    public static final ReportingPeriod WEEK = FRIDAY.week();

    /// Its month.
    public static final ReportingPeriod MONTH = FRIDAY.month();

    /// The weekly summary of it.
    public static final SummaryKey WEEKLY = new SummaryKey(WEEK, GRIP);

    /// Who changes the catalogue where a test does not say.
    public static final CatalogueStore.Author AUTHOR =
            new CatalogueStore.Author(
                    "planner-1", ESSEX_POLICE, Instant.parse("2023-01-02T09:00:00Z"));

    private Sample() {}

    /// A clock that stands still.
    public static InstantSource at(String moment) {
        return InstantSource.fixed(Instant.parse(moment));
    }

    /// Every day from 1 April 2021 on.
    public static Validity always() {
        return new Validity(OperationalDay.parse("2021-04-01"), Optional.empty());
    }

    /// A place that is always valid.
    public static Place place(String id) {
        return new Place(new PlaceId(id), "Place " + id, "E07000071", always());
    }

    /// An operation of the police at `places`, each of which expects a visit on Friday and Saturday
    /// evening.
    public static Operation operation(OperationId id, String... places) {
        return new Operation(
                id,
                "Operation " + id,
                1,
                always(),
                List.of(ESSEX_POLICE),
                Stream.of(places).map(Sample::place).toList(),
                Stream.of(places)
                        .map(place ->
                                new Shift(
                                        new PlaceId(place),
                                        Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                                        LocalTime.of(18, 0),
                                        LocalTime.of(2, 0)))
                        .toList());
    }

    /// An operation named as another but for `organisations`.
    public static Operation of(Operation operation, OrganisationId... organisations) {
        return new Operation(
                operation.id(),
                operation.name(),
                operation.revision(),
                operation.active(),
                List.of(organisations),
                operation.places(),
                operation.shifts(),
                operation.priorities(),
                operation.funding());
    }

    /// `grip` at two places and `safe-space` at one.
    public static Catalogue catalogue() {
        return new Catalogue(
                List.of(
                        operation(GRIP, SOUTHEND.value(), "basildon-town-square"),
                        of(operation(SAFE_SPACE, "clacton-pier-gap"), ESSEX_POLICE, OPEN_ROAD)),
                List.of(
                        new Organisation(ESSEX_POLICE, "Essex Police"),
                        new Organisation(OPEN_ROAD, "Open Road")));
    }
}
