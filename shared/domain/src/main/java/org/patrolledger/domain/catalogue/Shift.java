package org.patrolledger.domain.catalogue;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;

/// Hours at which somebody is expected at a place.
///
/// The hours lie on the operational day: one before 06:00 is that of the following morning, and a
/// `to` not after `from` ends on the next calendar day.
///
/// @param days the days of the week, as operational days; they iterate from Monday on
public record Shift(PlaceId place, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Shift {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a shift has at least one day");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    public boolean fallsOn(OperationalDay day) {
        return days.contains(day.date().getDayOfWeek());
    }

    /// The shift's hours on `day`.
    ///
    /// A wall-clock hour that the spring change leaves out is taken an hour later, one that the
    /// autumn change repeats is taken the first time (as [java.time.LocalDateTime#atZone] does).
    /// Where that leaves no time at all, such as 01:00 to 02:00 on the night clocks go forward, the
    /// shift lasts one minute: it is still expected.
    public Interval on(OperationalDay day) {
        var startsOn = from.isBefore(OperationalDay.STARTS) ? day.date().plusDays(1) : day.date();
        var endsOn = to.isAfter(from) ? startsOn : startsOn.plusDays(1);
        var start = startsOn.atTime(from).atZone(OperationalDay.ZONE).toInstant();
        var end = endsOn.atTime(to).atZone(OperationalDay.ZONE).toInstant();
        return new Interval(start, end.isAfter(start) ? end : start.plusSeconds(60));
    }
}
