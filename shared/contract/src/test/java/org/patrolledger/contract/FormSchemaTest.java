package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportRequest;
import org.patrolledger.contract.json.Json;

/// The published schemas say what the forms say. `-Dgolden.write=true` writes them anew.
class FormSchemaTest {
    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of("engagement", FormSchema.open(EngagementForm.FORM)),
                Arguments.of("incident", FormSchema.open(IncidentForm.FORM)),
                Arguments.of("import", FormSchema.closed(ImportRequest.FORM)),
                Arguments.of("import-commit", FormSchema.closed(ImportRequest.Rows.FORM)),
                Arguments.of("import-mapping", FormSchema.closed(ImportMapping.FORM)),
                Arguments.of("operation", FormSchema.closed(OperationForm.FORM)),
                Arguments.of("organisation", FormSchema.closed(OrganisationForm.FORM)),
                Arguments.of("place", FormSchema.closed(PlaceForm.FORM)));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_published_schema_is_that_of_its_form(String name, String schema) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(
                    Path.of("../../events/schemas", name + ".schema.json"),
                    schema,
                    StandardCharsets.UTF_8);
            return;
        }
        var published = ContractFiles.ROOT.resolve("schemas/" + name + ".schema.json");
        assertThat(new String(ContractFiles.bytes(published), StandardCharsets.UTF_8))
                .isEqualTo(schema);
    }

    @Test
    void an_example_of_a_form_has_every_field_and_fits_its_schema() {
        var faults = new Faults();
        for (Form<?> form :
                List.of(
                        EngagementForm.FORM,
                        IncidentForm.FORM,
                        OperationForm.FORM,
                        OrganisationForm.FORM,
                        PlaceForm.FORM)) {
            var example = FormExample.of(form, "example");

            assertThat(example.keySet()).isEqualTo(form.fields().keySet());
            assertThat(FormReader.read(form, Json.parse(Json.text(example)), faults))
                    .as(() -> faults.all().toString())
                    .isPresent();
        }
        assertThat(ContractFiles.fits("engagement", text(EngagementForm.FORM))).isTrue();
        assertThat(ContractFiles.fits("incident", text(IncidentForm.FORM))).isTrue();
        assertThat(ContractFiles.fits("operation", text(OperationForm.FORM))).isTrue();
    }

    private static String text(Form<?> form) {
        return Json.text(FormExample.of(form, "example"));
    }
}
