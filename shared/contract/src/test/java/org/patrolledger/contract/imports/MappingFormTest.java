package org.patrolledger.contract.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.json.Json;

class MappingFormTest {
    private static List<String> pointers(String mapping) {
        var faults = new Faults();
        FormReader.read(ImportMapping.FORM, Json.object(mapping), faults);
        return faults.all().stream().map(Fault::pointer).toList();
    }

    @Test
    void a_column_fills_a_field_that_the_form_of_its_rows_has() {
        assertThat(
                        pointers(
                                """
                                {"kind": "engagement",
                                 "columns": [{"column": "a", "pointer": "/activity"},
                                             {"column": "b", "pointer": "/category"},
                                             {"column": "c", "pointer": "/staff/astronaut"},
                                             {"column": "d", "pointer": "/concerns/3/note"}],
                                 "constants": [{"pointer": "/nowhere", "value": "x"}]}
                                """))
                .containsExactly(
                        "/columns/1/pointer", "/columns/2/pointer", "/constants/0/pointer");
    }

    @Test
    void without_a_kind_a_column_may_fill_a_field_of_either() {
        assertThat(pointers("{\"columns\": [{\"column\": \"a\", \"pointer\": \"/category\"}]}"))
                .isEmpty();
    }

    @Test
    void only_times_are_put_together_from_parts() {
        assertThat(
                        pointers(
                                """
                                {"kind": "engagement",
                                 "columns": [{"column": "a", "pointer": "/startedAt", "part": "date"},
                                             {"column": "b", "pointer": "/note", "part": "time"}]}
                                """))
                .containsExactly("/columns/1/part");
    }
}
