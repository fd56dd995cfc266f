package org.patrolledger.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.patrolledger.contract.ManifestFiles;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.StagedFile;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;

/// An archive in memory.
public final class FakeSummaryArchive implements SummaryArchive {
    private final Set<SummaryKey> begun = new LinkedHashSet<>();
    private final Map<OperationId, ChainHead> heads = new HashMap<>();
    private final Map<String, byte[]> staged = new HashMap<>();
    private final TreeMap<String, byte[]> published = new TreeMap<>();

    @Override
    public synchronized void begin(SummaryKey key) {
        begun.add(key);
    }

    @Override
    public synchronized boolean begun(SummaryKey key) {
        return begun.contains(key);
    }

    @Override
    public synchronized List<SummaryKey> begun(OperationId operation) {
        return begun.stream().filter(key -> key.operation().equals(operation)).toList();
    }

    @Override
    public synchronized ChainHead head(OperationId operation) {
        return heads.getOrDefault(operation, ChainHead.NONE);
    }

    @Override
    public synchronized void stage(String staging, String name, Path content) {
        try {
            staged.put(staging + name, Files.readAllBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException("a file to be staged cannot be read", e);
        }
    }

    @Override
    public StagedFile stage(String staging, String name) {
        return new StagedFile() {
            private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

            @Override
            protected void take(byte[] content, int from, int length) {
                taken.write(content, from, length);
            }

            @Override
            protected void end() {
                put(staging + name, taken.toByteArray());
            }

            @Override
            protected void discard() {
                taken.reset();
            }
        };
    }

    private synchronized void put(String key, byte[] content) {
        staged.put(key, content);
    }

    @Override
    public synchronized Optional<InputStream> openStaged(String staging, String name) {
        return Optional.ofNullable(staged.get(staging + name)).map(ByteArrayInputStream::new);
    }

    @Override
    public synchronized void stageAgain(String from, String to, String name) {
        staged.put(to + name, staged(from + name));
    }

    @Override
    public synchronized boolean commit(OperationId operation, ChainHead from, ChainHead to) {
        var head = head(operation);
        if (!head.equals(from)) {
            return head.equals(to);
        }
        heads.put(operation, to);
        return true;
    }

    @Override
    public synchronized void complete(ChainHead.Link link) {
        var folder = link.edition().path();
        if (published.containsKey(folder + MANIFEST)) {
            return;
        }
        var manifest = staged(link.staging() + MANIFEST);
        if (!Digest.of(manifest).equals(link.manifest())) {
            throw new IllegalStateException("the staged manifest is not the committed one");
        }
        for (var name : ManifestFiles.sizes(manifest).keySet()) {
            published.putIfAbsent(folder + name, staged(link.staging() + name));
        }
        published.put(folder + MANIFEST, manifest);
    }

    @Override
    public synchronized Optional<byte[]> staged(String staging, String name) {
        return Optional.ofNullable(staged.get(staging + name)).map(byte[]::clone);
    }

    private byte[] staged(String key) {
        return Optional.ofNullable(staged.get(key))
                .orElseThrow(() -> new IllegalStateException("nothing is staged at " + key));
    }

    @Override
    public synchronized List<EditionKey> editions(SummaryKey key) {
        return editions(key.path());
    }

    @Override
    public synchronized List<EditionKey> editions(ReportingPeriod period) {
        return editions("summaries/" + period.kind().path() + "/" + period.id() + "/");
    }

    @Override
    public synchronized List<EditionKey> editions() {
        return editions("summaries/");
    }

    @Override
    public synchronized List<ReportingPeriod> periods(ReportingPeriod.Kind kind) {
        return published.keySet().stream()
                .filter(path -> path.startsWith("summaries/" + kind.path() + "/"))
                .flatMap(path -> ReportingPeriod.parse(kind, path.split("/", -1)[2]).stream())
                .distinct()
                .sorted(Comparator.comparing(ReportingPeriod::first).reversed())
                .toList();
    }

    private List<EditionKey> editions(String prefix) {
        return published.tailMap(prefix).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .filter(path -> path.endsWith("/" + MANIFEST))
                .map(path -> path.substring(0, path.length() - MANIFEST.length()))
                .flatMap(path -> EditionKey.parse(path).stream())
                .sorted(
                        Comparator.comparing((EditionKey edition) -> edition.summary().operation())
                                .thenComparing(EditionKey::number))
                .toList();
    }

    @Override
    public synchronized Optional<InputStream> open(EditionKey edition, String name) {
        return Optional.ofNullable(published.get(edition.path() + name))
                .map(ByteArrayInputStream::new);
    }

    @Override
    public synchronized void keep(String path, byte[] content) {
        published.putIfAbsent(path, content.clone());
    }

    @Override
    public synchronized List<String> keptUnder(String prefix) {
        return published.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
    }

    @Override
    public synchronized Optional<byte[]> kept(String path) {
        return Optional.ofNullable(published.get(path)).map(byte[]::clone);
    }

    @Override
    public URI linkStaged(String staging, String name, Duration lifetime) {
        return memory(staging + name, lifetime);
    }

    /// A link that [#fetch] follows.
    @Override
    public URI link(EditionKey edition, String name, Duration lifetime) {
        return memory(edition.path() + name, lifetime);
    }

    private static URI memory(String path, Duration lifetime) {
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalArgumentException("a link lives 15 minutes at most");
        }
        return URI.create("memory:/" + path + "?seconds=" + lifetime.toSeconds());
    }

    /// What lies behind a link.
    public synchronized byte[] fetch(URI link) {
        var path = link.getPath().substring(1);
        return Optional.ofNullable(published.getOrDefault(path, staged.get(path)))
                .orElseThrow(() -> new IllegalStateException("nothing lies behind " + link));
    }
}
