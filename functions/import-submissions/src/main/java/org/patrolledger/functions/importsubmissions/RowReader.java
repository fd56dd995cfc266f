package org.patrolledger.functions.importsubmissions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.Type;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.Column;
import org.patrolledger.contract.imports.Preset;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Submission.Kind;

/// Makes of each row the document that a form would have sent. It judges nothing: what a cell says
/// that no field can hold stays as it is, and the form's own reader names the fault.
final class RowReader {
    private static final String KIND = "kind";

    private final ImportMapping mapping;
    private final OrganisationId organisation;
    private final SpreadsheetTimes times;
    private final RowIds ids;
    private final Map<String, String> names = new HashMap<>();

    RowReader(ImportMapping mapping, OrganisationId organisation, Catalogue catalogue) {
        this.mapping = mapping;
        this.organisation = organisation;
        this.times = new SpreadsheetTimes(mapping);
        this.ids = new RowIds(organisation, mapping);
        for (var operation : catalogue.operations()) {
            names.put(folded(operation.name()), operation.id().value());
            for (var place : operation.places()) {
                names.put(folded(place.name()), place.id().value());
            }
        }
        for (var one : catalogue.organisations()) {
            names.put(folded(one.name()), one.id().value());
        }
        mapping.names().forEach(it -> names.put(folded(it.name()), it.id()));
    }

    /// A row as a document.
    ///
    /// @param kind of submission; empty where the row does not say
    /// @param origins the heads of the cells that filled the fields, by pointer
    record Mapped(Optional<Kind> kind, Map<String, Object> document, Map<String, String> origins) {
        /// The head of the cell that filled what `pointer` points to, or the field around it, or
        /// one within it.
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

    /// The document of a row of cells.
    Mapped read(Row row) {
        var kind = mapping.kind().or(() -> kind(row));
        var document = new LinkedHashMap<String, Object>();
        var origins = new HashMap<String, String>();
        if (kind.isPresent()) {
            var spells = new LinkedHashMap<String, Spell>();
            var form = SubmissionReader.form(kind.get());
            for (var column : columns(row)) {
                var cell = row.cells().get(column.column());
                if (cell != null) {
                    fill(form, column, cell.text(), document, origins, spells);
                }
            }
            finishTimes(document, spells);
            mapping.constants().forEach(it -> constant(form, it, document));
        }
        mapping.operation().ifPresent(it -> document.putIfAbsent("operation", it.value()));
        mapping.place().ifPresent(it -> document.putIfAbsent("place", it.value()));
        document.putIfAbsent("organisation", organisation.value());
        var compact = new LinkedHashMap<String, Object>();
        document.forEach((name, value) -> compact.put(name, FieldPointers.compact(value)));
        compact.computeIfAbsent("submissionId", it -> id(row, compact));
        return new Mapped(kind, compact, origins);
    }

    /// A document that the report form saved is one already: `{"kind", "body"}`, or the body alone.
    Mapped read(Map<?, ?> saved) {
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

    private String id(Row row, Map<String, Object> document) {
        var key =
                mapping.key().stream()
                        .map(row.cells()::get)
                        .filter(java.util.Objects::nonNull)
                        .map(it -> it.text().replaceFirst("^uuid:", ""))
                        .toList();
        return (key.isEmpty() ? ids.ofContent(document) : ids.keyed(String.join("\u001f", key)))
                .value();
    }

    private static Optional<Kind> kind(Row row) {
        var cell = row.cells().get(KIND);
        return cell == null ? Optional.empty() : kind(cell.text());
    }

    private static Optional<Kind> kind(String code) {
        return Stream.of(Submission.Kind.values())
                .filter(it -> it.code().equalsIgnoreCase(code.strip()))
                .findFirst();
    }

    /// The columns of the mapping; in our own files each head names its field.
    private List<Column> columns(Row row) {
        boolean ours =
                mapping.preset()
                        .filter(it ->
                                it == Preset.PATROL_LEDGER_CSV || it == Preset.PATROL_LEDGER_XLSX)
                        .isPresent();
        if (!ours) {
            return mapping.columns();
        }
        return Stream.concat(
                        mapping.columns().stream(),
                        row.cells().keySet().stream()
                                .filter(head -> !head.equals(KIND))
                                .filter(head ->
                                        mapping.columns().stream()
                                                .noneMatch(it -> it.column().equals(head)))
                                .map(head ->
                                        new Column(
                                                head,
                                                pointer(head),
                                                Optional.empty(),
                                                Optional.empty(),
                                                List.of())))
                .toList();
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
            Map<String, Spell> spells) {
        var text = meaning(column, cell);
        if (text.isEmpty()) {
            return;
        }
        var pointer = column.pointer();
        origins.put(pointer, column.column());
        if (column.part().isPresent()) {
            var spell = spells.computeIfAbsent(pointer, it -> new Spell());
            switch (column.part().get()) {
                case DATE -> spell.date = text;
                case TIME -> spell.clock = text;
                case MINUTES -> spell.minutes = text;
            }
            return;
        }
        var type = FieldPointers.type(form, pointer);
        // A field that the form lacks is put where it points, and named as unknown there.
        var value = type == null ? text : value(type, column, text);
        try {
            FieldPointers.put(document, pointer, value);
        } catch (IllegalArgumentException e) {
            document.put(pointer.substring(1), text);
        }
    }

    private void constant(
            Form<?> form, ImportMapping.Constant constant, Map<String, Object> document) {
        var type = FieldPointers.type(form, constant.pointer());
        var column =
                new Column(
                        constant.pointer(),
                        constant.pointer(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        try {
            FieldPointers.put(
                    document,
                    constant.pointer(),
                    type == null ? constant.value() : value(type, column, constant.value()));
        } catch (IllegalArgumentException e) {
            document.put(constant.pointer().substring(1), constant.value());
        }
    }

    private static String meaning(Column column, String cell) {
        for (var value : column.values()) {
            if (value.from().strip().equalsIgnoreCase(cell)) {
                return value.to().strip();
            }
        }
        return cell;
    }

    /// What a time is put together from.
    private static final class Spell {
        private @Nullable String date;
        private @Nullable String clock;
        private @Nullable String minutes;
    }

    private void finishTimes(Map<String, Object> document, Map<String, Spell> spells) {
        var start = spells.get("/startedAt");
        spells.forEach((pointer, spell) -> {
            var date = spell.date == null && start != null ? start.date : spell.date;
            if (spell.minutes == null || spell.clock != null) {
                FieldPointers.put(document, pointer, moment(date, spell.clock));
            }
        });
        spells.forEach((pointer, spell) -> {
            if (spell.minutes != null && spell.clock == null) {
                var from = document.get("startedAt") instanceof String text ? text : "";
                FieldPointers.put(document, pointer, after(from, spell.minutes));
            }
        });
        if (mapping.endMayBeNextDay()
                && document.get("startedAt") instanceof String from
                && document.get("endedAt") instanceof String to) {
            var started = Rfc3339.read(from);
            var ended = Rfc3339.read(to);
            if (started != null && ended != null && !ended.isAfter(started)) {
                document.put("endedAt", SpreadsheetTimes.nextDay(ended));
            }
        }
    }

    private String moment(@Nullable String date, @Nullable String clock) {
        LocalDate day = date == null ? null : times.date(date);
        LocalTime time = clock == null ? null : SpreadsheetTimes.clock(clock);
        if (day != null && time != null) {
            return times.moment(day, time);
        }
        return clock == null && date != null ? times.time(date) : date + " " + clock;
    }

    private static String after(String from, String minutes) {
        if (!minutes.matches("[0-9]{1,5}(\\.0+)?")) {
            return minutes;
        }
        var end = SpreadsheetTimes.after(from, Long.parseLong(minutes.replaceFirst("\\..*", "")));
        return end == null ? minutes : end;
    }

    private Object value(Type<?> type, Column column, String text) {
        return switch (type) {
            case Type.Flag() -> flag(text);
            case Type.Count count -> count(text);
            case Type.Time() -> times.time(text);
            case Type.Choice<?>(var codes) -> choice(codes.keySet(), text);
            case Type.Slug<?> slug -> slug(text);
            case Type.ListOf<?> list -> list(list, column, text);
            case Type.OrNull<?>(var inner) -> value(inner, column, text);
            case Type.Id id -> text.replaceFirst("^uuid:", "").toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private List<Object> list(Type.ListOf<?> list, Column column, String text) {
        var separator = column.separator().map(java.util.regex.Pattern::quote).orElse("[;,\\s]+");
        return Stream.of(text.split(separator, -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(it -> value(list.element(), column, meaning(column, it)))
                .toList();
    }

    private static Object flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1", "1.0" -> true;
            case "false", "no", "n", "0", "0.0" -> false;
            default -> text;
        };
    }

    private static Object count(String text) {
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?")) {
            return text;
        }
        var number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() <= 0 ? (Object) number.longValueExact() : text;
    }

    /// The code that `text` means: itself, or the same in other letters, with spaces or underscores
    /// for hyphens, or without the number that some forces write behind it.
    private static String choice(Iterable<String> codes, String text) {
        var wanted = folded(text);
        var bare = folded(text.replaceFirst("\\s*\\([0-9]{1,2}\\)$", ""));
        for (var code : codes) {
            var folded = folded(code);
            if (folded.equals(wanted) || folded.equals(bare)) {
                return code;
            }
        }
        return text;
    }

    private String slug(String text) {
        var id = names.get(folded(text));
        if (id != null && !Slug.matches(text)) {
            return id;
        }
        return mapping.names().stream()
                .filter(it -> it.name().equalsIgnoreCase(text))
                .map(ImportMapping.Named::id)
                .findFirst()
                .orElse(text);
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "-");
    }
}
