package org.patrolledger.contract;

import static org.patrolledger.contract.Field.optional;
import static org.patrolledger.contract.Field.required;
import static org.patrolledger.contract.SubmissionFields.COUNT;
import static org.patrolledger.contract.SubmissionFields.FLASHPOINTS;
import static org.patrolledger.contract.SubmissionFields.ID;
import static org.patrolledger.contract.SubmissionFields.NOTE;
import static org.patrolledger.contract.SubmissionFields.OPERATION;
import static org.patrolledger.contract.SubmissionFields.ORGANISATION;
import static org.patrolledger.contract.SubmissionFields.PLACE;
import static org.patrolledger.contract.SubmissionFields.PRIORITIES;
import static org.patrolledger.contract.SubmissionFields.SAFEGUARDED;
import static org.patrolledger.contract.Type.byCode;
import static org.patrolledger.contract.Type.oneOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.submission.Activity;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.ConcernCategory;
import org.patrolledger.domain.submission.CountMethod;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Engagement.PeopleEngaged;
import org.patrolledger.domain.submission.MeasuredBy;
import org.patrolledger.domain.submission.Ordered;
import org.patrolledger.domain.submission.Role;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.Visibility;
import org.patrolledger.domain.time.Interval;

/// A spell of activity: every field once. Reader, decoder, examples and schema are made of it.
public final class EngagementForm {
    public static final Field<Instant> STARTED_AT =
            required(
                    "startedAt",
                    new Type.Time(),
                    "The operational day of this time is the day of the engagement.");

    public static final Field<Instant> ENDED_AT =
            required(
                    "endedAt",
                    new Type.Time(),
                    "After the start (rule order), 24 hours later at most (duration), at most 5 minutes in the future (future).");

    private static final Field<Activity> ACTIVITY =
            required(
                    "activity",
                    oneOf(Activity.values()),
                    "What was done. The three patrol activities count as patrols.");

    private static final Field<Map<Role, Integer>> STAFF =
            required(
                    "staff",
                    new Type.Counts<>(byCode(Role.values()), 10_000, "People in this role", true),
                    "People on duty, by role; at least one person in all (rule nobody).");

    private static final Field<Long> ENGAGED_COUNT =
            required("count", new Type.Count(0, 1_000_000), "People, 0 to 1,000,000.");

    private static final Field<CountMethod> ENGAGED_METHOD =
            required("method", oneOf(CountMethod.values()), "How the count was made.");

    private static final Field<PeopleEngaged> PEOPLE_ENGAGED =
            required(
                    "peopleEngaged",
                    new Type.Nested<>(
                            Form.of(
                                    "People engaged",
                                    "How many people were spoken with or reached.",
                                    List.of(ENGAGED_COUNT, ENGAGED_METHOD),
                                    it ->
                                            new PeopleEngaged(
                                                    Math.toIntExact(it.get(ENGAGED_COUNT)),
                                                    it.get(ENGAGED_METHOD)))),
                    "How many people were spoken with or reached.");

    private static final Field<Visibility> VISIBILITY =
            optional("visibility", oneOf(Visibility.values()), "How the staff were dressed.")
                    .recordedOnly();

    private static final Field<Boolean> SCHEDULED =
            optional("scheduled", new Type.Flag(), false, "Whether the activity was planned.")
                    .recordedOnly();

    private static final Field<MeasuredBy> MEASURED_BY =
            optional(
                            "measuredBy",
                            oneOf(MeasuredBy.values()),
                            MeasuredBy.SELF_REPORT,
                            "What the times were measured by.")
                    .recordedOnly();

    private static final Field<Long> SCREENED =
            optional(
                    "peopleScreened",
                    COUNT,
                    0L,
                    "People who walked through a weapons-detection arch.");

    private static final Field<Long> ONLINE_VIEWS =
            optional("onlineViews", COUNT, 0L, "Views of what was put online.");

    private static final Field<Map<String, Integer>> ITEMS =
            optional(
                    "itemsHandedOut",
                    new Type.CountsBySlug(20, 1_000_000, "Pieces"),
                    Map.of(),
                    "Counts by item slug, at most 20 items.");

    private static final Field<List<Audience>> AUDIENCES =
            optional(
                    "audiences",
                    oneOf(Audience.values()).set(Integer.MAX_VALUE),
                    List.of(),
                    "Whom the activity was for, each at most once.");

    private static final Field<List<Theme>> THEMES =
            optional(
                    "themes",
                    oneOf(Theme.values()).set(Integer.MAX_VALUE),
                    List.of(),
                    "What the activity served, each at most once.");

    private static final Field<List<String>> PARTNERS =
            optional(
                            "partners",
                            new Type.Slug<>(Function.<String>identity(), true).set(20),
                            List.of(),
                            "Organisations that took part, each at most once; they need not be in the catalogue.")
                    .recordedOnly();

    private static final Field<ConcernCategory> CONCERN =
            required(
                    "category",
                    oneOf(ConcernCategory.values()),
                    "What people are concerned about.");

    private static final Field<String> CONCERN_NOTE =
            optional("note", new Type.Text(0, 500), "Free text without personal data.")
                    .recordedOnly();

    private static final Field<List<ConcernCategory>> CONCERNS =
            optional(
                    "concerns",
                    new Type.Nested<>(
                                    Form.of(
                                            "Concern",
                                            "A concern that somebody raised.",
                                            List.of(CONCERN, CONCERN_NOTE),
                                            it -> it.get(CONCERN)))
                            .list(20),
                    List.of(),
                    "Concerns people raised, at most 20.");

    public static final Form<Engagement> FORM =
            Form.<Engagement>of(
                            "Engagement",
                            "A spell of activity: a patrol, a Safe Space shift, an event. Not said here, yet checked: the catalogue, that the end is after the start and 24 hours later at most, and that neither lies in the future.",
                            List.of(
                                    ID,
                                    OPERATION,
                                    PLACE,
                                    ORGANISATION,
                                    STARTED_AT,
                                    ENDED_AT,
                                    ACTIVITY,
                                    STAFF,
                                    PEOPLE_ENGAGED,
                                    VISIBILITY,
                                    SCHEDULED,
                                    MEASURED_BY,
                                    SCREENED,
                                    SAFEGUARDED,
                                    FLASHPOINTS,
                                    ONLINE_VIEWS,
                                    ITEMS,
                                    AUDIENCES,
                                    THEMES,
                                    PARTNERS,
                                    CONCERNS,
                                    PRIORITIES,
                                    NOTE),
                            EngagementForm::make)
                    .checked(EngagementForm::checkTimes);

    private EngagementForm() {}

    private static Engagement make(Form.Values it) {
        return new Engagement(
                it.get(ID),
                it.get(OPERATION),
                it.get(PLACE),
                it.get(ORGANISATION),
                new Interval(it.get(STARTED_AT), it.get(ENDED_AT)),
                it.get(ACTIVITY),
                it.get(STAFF),
                it.get(PEOPLE_ENGAGED),
                it.get(SCREENED),
                it.get(SAFEGUARDED),
                it.get(FLASHPOINTS),
                it.get(ONLINE_VIEWS),
                it.get(ITEMS),
                Ordered.set(it.get(AUDIENCES)),
                Ordered.set(it.get(THEMES)),
                it.get(CONCERNS),
                Ordered.set(it.get(PRIORITIES)));
    }

    private static void checkTimes(Form.Findings findings) {
        var from = findings.values().find(STARTED_AT);
        var to = findings.values().find(ENDED_AT);
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        if (!from.get().isBefore(to.get())) {
            findings.fault(ENDED_AT, Rule.ORDER, "The end must be after the start.");
        } else if (Duration.between(from.get(), to.get()).compareTo(Engagement.LONGEST) > 0) {
            findings.fault(
                    ENDED_AT, Rule.DURATION, "The end must be at most 24 hours after the start.");
        }
    }
}
