package org.patrolledger.functions.importsubmissions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportRecord.Request;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.functions.importsubmissions.FaultFiles.Found;
import org.patrolledger.functions.importsubmissions.RowReader.Mapped;

/// What the form's own reader says of a row.
final class RowJudge {
    private final RowReader reader;
    private final KnownHeads known;
    private final CellDetails details;
    private final OrganisationId organisation;
    private final Catalogue catalogue;
    private final Instant now;

    RowJudge(Request request, ImportMapping mapping, Catalogue catalogue, Instant now) {
        this.reader =
                new RowReader(request.readMapping(), mapping, request.organisation(), catalogue);
        this.known = new KnownHeads(mapping);
        this.details = new CellDetails(mapping);
        this.organisation = request.organisation();
        this.catalogue = catalogue;
        this.now = now;
    }

    /// A row and what was said of it.
    ///
    /// @param valid the submission it is; null where it has faults
    /// @param faults none where it is one
    record Judged(Row row, SubmissionReader.Result.@Nullable Valid valid, List<Found> faults) {}

    Judged judge(Row row) {
        var faults = new ArrayList<Found>();
        for (var flaw : row.flaws()) {
            // A cell that nothing is read from may show what it likes.
            if (flaw.head().isEmpty() || known.has(flaw.head())) {
                faults.add(
                        new Found(
                                new Fault("", Rule.VALUE, flaw.detail()),
                                flaw.head(),
                                flaw.column()));
            }
        }
        var mapped = reader.read(row);
        var result =
                mapped.kind()
                        .map(kind -> SubmissionReader.read(kind, mapped.document(), now, catalogue))
                        .orElse(null);
        return switch (result) {
            case null -> {
                faults.add(
                        Found.below(
                                RowReader.KIND,
                                new Fault(
                                        "/kind",
                                        Rule.VALUE,
                                        "This must be engagement or incident.")));
                yield new Judged(row, null, faults);
            }
            case SubmissionReader.Result.Invalid invalid -> {
                invalid.faults().forEach(it -> faults.add(found(mapped, it)));
                yield new Judged(row, null, faults);
            }
            case SubmissionReader.Result.Valid valid -> {
                foreign(mapped, valid).ifPresent(faults::add);
                yield new Judged(row, faults.isEmpty() ? valid : null, faults);
            }
        };
    }

    private Found found(Mapped mapped, Fault fault) {
        return mapped.origin(fault.pointer())
                .map(head -> Found.below(head, details.of(mapped.kind(), fault)))
                .orElseGet(() -> Found.below("", fault));
    }

    private Optional<Found> foreign(Mapped mapped, SubmissionReader.Result.Valid valid) {
        return valid.submission().organisation().equals(organisation)
                ? Optional.empty()
                : Optional.of(
                        found(
                                mapped,
                                new Fault(
                                        "/organisation",
                                        Rule.VALUE,
                                        "This is of another organisation than the import.")));
    }
}
