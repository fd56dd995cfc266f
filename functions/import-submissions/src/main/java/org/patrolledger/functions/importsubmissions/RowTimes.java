package org.patrolledger.functions.importsubmissions;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.contract.imports.ImportMapping.Part;

/// The times of one row that are put together from several of its cells.
final class RowTimes {
    private final SpreadsheetTimes times;
    private final Map<String, Spell> spells = new LinkedHashMap<>();

    RowTimes(SpreadsheetTimes times) {
        this.times = times;
    }

    /// What a time is put together from.
    private static final class Spell {
        private @Nullable String date;
        private @Nullable String clock;
        private @Nullable String minutes;
    }

    /// Notes that a cell has `part` of the time at `pointer`.
    void add(String pointer, Part part, String text) {
        var spell = spells.computeIfAbsent(pointer, it -> new Spell());
        switch (part) {
            case DATE -> spell.date = text;
            case TIME -> spell.clock = text;
            case MINUTES -> spell.minutes = text;
        }
    }

    /// Puts the times into `document`. An end without a date of its own is on the day of the start.
    void finish(Map<String, Object> document, boolean endMayBeNextDay) {
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
        if (endMayBeNextDay
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
        return clock == null && date != null
                ? times.time(date)
                : Stream.of(date, clock)
                        .filter(java.util.Objects::nonNull)
                        .collect(Collectors.joining(" "));
    }

    private static String after(String from, String minutes) {
        if (!minutes.matches("[0-9]{1,5}(\\.0+)?")) {
            return minutes;
        }
        var end = SpreadsheetTimes.after(from, Long.parseLong(minutes.replaceFirst("\\..*", "")));
        return end == null ? minutes : end;
    }
}
