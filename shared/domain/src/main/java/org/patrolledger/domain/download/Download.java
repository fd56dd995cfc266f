package org.patrolledger.domain.download;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.EditionKey;

/// Somebody was given a link to a file of an edition.
///
/// @param at when, to the millisecond
/// @param subject the subject of the token
/// @param organisation the organisation of the token
/// @param file the file's name, such as `summary.csv`
public record Download(
        Instant at, String subject, OrganisationId organisation, EditionKey edition, String file) {

    /// How long the record of a download is kept: whole calendar years, in UTC.
    public static final Period KEPT = Period.ofYears(7);

    /// From this instant on the register no longer knows of it.
    public Instant keptUntil() {
        return at.atOffset(ZoneOffset.UTC).plus(KEPT).toInstant();
    }
}
