package org.patrolledger.contract.imports;

import java.util.List;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Field;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.Type;
import org.patrolledger.domain.submission.Coded;

/// The announcement of a file to be imported.
///
/// @param bytes the size of the file, 1 to 10 MB
/// @param sha256 of the file, in lower-case hexadecimal digits
public record ImportRequest(ImportMapping mapping, String fileName, long bytes, String sha256) {
    /// The largest file that can be imported, in bytes.
    public static final long LARGEST_FILE = 10L * 1024 * 1024;

    private static final Field<ImportMapping> MAPPING =
            Field.required(
                    "mapping",
                    new Type.Nested<>(ImportMapping.FORM),
                    "How the rows of the file become forms.");
    private static final Field<String> FILE_NAME =
            Field.required("fileName", new Type.Text(1, 200), "The name of the file.");
    private static final Field<Long> BYTES =
            Field.required("bytes", new Type.Count(1, LARGEST_FILE), "The size of the file.");
    private static final Field<String> SHA256 =
            Field.required(
                    "sha256",
                    new Type.Code(
                            "^[0-9a-f]{64}$",
                            "This must be a SHA-256 in 64 lower-case hexadecimal digits.",
                            "0".repeat(64)),
                    "The SHA-256 of the file.");

    /// The body of `POST /imports`.
    public static final Form<ImportRequest> FORM =
            Form.of(
                            "Import",
                            "A file to be imported.",
                            List.of(MAPPING, FILE_NAME, BYTES, SHA256),
                            it ->
                                    new ImportRequest(
                                            it.get(MAPPING),
                                            it.get(FILE_NAME),
                                            it.get(BYTES),
                                            it.get(SHA256)))
                    .checked(ImportRequest::checkMapping);

    private static void checkMapping(Form.Findings findings) {
        findings.values()
                .find(MAPPING)
                .filter(it -> it.preset().isEmpty() && it.columns().isEmpty())
                .ifPresent(it ->
                        findings.fault(
                                "/mapping",
                                Rule.REQUIRED,
                                "A mapping names a preset, or the columns of the file."));
    }

    /// Which rows a commit takes.
    public enum Rows implements Coded {
        ALL,
        GOOD;

        private static final Field<Rows> ROWS =
                Field.required(
                        "rows",
                        Type.oneOf(values()),
                        "Whether to take all rows, or those without a fault.");

        /// The body of `POST /imports/{id}/commit`.
        public static final Form<Rows> FORM =
                Form.of("Commit", "Which rows are taken.", List.of(ROWS), it -> it.get(ROWS));
    }
}
