package org.patrolledger.events;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The contract's files, as they are packaged.
final class Contract {
    static final Path ROOT = Path.of("target", "classes", "events");

    /// Reads what RFC 8259 calls JSON and I-JSON (RFC 7493) leaves of it: no key twice, nothing
    /// after the document; numbers exactly as written.
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .losslessNarrowing(true)
                                            .build()));

    private Contract() {}

    static Schema schema(String name) {
        return REGISTRY.getSchema(
                SchemaLocation.of("classpath:events/schemas/" + name + ".schema.json"));
    }

    static Schema metaSchema() {
        return REGISTRY.getSchema(
                SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    }

    static JsonNode json(Path file) {
        return JSON.readTree(bytes(file));
    }

    static JsonNode json(String file) {
        return json(ROOT.resolve(file));
    }

    static JsonNode yaml(String file) {
        return YAML.readTree(bytes(ROOT.resolve(file)));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What lies in a folder, sorted.
    static List<Path> in(String folder) {
        try (var entries = Files.list(ROOT.resolve(folder))) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> schemas() {
        return in("schemas");
    }

    static String nameOf(Path schema) {
        return schema.getFileName().toString().replace(".schema.json", "");
    }
}
