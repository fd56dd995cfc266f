package org.patrolledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.OperationId;

/// The contract's sample documents, which lie on the class path under `events/samples`.
///
/// @param name the file or folder it comes from
/// @param document the document as it is posted
/// @param problem the problem it must get; empty for a valid one
@SuppressWarnings("ArrayRecordComponent") // samples are never compared
public record ContractSample(String name, byte[] document, String problem) {
    private static final Path ROOT = root();

    /// The clock by which the samples are judged.
    public static InstantSource clock() {
        var now = Json.object(read(ROOT.resolve("now.json"))).get("now");
        return InstantSource.fixed(Instant.parse(String.valueOf(now)));
    }

    /// The catalogue by which the samples are judged.
    public static CatalogueStore catalogue() {
        var store = new FakeCatalogueStore();
        operations(Json.object(read(ROOT.resolve("catalogue.json"))).get("operations"))
                .forEach(store::put);
        return store;
    }

    private static Stream<Operation> operations(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream()
                        .map(entry -> {
                            var id = new OperationId(String.valueOf(((Map<?, ?>) entry).get("id")));
                            return switch (CatalogueDocument.read(id, 1, entry)) {
                                case CatalogueDocument.Result.Valid valid -> valid.operation();
                                case CatalogueDocument.Result.Invalid invalid ->
                                        throw new IllegalStateException(
                                                invalid.faults().toString());
                            };
                        });
    }

    /// The sample catalogue as a value.
    public static Catalogue loaded() {
        return catalogue().load();
    }

    /// The invalid samples of `kind` (`engagement`, `incident` or `revision`).
    public static List<ContractSample> invalid(String kind) {
        var samples = new ArrayList<ContractSample>();
        for (var folder : list(ROOT.resolve("invalid").resolve(kind))) {
            samples.add(
                    new ContractSample(
                            folder.getFileName().toString(),
                            read(folder.resolve("submission.json")),
                            new String(
                                    read(folder.resolve("problem.json")), StandardCharsets.UTF_8)));
        }
        return samples;
    }

    /// The valid samples of `kind`.
    public static List<ContractSample> valid(String kind) {
        return list(ROOT.resolve("valid").resolve(kind)).stream()
                .map(file -> new ContractSample(file.getFileName().toString(), read(file), ""))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<Path> list(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            URI now =
                    Objects.requireNonNull(
                                    ContractSample.class.getResource("/events/samples/now.json"))
                            .toURI();
            if (now.getScheme().equals("jar")) {
                try {
                    FileSystems.getFileSystem(now);
                } catch (FileSystemNotFoundException e) {
                    FileSystems.newFileSystem(now, Map.of());
                }
            }
            return Objects.requireNonNull(Path.of(now).getParent());
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
