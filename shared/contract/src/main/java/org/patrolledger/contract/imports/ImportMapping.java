package org.patrolledger.contract.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patrolledger.contract.Form;
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
/// @param key heads of the columns that identify a row, all of them together; without them the
///   row's values do
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
        DATE,
        TIME,
        /// How many minutes after the start it ended.
        MINUTES
    }

    /// How a file is written.
    public enum Format implements Coded {
        CSV,
        XLSX,
        JSON,
        JSONL
    }

    /// What a date without a time stands for.
    public enum DateOnly implements Coded {
        /// The operational day of that date: noon in London lies on it all the year.
        OPERATIONAL_DAY
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

    /// A mapping as a request or a file of `events/mappings/` writes it.
    public static final Form<ImportMapping> FORM = MappingForm.FORM;

    public ImportMapping {
        columns = List.copyOf(columns);
        constants = List.copyOf(constants);
        names = List.copyOf(names);
        key = List.copyOf(key);
    }

    /// Whether the head of each column names its field, as in our own files.
    public boolean namesFields() {
        return preset.filter(
                        it -> it == Preset.PATROL_LEDGER_CSV || it == Preset.PATROL_LEDGER_XLSX)
                .isPresent();
    }

    /// What stands for this mapping in the ids of rows. A workbook of ours that is saved as CSV has
    /// the same rows.
    public String identity() {
        return namesFields()
                ? "patrol-ledger"
                : preset.map(Preset::code).or(() -> name).orElse("own");
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
