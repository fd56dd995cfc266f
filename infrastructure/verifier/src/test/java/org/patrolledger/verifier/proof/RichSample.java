package org.patrolledger.verifier.proof;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.Samples;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// What [SampleArchive#rich] is of: `grip` with priorities, shifts at three places and submissions
/// of two weeks, and `safe-space` beside it.
final class RichSample {
    static final Catalogue CATALOGUE = catalogue();

    private RichSample() {}

    private static Catalogue catalogue() {
        var grip =
                Sample.operation(
                        Sample.GRIP,
                        "southend-high-street",
                        "grays-town-centre",
                        "chelmsford-rail-station");
        var listed =
                new Operation(
                        grip.id(),
                        "Operation Grip",
                        3,
                        grip.active(),
                        List.of(Sample.ESSEX_POLICE, Sample.OPEN_ROAD),
                        grip.places(),
                        shifts(grip),
                        List.of(
                                new Priority(
                                        new PriorityId("antisocial-behaviour"),
                                        "Antisocial behaviour"),
                                new Priority(new PriorityId("knife-crime"), "Knife crime"),
                                new Priority(new PriorityId("spiking"), "Drink spiking")),
                        List.of());
        return new Catalogue(
                List.of(
                        listed,
                        Sample.of(
                                Sample.operation(Sample.SAFE_SPACE, "clacton-pier-gap"),
                                Sample.ESSEX_POLICE,
                                Sample.OPEN_ROAD)),
                List.of(
                        new Organisation(Sample.ESSEX_POLICE, "Essex Police"),
                        new Organisation(Sample.OPEN_ROAD, "Open Road")));
    }

    private static List<Shift> shifts(Operation grip) {
        var shifts = new ArrayList<>(grip.shifts());
        shifts.add(
                new Shift(
                        grip.places().getLast().id(),
                        Set.of(DayOfWeek.TUESDAY),
                        LocalTime.of(16, 0),
                        LocalTime.of(20, 0)));
        return shifts;
    }

    static List<Revision> weekBefore() {
        return List.of(
                named(
                                Samples.patrol(
                                        21, "southend-high-street", "2023-01-27T18:00:00Z", 50, 2),
                                "antisocial-behaviour")
                        .first(),
                Samples.arrest(22, "grays-town-centre", "2023-01-28T22:15:00Z", 1).first());
    }

    /// The week as it was on Monday morning. Submission 6 was corrected by then.
    static List<Revision> reports() {
        var miscounted = arrest(2).first();
        return List.of(
                named(
                                Samples.patrol(
                                        1, "southend-high-street", "2023-02-03T18:00:00Z", 60, 2),
                                "antisocial-behaviour",
                                "knife-crime")
                        .first(),
                named(
                                Samples.patrol(
                                        2, "southend-high-street", "2023-02-03T18:30:00Z", 45, 2),
                                "antisocial-behaviour")
                        .first(),
                Samples.patrol(3, "chelmsford-rail-station", "2023-01-31T16:10:00Z", 12, 1).first(),
                Samples.stall(4, "southend-high-street", "2023-02-04T12:00:00Z").first(),
                named(
                                Samples.arrest(
                                        5, "southend-high-street", "2023-02-04T00:40:00Z", 1),
                                "knife-crime")
                        .first(),
                arrest(2).after(miscounted),
                Samples.patrol(8, "clacton-pier-gap", "2023-02-04T20:00:00Z", 30, 2)
                        .with("operation", "safe-space")
                        .first());
    }

    private static Form arrest(int arrests) {
        return named(
                Samples.arrest(6, "grays-town-centre", "2023-02-04T22:15:00Z", arrests),
                "knife-crime");
    }

    private static Form named(Form form, String... priorities) {
        return form.with("priorities", List.of(priorities));
    }

    /// A withdrawal, a correction and a late patrol after that.
    static List<Revision> reportsLater() {
        var reports = new ArrayList<>(reports());
        reports.set(1, Form.withdrawalOf(reports.get(1)));
        reports.set(5, arrest(3).after(reports.get(5)));
        reports.add(
                named(
                                Samples.patrol(
                                        7, "grays-town-centre", "2023-02-03T19:00:00Z", 90, 3),
                                "spiking")
                        .first(Instant.parse("2023-02-07T11:00:00Z")));
        return reports;
    }

    static List<Revision> ofTheMonth() {
        return reportsLater().stream()
                .filter(it -> Sample.MONTH.contains(it.submission().day()))
                .toList();
    }

    /// What the submissions of `key`'s operation come to.
    static Samples.Folded fold(SummaryKey key, List<Revision> reports) {
        var operation = key.operation();
        return Samples.fold(
                key,
                CATALOGUE,
                reports.stream()
                        .filter(it ->
                                operation.equals(OperationId.ALL)
                                        || operation.equals(it.submission().operation()))
                        .toList());
    }
}
