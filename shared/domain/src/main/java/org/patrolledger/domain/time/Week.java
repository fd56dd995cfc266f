package org.patrolledger.domain.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Pattern;

/// An ISO 8601 week of operational days: Monday 06:00 to Monday 06:00, Europe/London.
///
/// @param year the week-based year, 1000 to 9999
/// @param number 1 to 52, or 53 in a year that has it; any other is refused with an
///   [IllegalArgumentException]
public record Week(int year, int number) implements ReportingPeriod {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{3})-W(\\d{2})");
    private static final LocalTime PUBLISHED = LocalTime.of(6, 30);

    public Week {
        if (!exists(year, number)) {
            throw new IllegalArgumentException("there is no such week");
        }
    }

    private static boolean exists(int year, int number) {
        return year >= 1000
                && year <= 9999
                && number >= 1
                && (number <= 52 || (number == 53 && weeksOf(year) == 53));
    }

    /// 28 December always lies in the last week of its year.
    private static int weeksOf(int year) {
        return LocalDate.of(year, 12, 28).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    static Optional<Week> parse(String id) {
        var matcher = FORM.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        int number = Integer.parseInt(matcher.group(2));
        return exists(year, number) ? Optional.of(new Week(year, number)) : Optional.empty();
    }

    @Override
    public Kind kind() {
        return Kind.WEEKLY;
    }

    @Override
    public String id() {
        return year + (number < 10 ? "-W0" : "-W") + number;
    }

    @Override
    public OperationalDay first() {
        return new OperationalDay(
                LocalDate.of(year, 1, 4).with(ChronoField.DAY_OF_WEEK, 1).plusWeeks(number - 1L));
    }

    @Override
    public OperationalDay last() {
        return first().plusDays(6);
    }

    @Override
    public Week previous() {
        return first().plusDays(-7).week();
    }

    @Override
    public Week next() {
        return first().plusDays(7).week();
    }

    @Override
    public Optional<ReportingPeriod> yearEarlier() {
        return exists(year - 1, number)
                ? Optional.of(new Week(year - 1, number))
                : Optional.empty();
    }

    @Override
    public Instant publishedAt() {
        return first().plusDays(7).date().atTime(PUBLISHED).atZone(OperationalDay.ZONE).toInstant();
    }

    @Override
    public String toString() {
        return id();
    }
}
