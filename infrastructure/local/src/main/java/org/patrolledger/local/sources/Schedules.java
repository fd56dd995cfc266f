package org.patrolledger.local.sources;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The live schedules: weekly on Monday at 06:30, monthly on the 1st at 07:00, what becomes final
/// daily at 07:30, the mails of the week on Monday at 08:00, Europe/London.
public final class Schedules {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalTime WEEKLY = LocalTime.of(6, 30);
    private static final LocalTime MONTHLY = LocalTime.of(7, 0);
    private static final LocalTime FINAL = LocalTime.of(7, 30);
    private static final LocalTime DIGEST = LocalTime.of(8, 0);
    private static final String DIGEST_KIND = "digest";

    private Schedules() {}

    /// One time at which a schedule fires.
    ///
    /// @param kind `weekly`, `monthly`, `final` or `digest`
    public record Due(String kind, Instant at) {
        /// The function that it invokes.
        String function() {
            return kind.equals(DIGEST_KIND) ? "schedule-digests" : "schedule-summaries";
        }
    }

    /// What falls due after `from` and not after `to`, in order; at one instant, weekly first.
    public static List<Due> between(Instant from, Instant to) {
        List<Due> due = new ArrayList<>();
        LocalDate last = to.atZone(LONDON).toLocalDate();
        for (LocalDate day = from.atZone(LONDON).toLocalDate();
                !day.isAfter(last);
                day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
                due.add(new Due("weekly", day.atTime(WEEKLY).atZone(LONDON).toInstant()));
                due.add(new Due(DIGEST_KIND, day.atTime(DIGEST).atZone(LONDON).toInstant()));
            }
            if (day.getDayOfMonth() == 1) {
                due.add(new Due("monthly", day.atTime(MONTHLY).atZone(LONDON).toInstant()));
            }
            due.add(new Due("final", day.atTime(FINAL).atZone(LONDON).toInstant()));
        }
        // Stable: weekly was added first.
        due.sort(Comparator.comparing(Due::at));
        due.removeIf(it -> !it.at().isAfter(from) || it.at().isAfter(to));
        return due;
    }
}
