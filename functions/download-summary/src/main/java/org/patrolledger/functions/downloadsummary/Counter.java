package org.patrolledger.functions.downloadsummary;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ArchiveQueue;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;

/// Hands out links to files, each download on record before there is a link: one that was not
/// followed counts too, but none is ever missing.
final class Counter {
    private final SummaryArchive archive;
    private final PublishedSummaries published;
    private final DownloadRegister register;
    private final ArchiveQueue archives;
    private final InstantSource clock;

    /// By this one links expire: it is that of the service which checks them.
    private final InstantSource wallClock = InstantSource.system();

    Counter(
            SummaryArchive archive,
            PublishedSummaries published,
            DownloadRegister register,
            ArchiveQueue archives,
            InstantSource clock) {
        this.archive = archive;
        this.published = published;
        this.register = register;
        this.archives = archives;
        this.clock = clock;
    }

    /// Who is given a file.
    record Receiver(String subject, OrganisationId organisation) {}

    /// A link to a file, and what the file is.
    ///
    /// @param expiresAt when the link stops working, or a moment before
    record Handed(URI url, Instant expiresAt, long bytes, Digest sha256) {
        /// The link as a document.
        Map<String, @Nullable Object> document() {
            var map = new LinkedHashMap<String, @Nullable Object>();
            map.put("url", url.toString());
            map.put("expiresAt", SubmissionDocuments.time(expiresAt));
            map.put("bytes", bytes);
            map.put("sha256", sha256.hex());
            return map;
        }
    }

    /// A link to the file; empty where the edition has no such file.
    Optional<Handed> handOut(EditionKey edition, EditionFile file, Receiver receiver) {
        var described = published.file(edition, file);
        if (described.isEmpty()) {
            return Optional.empty();
        }
        record(edition, file.fileName(), receiver);
        var expiresAt = expiry();
        return Optional.of(
                new Handed(
                        archive.link(edition, file.fileName(), SummaryArchive.LONGEST_LINK),
                        expiresAt,
                        described.get().bytes(),
                        described.get().sha256()));
    }

    /// What became of the request for everything of a period.
    sealed interface Archived {
        /// It is there, and recorded as a download of each edition in it.
        record Ready(Handed handed) implements Archived {}

        /// It is being made.
        record Awaited() implements Archived {}

        /// Nothing is published for the period.
        record Nothing() implements Archived {}
    }

    /// A link to everything published for `period`, or the order that it be made. Only the link is
    /// recorded.
    Archived handOutArchive(ReportingPeriod period, Receiver receiver) {
        var editions = archive.editions(period);
        if (editions.isEmpty()) {
            return new Archived.Nothing();
        }
        var request = new ArchiveRequest(period);
        var staging = request.staging(editions, archive::head);
        var description = archive.staged(staging, ArchiveRequest.DESCRIPTION);
        if (description.isEmpty()) {
            archives.send(request);
            return new Archived.Awaited();
        }
        editions.forEach(it -> record(it, ArchiveRequest.ZIP, receiver));
        var expiresAt = expiry();
        var link = archive.linkStaged(staging, ArchiveRequest.ZIP, SummaryArchive.LONGEST_LINK);
        return new Archived.Ready(described(link, expiresAt, Json.object(description.get())));
    }

    private static Handed described(
            URI link, Instant expiresAt, Map<String, @Nullable Object> description) {
        if (description.get("bytes") instanceof Long bytes
                && description.get("sha256") instanceof String sha256) {
            return new Handed(link, expiresAt, bytes, new Digest("sha256:" + sha256));
        }
        throw new IllegalStateException("a staged archive is not described");
    }

    private Instant expiry() {
        return wallClock
                .instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(SummaryArchive.LONGEST_LINK);
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

    /// The record of downloads in `range`, oldest first.
    List<Download> downloads(TimeRange range) {
        return register.between(range.from(), range.to());
    }
}
