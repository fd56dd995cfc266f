package org.patrolledger.domain.summary;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.time.ReportingPeriod;

/// The files of published editions. An edition exists once its manifest does, and never changes.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface EditionStore {
    /// The name of the file that makes an edition exist.
    String MANIFEST = "manifest.json";

    /// The longest that a link works.
    Duration LONGEST_LINK = Duration.ofMinutes(15);

    /// File `name` staged at `staging`, which is small; empty where nothing is.
    Optional<byte[]> staged(String staging, String name);

    /// Writes `content` as file `name` of the not yet visible edition at `staging`, a prefix that
    /// ends in `/` and that the caller made unique. What is staged is kept for a few days only.
    void stage(String staging, String name, Path content);

    /// Begins file `name` at `staging`, as [#stage] stores one, to be written while it is made. To
    /// be closed.
    StagedFile stage(String staging, String name);

    /// File `name` staged at `staging`; empty where nothing is. To be closed.
    Optional<InputStream> openStaged(String staging, String name);

    /// Stages file `name`, which is staged at `from`, at `to` as well.
    ///
    /// @throws IllegalStateException if it is not staged
    void stageAgain(String from, String to, String name);

    /// Makes the committed edition visible: copies the files its manifest names from staging into
    /// its folder, the manifest last, none over an existing one. Idempotent, and safe to run
    /// concurrently; of an edition that exists nothing needs to be staged any more.
    ///
    /// @throws IllegalStateException if the edition does not exist and what is staged is not what
    ///   was committed
    void complete(ChainHead.Link link);

    /// The editions of `key` that exist, oldest first.
    List<EditionKey> editions(SummaryKey key);

    /// The editions of every operation for `period` that exist, by operation and number.
    List<EditionKey> editions(ReportingPeriod period);

    /// Every edition there is, by operation and number.
    List<EditionKey> editions();

    /// The periods of `kind` for which anything is published, newest first.
    List<ReportingPeriod> periods(ReportingPeriod.Kind kind);

    /// The newest edition of `key`.
    default Optional<EditionKey> newest(SummaryKey key) {
        var editions = editions(key);
        return editions.isEmpty() ? Optional.empty() : Optional.of(editions.getLast());
    }

    /// File `name` of an edition that exists; empty where it has no such file. To be closed.
    Optional<InputStream> open(EditionKey edition, String name);

    /// All of file `name`, which is known to be there and small.
    default byte[] read(EditionKey edition, String name) {
        try (var stream =
                open(edition, name)
                        .orElseThrow(() -> new IllegalStateException(edition + " lacks " + name))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new StorageException(StorageException.Fault.AWAY, "reading broke off", e);
        }
    }

    /// Keeps `content` beside the editions at `path`, such as the public key that verifies them,
    /// unless something is there already. Idempotent.
    void keep(String path, byte[] content);

    /// The paths that start with `prefix` at which something was [#keep]t, sorted.
    List<String> keptUnder(String prefix);

    /// What was [#keep]t at `path`; it is small.
    Optional<byte[]> kept(String path);

    /// What lies at each of `paths`, a file of an edition or something that was [#keep]t, in their
    /// order; each is small. A few are read ahead of what the stream has given, side by side. To be
    /// closed.
    default Stream<Optional<byte[]>> kept(List<String> paths) {
        return paths.stream().map(this::kept);
    }

    /// The manifests of `editions`, which exist, as [#kept(List)] reads them.
    default Stream<byte[]> manifests(Collection<EditionKey> editions) {
        return kept(editions.stream().map(it -> it.path() + MANIFEST).toList())
                .map(it ->
                        it.orElseThrow(
                                () -> new IllegalStateException("an edition lacks its manifest")));
    }

    /// A link to file `name` of `edition` that works without credentials for `lifetime`, at most
    /// [#LONGEST_LINK].
    URI link(EditionKey edition, String name, Duration lifetime);

    /// As [#link], to file `name` staged at `staging`.
    URI linkStaged(String staging, String name, Duration lifetime);
}
