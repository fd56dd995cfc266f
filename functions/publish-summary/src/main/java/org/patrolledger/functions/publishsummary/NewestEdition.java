package org.patrolledger.functions.publishsummary;

import java.time.Instant;
import java.util.Optional;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.functions.publishsummary.EditionWriter.Superseded;

/// The newest edition.
///
/// @param catalogue what it was made under, where that can still be read
record NewestEdition(Summary summary, Superseded superseded, Optional<Catalogue> catalogue) {
    EditionKey key() {
        return summary.edition();
    }

    Figures figures() {
        return summary.figures();
    }

    Instant publishedAt() {
        return superseded.manifest().publishedAt();
    }

    boolean isFinal() {
        return summary.status() == Status.FINAL;
    }
}
