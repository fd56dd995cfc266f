package org.patrolledger.testing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.summary.EditionKey;

/// A record of downloads in memory.
public final class FakeDownloadRegister implements DownloadRegister {
    private final List<Download> downloads = new ArrayList<>();
    private final InstantSource clock;

    public FakeDownloadRegister(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void record(Download download) {
        downloads.add(download);
    }

    @Override
    public List<Download> between(Instant from, Instant to) {
        return kept(it -> !it.at().isBefore(from) && it.at().isBefore(to));
    }

    @Override
    public List<Download> of(EditionKey edition) {
        return kept(it -> it.edition().equals(edition));
    }

    @Override
    public List<Download> givenTo(String subject) {
        return kept(it -> it.subject().equals(subject));
    }

    private synchronized List<Download> kept(Predicate<Download> wanted) {
        var now = clock.instant();
        return downloads.stream()
                .filter(it -> it.keptUntil().isAfter(now))
                .filter(wanted)
                .sorted(Comparator.comparing(Download::at))
                .toList();
    }
}
