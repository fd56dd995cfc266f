package org.patrolledger.domain.summary;

import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.ReportingPeriod;

/// What a summary is about.
///
/// @param operation one operation, or [OperationId#ALL]
public record SummaryKey(ReportingPeriod period, OperationId operation) {
    /// `summaries/weekly/2023-W05/grip/`, under which its editions lie.
    public String path() {
        return "summaries/" + period.kind().path() + "/" + period.id() + "/" + operation + "/";
    }

    public SummaryKey of(ReportingPeriod other) {
        return new SummaryKey(other, operation);
    }

    /// `weekly/2023-W05/grip`.
    @Override
    public String toString() {
        return period.kind().path() + "/" + period.id() + "/" + operation;
    }
}
