package org.patrolledger.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;

/// Files of imports in memory.
public final class FakeImportFiles implements ImportFiles {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    private static String key(ImportId id, String name) {
        return id + "/" + name;
    }

    @Override
    public Upload upload(ImportId id, String sha256, Duration lifetime) {
        return new Upload(
                URI.create("http://127.0.0.1/imports/" + key(id, SOURCE)),
                Map.of("x-amz-checksum-sha256", sha256));
    }

    @Override
    public URI download(ImportId id, String name, Duration lifetime) {
        return URI.create("http://127.0.0.1/imports/" + key(id, name));
    }

    @Override
    public Optional<byte[]> read(ImportId id, String name) {
        return Optional.ofNullable(files.get(key(id, name))).map(byte[]::clone);
    }

    @Override
    public Optional<InputStream> open(ImportId id, String name) {
        return read(id, name).map(ByteArrayInputStream::new);
    }

    @Override
    public void write(ImportId id, String name, byte[] content) {
        files.put(key(id, name), content.clone());
    }

    @Override
    public void write(ImportId id, String name, Path content) {
        try {
            write(id, name, Files.readAllBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
