package org.patrolledger.domain.digest;

import java.util.Comparator;
import java.util.Optional;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.Week;

/// What is sent to each of its recipients once.
public sealed interface Mailing {
    /// Names it in tables, queues and the tags of mails: letters, digits, `-` and one `_`.
    String id();

    /// The issue of a list for a week.
    record Issue(OperationId list, Week week) implements Mailing, Comparable<Issue> {
        private static final Comparator<Issue> ORDER =
                Comparator.comparing((Issue issue) -> issue.week().first())
                        .thenComparing(Issue::list);

        /// `grip_2023-W05`.
        @Override
        public String id() {
            return list.value() + "_" + week.id();
        }

        /// `digests/grip/2023-W05/issue-01/`, under which its files lie.
        public String path() {
            return "digests/" + list + "/" + week + "/issue-01/";
        }

        @Override
        public int compareTo(Issue other) {
            return ORDER.compare(this, other);
        }
    }

    /// The mail that asks the holder of an address to confirm.
    record Confirmation(TokenHash token) implements Mailing {
        private static final String PREFIX = "confirmation_";

        @Override
        public String id() {
            return PREFIX + token.value();
        }
    }

    /// Reads an [#id].
    static Optional<Mailing> parse(String id) {
        int at = id.indexOf('_');
        if (at < 0) {
            return Optional.empty();
        }
        var list = id.substring(0, at);
        var rest = id.substring(at + 1);
        if (id.startsWith(Confirmation.PREFIX) && TokenHash.matches(rest)) {
            return Optional.of(new Confirmation(new TokenHash(rest)));
        }
        if (!Slug.matches(list)) {
            return Optional.empty();
        }
        return ReportingPeriod.parse(ReportingPeriod.Kind.WEEKLY, rest)
                .flatMap(period ->
                        period instanceof Week week ? Optional.of(week) : Optional.empty())
                .map(week -> new Issue(new OperationId(list), week));
    }
}
