package org.patrolledger.domain.time;

import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/// A calendar month of operational days: the 1st 06:00 to the next 1st 06:00, Europe/London. Never
/// derived from weeks.
///
/// @param yearMonth the calendar month, year 1000 to 9999
public record Month(YearMonth yearMonth) implements ReportingPeriod {
    private static final Pattern FORM = Pattern.compile("[1-9]\\d{3}-(0[1-9]|1[0-2])");
    private static final LocalTime PUBLISHED = LocalTime.of(7, 0);

    public Month {
        if (yearMonth.getYear() < 1000 || yearMonth.getYear() > 9999) {
            throw new IllegalArgumentException("a month's year has four digits");
        }
    }

    static Optional<Month> parse(String id) {
        return FORM.matcher(id).matches()
                ? Optional.of(new Month(YearMonth.parse(id)))
                : Optional.empty();
    }

    @Override
    public Kind kind() {
        return Kind.MONTHLY;
    }

    @Override
    public String id() {
        return yearMonth.toString();
    }

    @Override
    public OperationalDay first() {
        return new OperationalDay(yearMonth.atDay(1));
    }

    @Override
    public OperationalDay last() {
        return new OperationalDay(yearMonth.atEndOfMonth());
    }

    @Override
    public Month previous() {
        return new Month(yearMonth.minusMonths(1));
    }

    @Override
    public Month next() {
        return new Month(yearMonth.plusMonths(1));
    }

    @Override
    public Optional<ReportingPeriod> yearEarlier() {
        return Optional.of(new Month(yearMonth.minusYears(1)));
    }

    @Override
    public Instant publishedAt() {
        return yearMonth
                .plusMonths(1)
                .atDay(1)
                .atTime(PUBLISHED)
                .atZone(OperationalDay.ZONE)
                .toInstant();
    }

    @Override
    public String toString() {
        return id();
    }
}
