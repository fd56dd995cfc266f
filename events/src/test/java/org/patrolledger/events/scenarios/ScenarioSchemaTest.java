package org.patrolledger.events.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.events.scenarios.ScenarioFile.Line;
import tools.jackson.databind.node.ObjectNode;

/// Every submission of the scenarios is one the contract accepts.
class ScenarioSchemaTest {
    private static final String SCENARIOS = "org.patrolledger.events.scenarios.ScenarioFile#all";
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @MethodSource(SCENARIOS)
    void every_submission_is_valid(ScenarioFile file) {
        Schema engagement = schema("engagement");
        Schema incident = schema("incident");
        for (Line line : file.submissions()) {
            Schema schema = line.engagement() ? engagement : incident;
            assertThat(schema.validate(line.submission()))
                    .as(line.submission().toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(SCENARIOS)
    void every_operation_can_be_put_into_the_catalogue(ScenarioFile file) {
        assertThat(schema("operation").validate(file.catalogue())).isEmpty();
    }

    @Test
    void a_submission_the_contract_refuses_is_noticed() {
        Line patrol = ScenarioFile.read("grip").submissions().getFirst();
        ObjectNode spoiled = (ObjectNode) patrol.submission().deepCopy();
        spoiled.put("note", "Call 07700 900123");
        assertThat(schema("engagement").validate(spoiled)).isNotEmpty();
    }

    private static Schema schema(String name) {
        return SCHEMAS.getSchema(
                SchemaLocation.of("classpath:events/schemas/" + name + ".schema.json"));
    }
}
