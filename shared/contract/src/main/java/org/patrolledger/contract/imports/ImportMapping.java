package org.patrolledger.contract.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.contract.Field;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.Type;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.domain.submission.Submission;

/// How the rows of a file become forms: which column fills which field, what its values mean, what
/// is the same for all, and which columns tell one row from another.
///
/// @param preset the shape of the file, where it is a known one
/// @param name of a mapping of one's own; part of the ids of its rows, so that the same row is the
///   same submission under this name only
/// @param format how the file is written; empty where the file's name or the preset says so
/// @param kind of every row; empty where each row says its own
/// @param operation of every row that names none
/// @param place of every row that names none
/// @param columns by their heads, in order
/// @param constants values of fields that are the same in every row
/// @param names what the file calls places, operations and organisations, and their ids
/// @param key heads of the columns that identify a row; without them the row's values do
/// @param dateOnly what a date without a time stands for; empty where it is a fault
/// @param endMayBeNextDay whether an end before its start is on the next day
/// @param dateFormat how dates are written other than `2023-02-03`
public record ImportMapping(
        Optional<Preset> preset,
        Optional<String> name,
        Optional<Format> format,
        Optional<Submission.Kind> kind,
        Optional<OperationId> operation,
        Optional<PlaceId> place,
        List<Column> columns,
        List<Constant> constants,
        List<Named> names,
        List<String> key,
        Optional<DateOnly> dateOnly,
        boolean endMayBeNextDay,
        Optional<DateFormat> dateFormat) {

    /// A column of the file.
    ///
    /// @param column its head
    /// @param pointer the field it fills (RFC 6901), such as `/peopleEngaged/count`
    /// @param part which part of a time it holds; empty where it holds all of the field
    /// @param separator between several values in a cell; empty for a space, comma or semicolon
    /// @param values what the file writes for a value, where that is not the value itself
    public record Column(
            String column,
            String pointer,
            Optional<Part> part,
            Optional<String> separator,
            List<Value> values) {
        public Column {
            values = List.copyOf(values);
        }
    }

    /// A value of a field that every row has.
    public record Constant(String pointer, String value) {}

    /// A value in the file and what it means.
    public record Value(String from, String to) {}

    /// A name in the file and the id it stands for.
    public record Named(String name, String id) {}

    /// What of a time a column holds.
    public enum Part implements Coded {
        DATE("date"),
        TIME("time"),
        /// How many minutes after the start it ended.
        MINUTES("minutes");

        private final String code;

        Part(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /// How a file is written.
    public enum Format implements Coded {
        CSV("csv"),
        XLSX("xlsx"),
        JSON("json"),
        JSON_LINES("jsonl");

        private final String code;

        Format(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /// What a date without a time stands for.
    public enum DateOnly implements Coded {
        /// The operational day of that date: noon in London lies on it all the year.
        OPERATIONAL_DAY("operational-day");

        private final String code;

        DateOnly(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /// How dates are written.
    public enum DateFormat implements Coded {
        DAY_FIRST("dd/mm/yyyy"),
        MONTH_FIRST("mm/dd/yyyy");

        private final String code;

        DateFormat(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

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
                    new Type.Choice<>(kinds()),
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
    public static final Form<ImportMapping> FORM =
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
                                    it.find(DATE_FORMAT)));

    public ImportMapping {
        columns = List.copyOf(columns);
        constants = List.copyOf(constants);
        names = List.copyOf(names);
        key = List.copyOf(key);
    }

    private static Map<String, Submission.Kind> kinds() {
        var kinds = new LinkedHashMap<String, Submission.Kind>();
        for (var kind : Submission.Kind.values()) {
            kinds.put(kind.code(), kind);
        }
        return kinds;
    }

    /// What stands for this mapping in the ids of rows.
    public String identity() {
        return preset.map(Preset::code).or(() -> name).orElse("own");
    }

    /// This mapping on top of a preset's: what it says itself comes first.
    public ImportMapping over(ImportMapping base) {
        var all = new ArrayList<>(columns);
        for (var column : base.columns()) {
            if (columns.stream().noneMatch(it -> it.column().equals(column.column()))) {
                all.add(column);
            }
        }
        var constant = new ArrayList<>(constants);
        for (var one : base.constants()) {
            if (constants.stream().noneMatch(it -> it.pointer().equals(one.pointer()))) {
                constant.add(one);
            }
        }
        return new ImportMapping(
                preset,
                name.or(base::name),
                format.or(base::format),
                kind.or(base::kind),
                operation.or(base::operation),
                place.or(base::place),
                all,
                constant,
                names,
                key.isEmpty() ? base.key() : key,
                dateOnly.or(base::dateOnly),
                endMayBeNextDay || base.endMayBeNextDay(),
                dateFormat.or(base::dateFormat));
    }
}
