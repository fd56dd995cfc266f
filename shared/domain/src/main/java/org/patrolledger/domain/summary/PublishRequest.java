package org.patrolledger.domain.summary;

import java.util.Locale;

/// A summary is to be looked at, and published if it changed.
public record PublishRequest(SummaryKey key, Reason reason) {
    /// What made it due. Publishing does the same for every reason; it is there for logs.
    public enum Reason {
        /// Its period ended.
        SCHEDULE,
        /// Somebody asked for it.
        BACKFILL,
        /// A submission of a period already published arrived, changed or was withdrawn.
        CHANGE,
        /// Its provisional days are over.
        FINAL,
        /// It is checked against the ledger.
        RECONCILE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
