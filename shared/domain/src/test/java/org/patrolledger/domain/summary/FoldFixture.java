package org.patrolledger.domain.summary;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.ReportingPeriod.Kind;

/// What tests of the fold share.
abstract class FoldFixture {
    static final OperationId GRIP = new OperationId("grip");
    static final OperationId SPACE = new OperationId("safe-space");
    static final Validity OPEN = validity("2021-04-01", null);

    static final Catalogue CATALOGUE =
            new Catalogue(
                    List.of(
                            operation(
                                    GRIP,
                                    OPEN,
                                    place("harlow-town", OPEN),
                                    place("clacton", OPEN),
                                    place("ended", validity("2021-04-01", "2023-01-29")),
                                    place("until-monday", validity("2021-04-01", "2023-01-30")),
                                    place("from-sunday", validity("2023-02-05", null)),
                                    place("to-come", validity("2023-02-06", null))),
                            operation(SPACE, OPEN, place("clacton", OPEN), place("pier-gap", OPEN)),
                            operation(
                                    new OperationId("henderson"),
                                    validity("2022-01-01", "2022-12-31"),
                                    place("station", OPEN))),
                    List.of());

    static Validity validity(String from, String until) {
        return new Validity(
                OperationalDay.parse(from), Optional.ofNullable(until).map(OperationalDay::parse));
    }

    static Place place(String id, Validity validity) {
        return new Place(new PlaceId(id), id, "E07000076", validity);
    }

    static Operation operation(OperationId id, Validity active, Place... places) {
        return new Operation(
                id,
                id.value(),
                1,
                active,
                List.of(new OrganisationId("essex-police")),
                List.of(places),
                List.of(
                        new Shift(
                                places[0].id(),
                                Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                                LocalTime.of(4, 0),
                                LocalTime.of(8, 0))));
    }

    static SummaryFold fold(OperationId operation, String id) {
        var kind = id.contains("W") ? Kind.WEEKLY : Kind.MONTHLY;
        var period = ReportingPeriod.parse(kind, id).orElseThrow();
        return new SummaryFold(new SummaryKey(period, operation), CATALOGUE);
    }

    static Figures figures(SummaryFold fold, Stream<String> lines) {
        lines.map(Samples::submission)
                .sorted(Comparator.comparing(Submission::id))
                .map(Samples::counted)
                .forEach(fold::add);
        return fold.figures();
    }
}
