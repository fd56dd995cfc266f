package org.patrolledger.domain.summary;

import java.time.Instant;
import java.util.Locale;
import org.patrolledger.domain.time.ReportingPeriod;

/// Whether a summary is expected to change.
public enum Status {
    PROVISIONAL,
    FINAL;

    /// `provisional` or `final`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The status of a summary of `period` published at `moment`.
    public static Status of(ReportingPeriod period, Instant moment) {
        return moment.isBefore(period.finalFrom()) ? PROVISIONAL : FINAL;
    }
}
