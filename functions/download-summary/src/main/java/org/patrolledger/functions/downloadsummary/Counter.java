package org.patrolledger.functions.downloadsummary;

import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.publishing.EditionFile;

/// Hands out files, and keeps the record of who was given which.
final class Counter {
    private final SummaryArchive archive;
    private final DownloadRegister register;
    private final InstantSource clock;

    Counter(SummaryArchive archive, DownloadRegister register, InstantSource clock) {
        this.archive = archive;
        this.register = register;
        this.clock = clock;
    }

    /// A link to the file. The download is on record before there is a link: one that was not
    /// followed counts too, but none is ever missing.
    URI handOut(EditionKey edition, EditionFile file, String subject, OrganisationId organisation) {
        register.record(
                new Download(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        subject,
                        organisation,
                        edition,
                        file.fileName()));
        return archive.link(edition, file.fileName(), SummaryArchive.LONGEST_LINK);
    }

    /// The record of downloads in `range`.
    Map<String, @Nullable Object> downloads(TimeRange range) {
        return Map.of(
                "downloads",
                register.between(range.from(), range.to()).stream()
                        .map(DownloadDocuments::full)
                        .toList());
    }
}
