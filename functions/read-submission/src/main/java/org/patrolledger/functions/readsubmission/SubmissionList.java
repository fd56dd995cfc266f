package org.patrolledger.functions.readsubmission;

import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.Cursor;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.Page;
import org.patrolledger.lambda.http.QueryReader;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Scope;

/// The submissions of some days of an operation, in order of day and id: a submitter's own
/// organisation's, or all of them for an auditor.
final class SubmissionList {
    private static final int MOST_DAYS = 31;

    private final SubmissionLog log;
    private final int mostLookedAt;

    /// @param mostLookedAt how many submissions one call looks at, so that a place with few of them
    ///   is answered in time too; the page then ends early, and `next` goes on where it ended
    SubmissionList(SubmissionLog log, int mostLookedAt) {
        this.log = log;
        this.mostLookedAt = mostLookedAt;
    }

    /// The last submission of the page before.
    private record Position(OperationalDay day, SubmissionId id) {
        static @Nullable Position read(List<String> parts) {
            try {
                return SubmissionId.parse(parts.getLast())
                        .map(id -> new Position(OperationalDay.parse(parts.getFirst()), id))
                        .orElse(null);
            } catch (DateTimeException e) {
                return null;
            }
        }

        static Position of(Revision revision) {
            var submission = revision.submission();
            return new Position(submission.day(), submission.id());
        }

        String cursor() {
            return Cursor.of(day.toString(), id.value());
        }
    }

    private record Filter(Optional<PlaceId> place, Optional<OrganisationId> organisation) {
        boolean takes(Revision revision) {
            var submission = revision.submission();
            return place.filter(it -> !it.equals(submission.place())).isEmpty()
                    && organisation.filter(it -> !it.equals(submission.organisation())).isEmpty();
        }
    }

    /// The page that `request` asks for.
    ///
    /// @throws RefusedException where the query has faults, or asks for what the caller may not
    ///   read
    Map<String, @Nullable Object> page(HttpRequest request) {
        var query = new QueryReader(request);
        var operation = query.slug("operation", OperationId::new);
        var days = query.days(MOST_DAYS);
        var place = query.optionalSlug("place", PlaceId::new);
        var organisation = query.optionalSlug("organisation", OrganisationId::new);
        int limit = query.limit();
        var after = query.next(2, Position::read);
        query.end();
        if (operation == null || days == null) {
            throw new IllegalStateException("a query without faults has them");
        }
        var caller = request.knownCaller();
        var filter = new Filter(place, readable(caller, organisation));
        var page = new Page("submissions", limit);
        fill(page, operation, days, after, filter, caller);
        return page.document();
    }

    /// The organisation whose submissions are listed; empty for all.
    private static Optional<OrganisationId> readable(
            Caller caller, Optional<OrganisationId> asked) {
        if (caller.may(Scope.AUDIT_READ)) {
            return asked;
        }
        var own =
                caller.organisation()
                        .orElseThrow(() -> new RefusedException(Problem.Kind.FORBIDDEN));
        if (asked.filter(it -> !it.equals(own)).isPresent()) {
            throw new RefusedException(Problem.Kind.FORBIDDEN);
        }
        return Optional.of(own);
    }

    private void fill(
            Page page,
            OperationId operation,
            QueryReader.Days days,
            Optional<Position> after,
            Filter filter,
            Caller caller) {
        int lookedAt = 0;
        for (var day : days.all()) {
            if (after.isPresent() && day.compareTo(after.get().day()) < 0) {
                continue;
            }
            var from = after.filter(it -> it.day().equals(day)).map(Position::id);
            try (var stream = log.current(new OperationDay(operation, day), from)) {
                var revisions = stream.iterator();
                while (revisions.hasNext()) {
                    var revision = revisions.next();
                    var cursor = Position.of(revision).cursor();
                    if (filter.takes(revision)
                            && !page.add(
                                    SubmissionDocuments.entry(revision, isBy(caller, revision)),
                                    cursor)) {
                        return;
                    }
                    if (++lookedAt == mostLookedAt) {
                        page.cutAfter(cursor);
                        return;
                    }
                }
            }
        }
    }

    /// Whether `caller` sent the submission, which somebody else may have corrected since.
    private boolean isBy(Caller caller, Revision current) {
        var first =
                current.number() == 1
                        ? current
                        : log.revision(current.submission().id(), 1).orElse(current);
        return first.submittedBy().equals(caller.subject());
    }
}
