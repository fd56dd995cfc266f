package org.patrolledger.functions.importsubmissions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.imports.FormFields;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.Column;
import org.patrolledger.contract.imports.Preset;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Submission.Kind;

/// Makes of each row the document that a form would have sent. It judges nothing: what a cell says
/// that no field can hold stays as it is, and the form's own reader names the fault.
final class RowReader {
    /// The head of the column that says which kind of submission a row is.
    static final String KIND = "kind";

    private final ImportMapping mapping;
    private final OrganisationId organisation;
    private final SpreadsheetTimes times;
    private final CellValues values;
    private final RowIds ids;

    /// @param asked the mapping as it was sent
    /// @param mapping the same on top of its preset
    RowReader(
            ImportMapping asked,
            ImportMapping mapping,
            OrganisationId organisation,
            Catalogue catalogue) {
        this.mapping = mapping;
        this.organisation = organisation;
        this.times = new SpreadsheetTimes(mapping);
        this.values = new CellValues(mapping, catalogue, times);
        this.ids = new RowIds(organisation, asked, mapping);
    }

    /// A row as a document.
    ///
    /// @param kind of submission; empty where the row does not say
    /// @param origins the heads of the cells that filled the fields, by pointer, and after them
    ///   those of cells that are empty
    record Mapped(Optional<Kind> kind, Map<String, Object> document, Map<String, String> origins) {
        /// The head of the cell that filled what `pointer` points to, or the field around it, or
        /// one within it; or that would have, if it were not empty.
        Optional<String> origin(String pointer) {
            for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
                var head = origins.get(at);
                if (head != null) {
                    return Optional.of(head);
                }
            }
            return origins.entrySet().stream()
                    .filter(it -> it.getKey().startsWith(pointer + "/"))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    /// The document of a row.
    Mapped read(Row row) {
        return row.document() != null
                        && mapping.preset()
                                .filter(it -> it == Preset.PATROL_LEDGER_OUTBOX)
                                .isPresent()
                ? saved(row.document())
                : mapped(row);
    }

    private Mapped mapped(Row row) {
        var kind = mapping.kind().or(() -> kind(row));
        var document = new LinkedHashMap<String, Object>();
        var origins = new LinkedHashMap<String, String>();
        if (kind.isPresent()) {
            var spells = new RowTimes(times);
            var form = SubmissionReader.form(kind.get());
            for (var column : columns(row)) {
                var cell = row.cells().get(column.column());
                if (cell != null) {
                    fill(form, column, cell.text(), document, origins, spells);
                }
            }
            emptyCells(row, origins);
            spells.finish(document, mapping.endMayBeNextDay());
            mapping.constants().forEach(it -> constant(form, it, document));
        }
        mapping.operation().ifPresent(it -> document.putIfAbsent("operation", it.value()));
        mapping.place().ifPresent(it -> document.putIfAbsent("place", it.value()));
        document.putIfAbsent("organisation", organisation.value());
        values.resolve(document);
        var compact = new LinkedHashMap<String, Object>();
        document.forEach((name, value) -> compact.put(name, FieldPointers.compact(value)));
        if (!compact.containsKey("submissionId")) {
            compact.put("submissionId", ids.of(row, kind, compact).value());
        }
        return new Mapped(kind, compact, origins);
    }

    /// A document that the report form saved is one already: `{"kind", "body"}`, or the body alone.
    private static Mapped saved(Map<?, ?> saved) {
        boolean wrapped = saved.get("body") instanceof Map<?, ?>;
        var body = saved.get("body") instanceof Map<?, ?> inner ? inner : saved;
        var document = new LinkedHashMap<String, Object>();
        body.forEach((name, value) -> {
            if (value != null) {
                document.put(String.valueOf(name), value);
            }
        });
        var kind =
                wrapped && saved.get(KIND) instanceof String code
                        ? kind(code)
                        : body.containsKey("occurredAt")
                                ? Optional.of(Kind.INCIDENT)
                                : Optional.of(Kind.ENGAGEMENT);
        return new Mapped(kind, document, Map.of());
    }

    /// In our own files a row that names no kind is recognised by its time.
    private Optional<Kind> kind(Row row) {
        var cell = row.cells().get(KIND);
        if (cell != null || !mapping.namesFields()) {
            return cell == null ? Optional.empty() : kind(cell.text());
        }
        boolean engagement = row.cells().containsKey("startedAt");
        boolean incident = row.cells().containsKey("occurredAt");
        if (engagement == incident) {
            // Neither in the row: the columns of its sheet may tell, and a fault names the time.
            engagement = row.heads().contains("startedAt");
            incident = row.heads().contains("occurredAt");
        }
        return engagement == incident
                ? Optional.empty()
                : Optional.of(engagement ? Kind.ENGAGEMENT : Kind.INCIDENT);
    }

    private static Optional<Kind> kind(String code) {
        return Stream.of(Submission.Kind.values())
                .filter(it -> it.code().equalsIgnoreCase(code.strip()))
                .findFirst();
    }

    /// The columns of the mapping; in our own files each head names its field.
    private List<Column> columns(Row row) {
        if (!mapping.namesFields()) {
            return mapping.columns();
        }
        return Stream.concat(
                        mapping.columns().stream(),
                        row.cells().keySet().stream()
                                .filter(head -> !head.equals(KIND) && !mapping.key().contains(head))
                                .filter(head ->
                                        mapping.columns().stream()
                                                .noneMatch(it -> it.column().equals(head)))
                                .map(head -> column(head, pointer(head))))
                .toList();
    }

    /// A field that is missing is one of a cell, too.
    private void emptyCells(Row row, Map<String, String> origins) {
        for (var head : row.heads()) {
            mapping.columns().stream()
                    .filter(it -> it.column().equals(head))
                    .forEach(it -> origins.putIfAbsent(it.pointer(), head));
            if (mapping.namesFields() && !head.isEmpty()) {
                origins.putIfAbsent(pointer(head), head);
            }
        }
    }

    private static Column column(String head, String pointer) {
        return new Column(head, pointer, Optional.empty(), Optional.empty(), List.of());
    }

    /// `concerns.1.note` is `/concerns/0/note`: people count from one.
    static String pointer(String head) {
        var pointer = new StringBuilder();
        for (var segment : head.split("\\.", -1)) {
            pointer.append('/');
            pointer.append(
                    segment.matches("[1-9][0-9]?") ? Integer.parseInt(segment) - 1 : segment);
        }
        return pointer.toString();
    }

    private void fill(
            Form<?> form,
            Column column,
            String cell,
            Map<String, Object> document,
            Map<String, String> origins,
            RowTimes spells) {
        var text = CellValues.meaning(column, cell);
        if (text.isEmpty()) {
            return;
        }
        var pointer = column.pointer();
        origins.put(pointer, column.column());
        if (column.part().isPresent()) {
            spells.add(pointer, column.part().get(), text);
        } else {
            put(form, column, text, document);
        }
    }

    private void constant(
            Form<?> form, ImportMapping.Constant constant, Map<String, Object> document) {
        put(form, column(constant.pointer(), constant.pointer()), constant.value(), document);
    }

    /// A field that the form lacks is put where it points, and named as unknown there.
    private void put(Form<?> form, Column column, String text, Map<String, Object> document) {
        var type = FormFields.type(form, column.pointer());
        try {
            FieldPointers.put(
                    document,
                    column.pointer(),
                    type == null ? text : values.of(type, column, text));
        } catch (IllegalArgumentException e) {
            document.put(column.pointer().substring(1), text);
        }
    }
}
