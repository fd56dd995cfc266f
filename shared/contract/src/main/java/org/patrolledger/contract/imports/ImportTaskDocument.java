package org.patrolledger.contract.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.Field;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.Type;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.imports.ImportTask;
import org.patrolledger.domain.imports.ImportTask.Step;

/// An [ImportTask] as a message of the queue `imports`: `{"import": "…", "step": "check"}`.
public final class ImportTaskDocument {
    private static final Field<SubmissionId> ID =
            Field.required("import", new Type.Id(), "The import's id.");
    private static final Field<Step> STEP =
            Field.required("step", Type.oneOf(Step.values()), "What is to be done.");
    private static final Form<ImportTask> FORM =
            Form.of(
                    "Import task",
                    "What is to be done with an import.",
                    List.of(ID, STEP),
                    it -> new ImportTask(new ImportId(it.get(ID).value()), it.get(STEP)));

    private ImportTaskDocument() {}

    public static String write(ImportTask task) {
        return Json.text(Map.of("import", task.id().value(), "step", task.step().code()));
    }

    /// Reads what [#write] writes, and leaves alone what a later version adds: the one before it
    /// may be put back while messages wait.
    ///
    /// @throws IllegalArgumentException if `message` is no such document
    public static ImportTask read(String message) {
        var known = new LinkedHashMap<>(Json.object(message));
        known.keySet().retainAll(Set.of(ID.name(), STEP.name()));
        return FormReader.read(FORM, known, new Faults())
                .orElseThrow(() -> new IllegalArgumentException("a message is no import task"));
    }
}
