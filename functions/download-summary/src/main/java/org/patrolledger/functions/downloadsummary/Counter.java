package org.patrolledger.functions.downloadsummary;

import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;

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

    /// Who is given a file.
    record Receiver(String subject, OrganisationId organisation) {}

    /// A link to the file. The download is on record before there is a link: one that was not
    /// followed counts too, but none is ever missing.
    URI handOut(EditionKey edition, EditionFile file, Receiver receiver) {
        record(edition, file.fileName(), receiver);
        return archive.link(edition, file.fileName(), SummaryArchive.LONGEST_LINK);
    }

    /// A link to everything published for `period`, recorded as a download of each edition in it;
    /// empty where nothing is published.
    Optional<URI> handOutArchive(ReportingPeriod period, Receiver receiver) {
        return new PeriodArchive(archive)
                .make(period)
                .map(offer -> {
                    offer.editions().forEach(it -> record(it, PeriodArchive.NAME, receiver));
                    return offer.link();
                });
    }

    private void record(EditionKey edition, String file, Receiver receiver) {
        register.record(
                new Download(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        receiver.subject(),
                        receiver.organisation(),
                        edition,
                        file));
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
