package org.patrolledger.domain.digest;

import java.util.SortedSet;
import org.patrolledger.domain.time.Week;

/// When soft bounces are enough.
public final class SoftBounces {
    /// How many issues of a list in a row may not be delivered before the subscription ends.
    public static final int ENOUGH = 3;

    private SoftBounces() {}

    /// Whether the last of `bounced` and the two issues of its list before it are among them.
    public static boolean enough(SortedSet<Mailing.Issue> bounced) {
        return bounced.stream().anyMatch(issue -> endsRow(issue, bounced));
    }

    private static boolean endsRow(Mailing.Issue last, SortedSet<Mailing.Issue> bounced) {
        Week week = last.week();
        for (int i = 1; i < ENOUGH; i++) {
            week = week.previous();
            if (!bounced.contains(new Mailing.Issue(last.list(), week))) {
                return false;
            }
        }
        return true;
    }
}
