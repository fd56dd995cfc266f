package org.patrolledger.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;

/// The schemas of `events/`, to which documents are held.
public final class Contract {
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .losslessNarrowing(true)
                                            .build()));

    private Contract() {}

    public static void check(String schema, byte[] document) {
        var location = SchemaLocation.of("classpath:events/schemas/" + schema + ".schema.json");
        var text = new String(document, StandardCharsets.UTF_8);
        assertThat(SCHEMAS.getSchema(location).validate(text, InputFormat.JSON)).as(text).isEmpty();
    }
}
