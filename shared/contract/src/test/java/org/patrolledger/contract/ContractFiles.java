package org.patrolledger.contract;

import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The contract's files, from the class path: a folder in this build, a jar elsewhere.
public final class ContractFiles {
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .losslessNarrowing(true)
                                            .build()));

    public static final Path ROOT = root();

    /// The clock by which the samples are judged.
    public static final Instant NOW =
            Instant.parse((String) Objects.requireNonNull(object("samples/now.json").get("now")));

    public static final Catalogue CATALOGUE = catalogue();

    private ContractFiles() {}

    private static Path root() {
        try {
            URI faults = ContractFiles.class.getResource("/events/faults.json").toURI();
            if (faults.getScheme().equals("jar")) {
                FileSystems.newFileSystem(faults, Map.of());
            }
            return Path.of(faults).getParent();
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, Object> object(String file) {
        return Json.object(bytes(ROOT.resolve(file)));
    }

    public static List<Path> in(String folder) {
        try (var entries = Files.list(ROOT.resolve(folder))) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    public static Schema schema(String name) {
        return SCHEMAS.computeIfAbsent(
                name,
                it ->
                        REGISTRY.getSchema(
                                SchemaLocation.of(
                                        "classpath:events/schemas/" + it + ".schema.json")));
    }

    /// A schema, or another file, as a tree.
    public static JsonNode tree(String file) {
        return STRICT.readTree(bytes(ROOT.resolve(file)));
    }

    public static JsonNode tree(byte[] utf8) {
        return STRICT.readTree(utf8);
    }

    public static JsonNode yaml(String file) {
        return new YAMLMapper().readTree(bytes(ROOT.resolve(file)));
    }

    public static boolean fits(String schema, String document) {
        // One violation is enough.
        return schema(schema)
                .validate(tree(document.getBytes(StandardCharsets.UTF_8)), OutputFormat.BOOLEAN);
    }

    private static Catalogue catalogue() {
        var document = object("samples/catalogue.json");
        var operations = new ArrayList<Operation>();
        for (Object entry : (List<?>) Objects.requireNonNull(document.get("operations"))) {
            var map = (Map<?, ?>) entry;
            var id = new OperationId((String) map.get("id"));
            int revision = Math.toIntExact((Long) map.get("revision"));
            operations.add(
                    switch (CatalogueDocument.read(id, revision, entry)) {
                        case CatalogueDocument.Result.Valid valid -> valid.operation();
                        case CatalogueDocument.Result.Invalid invalid ->
                                throw new IllegalStateException(invalid.faults().toString());
                    });
        }
        var organisations = new ArrayList<Organisation>();
        for (Object entry : (List<?>) Objects.requireNonNull(document.get("organisations"))) {
            var map = (Map<?, ?>) entry;
            organisations.add(
                    new Organisation(
                            new OrganisationId((String) map.get("id")), (String) map.get("name")));
        }
        return new Catalogue(operations, organisations);
    }
}
