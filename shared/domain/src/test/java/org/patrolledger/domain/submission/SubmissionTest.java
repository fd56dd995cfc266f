package org.patrolledger.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;

class SubmissionTest {
    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of(
                        Activity.values(),
                        "foot-patrol vehicle-patrol cycle-patrol safe-space weapons-detection event "
                                + "community-meeting school-visit venue-visit stall online survey"),
                Arguments.of(Role.values(), "officer pcso special volunteer warden partner"),
                Arguments.of(CountMethod.values(), "counted estimated"),
                Arguments.of(Visibility.values(), "uniform plain-clothes mixed"),
                Arguments.of(MeasuredBy.values(), "gps radio self-report"),
                Arguments.of(
                        Audience.values(),
                        "public women-and-girls young-people school-pupils students older-residents "
                                + "venue-staff taxi-drivers commuters residents businesses"),
                Arguments.of(
                        Theme.values(),
                        "early-intervention problem-solving trust-and-confidence wellbeing "
                                + "crime-prevention"),
                Arguments.of(
                        ConcernCategory.values(),
                        "street-lighting cctv anti-social-behaviour drugs spiking violence "
                                + "harassment gangs exploitation hate transport other"),
                Arguments.of(
                        IncidentCategory.values(),
                        "anti-social-behaviour bicycle-theft burglary criminal-damage-arson drugs "
                                + "other-theft possession-of-weapons public-order robbery "
                                + "shoplifting theft-from-the-person vehicle-crime violent-crime "
                                + "other-crime"),
                Arguments.of(
                        DetectedBy.values(),
                        "patrol weapons-detection cctv public-report partner-report venue-report"),
                Arguments.of(
                        WeaponKind.values(),
                        "knife bladed-article firearm bludgeon corrosive other"),
                Arguments.of(
                        Power.values(),
                        "informal-warning community-protection-warning "
                                + "community-protection-notice dispersal "
                                + "public-spaces-protection-order fixed-penalty-notice "
                                + "community-resolution"),
                Arguments.of(Submission.Kind.values(), "engagement incident"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void the_contracts_lists_are_complete_and_in_order(Coded[] values, String codes) {
        assertThat(Stream.of(values).map(Coded::code)).containsExactly(codes.split(" "));
    }

    @Test
    void patrols_are_the_activities_that_say_so() {
        assertThat(Activity.values())
                .allMatch(activity -> activity.isPatrol() == activity.code().endsWith("-patrol"));
        assertThat(Stream.of(Activity.values()).filter(Activity::isPatrol)).hasSize(3);
    }

    @Test
    void an_engagement_belongs_to_the_day_it_started_on() {
        var night = Samples.submission("safe-space at=18:00-02:00 on=2023-02-03");
        assertThat(night.day()).isEqualTo(OperationalDay.parse("2023-02-03"));
        assertThat(night.moment()).isEqualTo(Instant.parse("2023-02-03T18:00:00Z"));
        assertThat(night.over()).isEqualTo(Instant.parse("2023-02-04T02:00:00Z"));
        assertThat(night.kind()).isEqualTo(Submission.Kind.ENGAGEMENT);

        var long_ = Samples.submission("event at=05:30-07:00 on=2023-02-03");
        assertThat(long_.day()).isEqualTo(OperationalDay.parse("2023-02-03"));
    }

    @Test
    void an_incident_belongs_to_the_day_it_occurred_on() {
        var incident = Samples.submission("robbery at=01:30 on=2023-02-03");
        assertThat(incident.day()).isEqualTo(OperationalDay.parse("2023-02-03"));
        assertThat(incident.moment()).isEqualTo(Instant.parse("2023-02-04T01:30:00Z"));
        assertThat(incident.over()).isEqualTo(incident.moment());
        assertThat(incident.kind()).isEqualTo(Submission.Kind.INCIDENT);
    }

    @Test
    void people_are_added_over_roles() {
        assertThat(Samples.engagement("event staff=officer:2,pcso:3,volunteer:0").people())
                .isEqualTo(5);
        assertThat(
                        Samples.engagement(
                                        "event staff=officer:2147483647,pcso:2147483647,special:1")
                                .people())
                .isEqualTo(2L * Integer.MAX_VALUE + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event staff=officer:0",
                "event staff=",
                "event staff=officer:2,pcso:-1",
                "event engaged=-1",
                "event engaged=1000001",
                "event screened=-1",
                "event safeguarded=-1",
                "event flashpoints=-1",
                "event views=-1",
                "event items=torch:-1",
                "event at=2023-02-03T12:00:00Z/2023-02-03T12:00:00Z",
                "event at=2023-02-03T12:00:00Z/2023-02-03T11:59:59Z",
                "event at=2023-02-03T12:00:00Z/2023-02-04T12:00:00.000000001Z",
                "robbery arrests=-1",
                "robbery safeguarded=-1",
                "robbery flashpoints=-1",
                "robbery weapons=knife:-1",
                "robbery powers=dispersal:-1",
            })
    void the_impossible_cannot_be_made(String line) {
        assertThatThrownBy(() -> Samples.submission(line))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_engagement_may_last_24_hours_and_engage_a_million() {
        var longest =
                Samples.engagement(
                        "event engaged=1000000 at=2023-02-03T12:00:00Z/2023-02-04T12:00:00Z");
        assertThat(longest.time().elapsed()).isEqualTo(Engagement.LONGEST);
    }

    @Test
    void sets_and_counts_iterate_in_one_order_whatever_they_were_made_of() {
        var audiences = new ArrayList<>(List.of(Audience.values()));
        var staff = new HashMap<Role, Integer>();
        for (var role : Role.values()) {
            staff.put(role, role.code().length());
        }
        var made = Samples.engagement("event items=zebra:1,apple:2,mango:3,kiwi:4,fig:5");
        var engagement =
                Samples.made(
                        made,
                        staff,
                        new LinkedHashSet<>(audiences.reversed()),
                        EnumSet.allOf(Theme.class));
        assertThat(engagement.audiences()).containsExactly(Audience.values());
        assertThat(engagement.themes()).containsExactly(Theme.values());
        assertThat(engagement.staff().keySet()).containsExactly(Role.values());
        assertThat(engagement.items().keySet())
                .containsExactly("apple", "fig", "kiwi", "mango", "zebra");
        assertThatThrownBy(() -> engagement.audiences().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> engagement.staff().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_was_copied_once_is_not_copied_again() {
        var made = Samples.engagement("event items=zebra:1,apple:2");
        assertThat(Ordered.counts(made.items())).isSameAs(made.items());
        assertThat(Ordered.counts(made.staff())).isSameAs(made.staff());
        var themes = Ordered.set(EnumSet.allOf(Theme.class));
        assertThat(Ordered.set(themes)).isSameAs(themes).isEqualTo(EnumSet.allOf(Theme.class));
    }

    @Test
    void a_submission_keeps_what_it_was_made_of_whatever_becomes_of_it() {
        var weapons = new HashMap<>(Map.of(WeaponKind.KNIFE, 1));
        var made = (Incident) Samples.submission("robbery");
        var incident =
                new Incident(
                        made.id(),
                        made.operation(),
                        made.place(),
                        made.organisation(),
                        made.occurredAt(),
                        made.category(),
                        0,
                        0,
                        0,
                        List.of(),
                        weapons,
                        Map.of(),
                        Set.of());
        weapons.put(WeaponKind.OTHER, 2);
        assertThat(incident.weapons()).isEqualTo(Map.of(WeaponKind.KNIFE, 1));
    }

    @ParameterizedTest
    @CsvSource({
        // Its week is published on Monday 2023-02-06 at 06:30.
        "2023-02-03, 2023-02-06T06:30:00Z, false",
        "2023-02-03, 2023-02-06T06:30:00.001Z, true",
        "2023-02-03, 2023-02-03T13:00:00Z, false",
        "2023-02-05, 2023-02-06T06:30:00.001Z, true",
        "2023-02-06, 2023-02-06T06:30:00.001Z, false",
        // In summer 06:30 is 05:30 UTC.
        "2023-07-07, 2023-07-10T05:30:00Z, false",
        "2023-07-07, 2023-07-10T05:30:00.001Z, true",
        // The month's own schedule does not matter.
        "2023-03-31, 2023-04-01T07:00:00Z, false",
    })
    void late_is_what_was_received_after_the_monday_that_publishes_its_week(
            String day, Instant received, boolean late) {
        var submission = Samples.submission("event on=" + day);
        assertThat(Samples.revision(submission, 1, received, received, false).late())
                .isEqualTo(late);
    }

    @Test
    void revisions_that_cannot_be_are_refused() {
        var first = Samples.revision(Samples.submission("event"));
        assertThatThrownBy(() -> revise(first, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> revise(first, 1, true))
                .isInstanceOf(IllegalArgumentException.class);
        var second = revise(first, 2, true);
        assertThatThrownBy(() ->
                        new Revision(
                                second.submission(),
                                second.body(),
                                second.digest(),
                                2,
                                second.receivedAt(),
                                second.firstReceivedAt(),
                                true,
                                Optional.empty(),
                                second.submittedBy(),
                                second.submittedFor(),
                                second.request()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Revision revise(Revision first, int number, boolean withdrawn) {
        return Samples.revision(
                first.submission(), number, first.receivedAt(), first.receivedAt(), withdrawn);
    }

    @Test
    void one_call_that_wrote_twice_is_told_from_two_calls() {
        var first = Samples.revision(Samples.submission("event"));
        var again =
                new Revision(
                        first.submission(),
                        first.body(),
                        first.digest(),
                        1,
                        first.receivedAt().plusSeconds(1),
                        first.receivedAt().plusSeconds(1),
                        false,
                        first.reason(),
                        first.submittedBy(),
                        first.submittedFor(),
                        "another request");
        assertThat(first.sameWrite(first)).isTrue();
        assertThat(first.sameWrite(again)).isFalse();
        assertThat(first.sameWrite(revise(first, 2, false))).isFalse();
    }

    @Test
    void intervals_are_half_open() {
        var interval = Samples.interval("2023-02-03", "18:00-19:00");
        assertThat(interval.overlaps(Samples.interval("2023-02-03", "17:00-18:00"))).isFalse();
        assertThat(interval.overlaps(Samples.interval("2023-02-03", "19:00-20:00"))).isFalse();
        assertThat(interval.overlaps(Samples.interval("2023-02-03", "17:00-18:00:00.000000001")))
                .isTrue();
        assertThat(interval.overlaps(Samples.interval("2023-02-03", "18:59:59.999999999-20:00")))
                .isTrue();
        assertThat(interval.overlaps(Samples.interval("2023-02-03", "18:10-18:20"))).isTrue();
        assertThat(Samples.interval("2023-02-03", "18:10-18:20").overlaps(interval)).isTrue();
        assertThat(interval.overlaps(interval)).isTrue();
        assertThatThrownBy(() -> new Interval(interval.from(), interval.from()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void elapsed_time_is_not_altered_by_a_clock_change() {
        assertThat(Samples.interval("2023-03-25", "23:00-03:00").elapsed()).hasHours(3);
        assertThat(Samples.interval("2023-10-28", "23:00-03:00").elapsed()).hasHours(5);
    }
}
