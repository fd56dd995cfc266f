package org.patrolledger.contract.imports;

import java.util.List;
import java.util.stream.Stream;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Field;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.Type;
import org.patrolledger.contract.imports.ImportMapping.Column;
import org.patrolledger.contract.imports.ImportMapping.Constant;
import org.patrolledger.contract.imports.ImportMapping.DateFormat;
import org.patrolledger.contract.imports.ImportMapping.DateOnly;
import org.patrolledger.contract.imports.ImportMapping.Format;
import org.patrolledger.contract.imports.ImportMapping.Named;
import org.patrolledger.contract.imports.ImportMapping.Part;
import org.patrolledger.contract.imports.ImportMapping.Value;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Submission;

/// How a mapping is written, and what is wrong with one before any row is read by it.
final class MappingForm {
    private static final Type<String> HEAD = new Type.Text(1, 200);
    private static final Type<String> POINTER =
            new Type.Code(
                    "^(/[A-Za-z0-9-]{1,64}){1,6}$",
                    "This must point to a field, such as /peopleEngaged/count.",
                    "/peopleEngaged/count");

    private static final Field<String> FROM =
            Field.required("from", new Type.Text(0, 200), "As the file writes it.");
    private static final Field<String> TO =
            Field.required("to", new Type.Text(0, 200), "As the form writes it; empty for none.");
    private static final Form<Value> VALUE =
            Form.of(
                    "Value",
                    "A value in the file and what it means.",
                    List.of(FROM, TO),
                    it -> new Value(it.get(FROM), it.get(TO)));

    private static final Field<String> COLUMN =
            Field.required("column", HEAD, "The head of the column.");
    private static final Field<String> FIELD =
            Field.required("pointer", POINTER, "The field it fills (RFC 6901).");
    private static final Field<Part> PART =
            Field.optional("part", Type.oneOf(Part.values()), "Which part of a time it holds.");
    private static final Field<String> SEPARATOR =
            Field.optional(
                    "separator",
                    new Type.Text(1, 3),
                    "What stands between several values in a cell; a space, comma or semicolon where it is left out.");
    private static final Field<List<Value>> VALUES =
            Field.optional(
                    "values",
                    new Type.Nested<>(VALUE).list(500),
                    List.of(),
                    "What the file writes for a value, where that is not the value itself.");
    private static final Form<Column> COLUMN_FORM =
            Form.of(
                    "Column",
                    "A column of the file and the field it fills.",
                    List.of(COLUMN, FIELD, PART, SEPARATOR, VALUES),
                    it ->
                            new Column(
                                    it.get(COLUMN),
                                    it.get(FIELD),
                                    it.find(PART),
                                    it.find(SEPARATOR),
                                    it.get(VALUES)));

    private static final Field<String> CONSTANT =
            Field.required("value", new Type.Text(0, 200), "What every row has there.");
    private static final Form<Constant> CONSTANT_FORM =
            Form.of(
                    "Constant",
                    "A value that every row has.",
                    List.of(FIELD, CONSTANT),
                    it -> new Constant(it.get(FIELD), it.get(CONSTANT)));

    private static final Field<String> NAME_IN_FILE =
            Field.required("name", new Type.Text(1, 120), "As the file writes it.");
    private static final Field<String> ID =
            Field.required(
                    "id", new Type.Slug<>(it -> it, false), "The id in the catalogue it means.");
    private static final Form<Named> NAMED =
            Form.of(
                    "Name",
                    "What the file calls a place, operation or organisation.",
                    List.of(NAME_IN_FILE, ID),
                    it -> new Named(it.get(NAME_IN_FILE), it.get(ID)));

    private static final Field<Preset> PRESET =
            Field.optional("preset", Type.oneOf(Preset.values()), "The shape of a known file.");
    private static final Field<String> NAME =
            Field.optional(
                    "name",
                    new Type.Slug<>(it -> it, true),
                    "Of a mapping of one's own; part of the ids of its rows.");
    private static final Field<Format> FORMAT =
            Field.optional("format", Type.oneOf(Format.values()), "How the file is written.");
    private static final Field<Submission.Kind> KIND =
            Field.optional(
                    "kind",
                    Type.oneOf(Submission.Kind.values()),
                    "What every row is, where all are one kind.");
    private static final Field<OperationId> OPERATION =
            Field.optional(
                    "operation",
                    new Type.Slug<>(OperationId::new, false),
                    "The operation of rows that name none.");
    private static final Field<PlaceId> PLACE =
            Field.optional(
                    "place",
                    new Type.Slug<>(PlaceId::new, false),
                    "The place of rows that name none.");
    private static final Field<List<Column>> COLUMNS =
            Field.optional(
                    "columns",
                    new Type.Nested<>(COLUMN_FORM).list(200),
                    List.of(),
                    "Which column fills which field.");
    private static final Field<List<Constant>> CONSTANTS =
            Field.optional(
                    "constants",
                    new Type.Nested<>(CONSTANT_FORM).list(100),
                    List.of(),
                    "What is the same in every row.");
    private static final Field<List<Named>> NAMES =
            Field.optional(
                    "names",
                    new Type.Nested<>(NAMED).list(500),
                    List.of(),
                    "What the file calls places, operations and organisations.");
    private static final Field<List<String>> KEY =
            Field.optional("key", HEAD.set(10), List.of(), "The columns that identify a row.");
    private static final Field<DateOnly> DATE_ONLY =
            Field.optional(
                    "dateOnly",
                    Type.oneOf(DateOnly.values()),
                    "What a date without a time stands for; a fault where it is left out.");
    private static final Field<Boolean> NEXT_DAY =
            Field.optional(
                    "endMayBeNextDay",
                    new Type.Flag(),
                    false,
                    "Whether an end before its start is on the next day.");
    private static final Field<DateFormat> DATE_FORMAT =
            Field.optional("dateFormat", Type.oneOf(DateFormat.values()), "How dates are written.");

    /// A mapping as a request or a file of `events/mappings/` writes it.
    static final Form<ImportMapping> FORM =
            Form.of(
                            "Import mapping",
                            "How the rows of a file become forms: a preset, what it cannot know beside it, or all of it.",
                            List.of(
                                    PRESET,
                                    NAME,
                                    FORMAT,
                                    KIND,
                                    OPERATION,
                                    PLACE,
                                    COLUMNS,
                                    CONSTANTS,
                                    NAMES,
                                    KEY,
                                    DATE_ONLY,
                                    NEXT_DAY,
                                    DATE_FORMAT),
                            it ->
                                    new ImportMapping(
                                            it.find(PRESET),
                                            it.find(NAME),
                                            it.find(FORMAT),
                                            it.find(KIND),
                                            it.find(OPERATION),
                                            it.find(PLACE),
                                            it.get(COLUMNS),
                                            it.get(CONSTANTS),
                                            it.get(NAMES),
                                            it.get(KEY),
                                            it.find(DATE_ONLY),
                                            it.get(NEXT_DAY),
                                            it.find(DATE_FORMAT)))
                    .checked(MappingForm::checkFields);

    private MappingForm() {}

    /// Every column and constant fills a field that the form of its rows has, and parts are those
    /// of a time.
    private static void checkFields(Form.Findings findings) {
        var kind = findings.values().find(KIND);
        var forms =
                Stream.of(Submission.Kind.values())
                        .filter(it -> kind.isEmpty() || kind.get() == it)
                        .<Form<?>>map(SubmissionReader::form)
                        .toList();
        var columns = findings.values().find(COLUMNS).orElse(List.of());
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var at = "/" + COLUMNS.name() + "/" + i;
            if (checkField(findings, forms, at, column.pointer())
                    && column.part().isPresent()
                    && forms.stream()
                            .map(it -> FormFields.type(it, column.pointer()))
                            .noneMatch(Type.Time.class::isInstance)) {
                findings.fault(
                        at + "/" + PART.name(),
                        Rule.VALUE,
                        "Only a time is put together from parts.");
            }
        }
        var constants = findings.values().find(CONSTANTS).orElse(List.of());
        for (int i = 0; i < constants.size(); i++) {
            checkField(
                    findings, forms, "/" + CONSTANTS.name() + "/" + i, constants.get(i).pointer());
        }
    }

    private static boolean checkField(
            Form.Findings findings, List<Form<?>> forms, String at, String pointer) {
        if (forms.stream().anyMatch(it -> FormFields.type(it, pointer) != null)) {
            return true;
        }
        findings.fault(at + "/" + FIELD.name(), Rule.UNKNOWN, "The form has no such field.");
        return false;
    }
}
