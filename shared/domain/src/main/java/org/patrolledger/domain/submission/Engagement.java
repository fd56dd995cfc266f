package org.patrolledger.domain.submission;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.time.Interval;

/// A spell of activity: a patrol, a Safe Space shift, an event.
///
/// @param time from start to end, [#LONGEST] at most
/// @param staff how many people in each role, at least one in all
/// @param engaged how many people were engaged, and how that is known
/// @param screened people screened, such as by a weapons-detection arch
/// @param safeguarded people safeguarded
/// @param flashpoints flashpoints prevented
/// @param onlineViews views of what was put online
/// @param items how many of each item, by the item's slug, were handed out
/// @param concerns the category of each concern raised
public record Engagement(
        SubmissionId id,
        OperationId operation,
        PlaceId place,
        OrganisationId organisation,
        Interval time,
        Activity activity,
        Map<Role, Integer> staff,
        PeopleEngaged engaged,
        long screened,
        long safeguarded,
        long flashpoints,
        long onlineViews,
        Map<String, Integer> items,
        Set<Audience> audiences,
        Set<Theme> themes,
        List<ConcernCategory> concerns,
        Set<PriorityId> priorities)
        implements Submission {

    /// People engaged.
    ///
    /// @param count 0 to 1,000,000
    public record PeopleEngaged(int count, CountMethod method) {
        public PeopleEngaged {
            if (count < 0 || count > 1_000_000) {
                throw new IllegalArgumentException("0 to 1,000,000 people are engaged");
            }
        }
    }

    /// No engagement is longer, so none reaches further than into the next operational day.
    public static final Duration LONGEST = Duration.ofHours(24);

    public Engagement {
        staff = Ordered.counts(staff);
        items = Ordered.counts(items);
        audiences = Ordered.set(audiences);
        themes = Ordered.set(themes);
        concerns = List.copyOf(concerns);
        priorities = Ordered.set(priorities);
        Ordered.require(screened);
        Ordered.require(safeguarded);
        Ordered.require(flashpoints);
        Ordered.require(onlineViews);
        if (time.elapsed().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an engagement lasts 24 hours at most");
        }
        if (people(staff) < 1) {
            throw new IllegalArgumentException("an engagement has at least one person in staff");
        }
    }

    private static long people(Map<Role, Integer> staff) {
        long people = 0;
        for (var role : staff.entrySet()) {
            people += role.getValue();
        }
        return people;
    }

    /// How many people took part, in all roles.
    public long people() {
        return people(staff);
    }

    @Override
    public Kind kind() {
        return Kind.ENGAGEMENT;
    }

    @Override
    public Instant moment() {
        return time.from();
    }

    @Override
    public Instant over() {
        return time.to();
    }
}
