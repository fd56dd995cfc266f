package org.patrolledger.events.scenarios;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One form of a scenario, in the shape the contract gives it: fields in a fixed order, defaults
/// left out, as a form sends them.
///
/// Hours are given as a person on the shift names them: `day` is the operational day and an hour
/// before 06:00 is that of the following morning.
final class Form {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final int SECONDS_PER_DAY = 86_400;

    private final String kind;
    private final Instant madeAt;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Form(String kind, Instant madeAt, String operation, String organisation, String place) {
        this.kind = kind;
        this.madeAt = madeAt;
        fields.put("submissionId", "");
        fields.put("operation", operation);
        fields.put("place", place);
        fields.put("organisation", organisation);
    }

    /// A spell of activity from `start` to `end`, in seconds after midnight of the operational day.
    static Form engagement(
            String operation,
            String organisation,
            String place,
            String activity,
            LocalDate day,
            int start,
            int end) {
        Form form =
                new Form("engagement", time(day, end).toInstant(), operation, organisation, place);
        form.fields.put("startedAt", RFC_3339.format(time(day, start)));
        form.fields.put("endedAt", RFC_3339.format(time(day, end)));
        form.fields.put("activity", activity);
        form.fields.put("staff", new LinkedHashMap<String, Object>());
        form.engaged(0, "counted");
        return form;
    }

    /// A moment with an outcome, in seconds after midnight of the operational day.
    static Form incident(
            String operation,
            String organisation,
            String place,
            String category,
            LocalDate day,
            int at) {
        Form form = new Form("incident", time(day, at).toInstant(), operation, organisation, place);
        form.fields.put("occurredAt", RFC_3339.format(time(day, at)));
        form.fields.put("category", category);
        return form;
    }

    /// Seconds after midnight of the operational day: `22:30` is that evening, `02:00` the morning
    /// after.
    static int clock(String hourAndMinute) {
        int hour = Integer.parseInt(hourAndMinute.substring(0, 2));
        int minute = Integer.parseInt(hourAndMinute.substring(3, 5));
        return (hour < 6 ? SECONDS_PER_DAY : 0) + hour * 3600 + minute * 60;
    }

    private static ZonedDateTime time(LocalDate day, int seconds) {
        return day.plusDays(seconds / SECONDS_PER_DAY)
                .atStartOfDay()
                .plusSeconds(seconds % SECONDS_PER_DAY)
                .atZone(LONDON);
    }

    Form staff(String role, int people) {
        object("staff").put(role, people);
        return this;
    }

    Form engaged(int count, String method) {
        Map<String, Object> people = new LinkedHashMap<>();
        people.put("count", count);
        people.put("method", method);
        return with("peopleEngaged", people);
    }

    Form with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    Form note(String text) {
        return with("note", text);
    }

    Form audiences(String... values) {
        return with("audiences", List.of(values));
    }

    Form priorities(String... values) {
        return with("priorities", List.of(values));
    }

    Form themes(String... values) {
        return with("themes", List.of(values));
    }

    Form partners(String... values) {
        return with("partners", List.of(values));
    }

    Form handedOut(String item, int count) {
        object("itemsHandedOut").put(item, count);
        return this;
    }

    Form power(String power, int count) {
        object("powersUsed").put(power, count);
        return this;
    }

    Form concern(String category, String note) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("category", category);
        entry.put("note", note);
        list("concerns").add(entry);
        return this;
    }

    Form seized(String weapon, int count) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", weapon);
        entry.put("count", count);
        list("weaponsSeized").add(entry);
        return this;
    }

    Form search(Map<String, Object> search) {
        list("stopSearches").add(search);
        return this;
    }

    String kind() {
        return kind;
    }

    /// When the form can be sent at the earliest: the end of the spell, or the moment of the
    /// incident.
    Instant madeAt() {
        return madeAt;
    }

    /// The fields in the order of the form, `submissionId` being the given one.
    Map<String, Object> fields(String submissionId) {
        fields.put("submissionId", submissionId);
        return fields;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(String field) {
        return (Map<String, Object>)
                fields.computeIfAbsent(field, f -> new LinkedHashMap<String, Object>());
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(String field) {
        return (List<Object>) fields.computeIfAbsent(field, f -> new ArrayList<>());
    }
}
