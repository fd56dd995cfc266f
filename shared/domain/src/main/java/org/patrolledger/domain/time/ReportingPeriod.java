package org.patrolledger.domain.time;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What a summary covers: a run of whole operational days.
public sealed interface ReportingPeriod permits Week, Month {
    /// Weeks and months, and how paths (`weekly`) and documents (`week`) name them.
    enum Kind {
        WEEKLY("weekly", "week"),
        MONTHLY("monthly", "month");

        private final String path;
        private final String word;

        Kind(String path, String word) {
            this.path = path;
            this.word = word;
        }

        /// `weekly` or `monthly`, as in URLs, object keys and schedules.
        public String path() {
            return path;
        }

        /// `week` or `month`, as in documents.
        public String word() {
            return word;
        }

        /// Reads `weekly` or `monthly`.
        public static Optional<Kind> ofPath(String path) {
            return Stream.of(values()).filter(kind -> kind.path.equals(path)).findFirst();
        }
    }

    /// Summaries are provisional for this many days after their period.
    int DAYS_PROVISIONAL = 14;

    Kind kind();

    /// `2023-W05` or `2023-02`.
    String id();

    OperationalDay first();

    /// The last day, which is part of the period.
    OperationalDay last();

    ReportingPeriod previous();

    ReportingPeriod next();

    /// The same week or month of the year before; empty for a week 53 whose year before has 52.
    Optional<ReportingPeriod> yearEarlier();

    /// When the live schedule publishes it: Monday 06:30 or the 1st at 07:00, Europe/London, just
    /// after it ended.
    Instant publishedAt();

    default Instant from() {
        return first().start();
    }

    /// The first instant after the period.
    default Instant to() {
        return last().end();
    }

    /// From this instant on a summary of the period is final.
    default Instant finalFrom() {
        return last().plusDays(1 + DAYS_PROVISIONAL).start();
    }

    default boolean contains(OperationalDay day) {
        return first().compareTo(day) <= 0 && day.compareTo(last()) <= 0;
    }

    /// Every day of the period, in order.
    default Stream<OperationalDay> days() {
        return first().date().datesUntil(last().date().plusDays(1)).map(OperationalDay::new);
    }

    /// The period of that kind in which `day` lies.
    static ReportingPeriod of(Kind kind, OperationalDay day) {
        return switch (kind) {
            case WEEKLY -> day.week();
            case MONTHLY -> day.month();
        };
    }

    /// The last period of that kind that had ended by `moment`.
    static ReportingPeriod lastEndedBy(Kind kind, Instant moment) {
        return of(kind, OperationalDay.of(moment)).previous();
    }

    /// Whether the ledger takes reports of one of its days: from `1999-W52`, which ends on 2
    /// January 2000, to `2100-W52`, and from `2000-01` to `2100-12`.
    default boolean isInRange() {
        return first().isInRange() || last().isInRange();
    }

    /// Reads `2023-W05` or `2023-02`; empty where `id` is no period of that kind, such as
    /// `2023-W53`, or one that is not in range.
    static Optional<ReportingPeriod> parse(Kind kind, String id) {
        Optional<ReportingPeriod> period =
                switch (kind) {
                    case WEEKLY -> Week.parse(id).map(week -> week);
                    case MONTHLY -> Month.parse(id).map(month -> month);
                };
        return period.filter(ReportingPeriod::isInRange);
    }
}
