package org.patrolledger.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Activity;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.domain.submission.ConcernCategory;
import org.patrolledger.domain.submission.CountMethod;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Incident;
import org.patrolledger.domain.submission.IncidentCategory;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Role;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.WeaponKind;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;

/// Submissions for tests: read from one line of text each, or made at random from a seed.
///
/// A line is words apart by spaces. The first one is an activity or an incident's category, `at=`
/// is a start and an end (`18:00-18:20`) or a moment, as UK wall-clock time of operational day
/// `on=` (or UTC instants in full), and the others set a field: `staff=officer:2,pcso:1`
/// `engaged=5` `engaged=~5` (estimated) `items=torch:3` `themes=…` `searches=Drugs/Arrest`.
public final class Samples {
    private static final String DAY = "2023-02-03";

    private Samples() {}

    /// The submission that `line` tells.
    public static Submission submission(String line) {
        var words = new LinkedHashMap<String, String>();
        var all = line.strip().split(" +");
        for (int i = 1; i < all.length; i++) {
            var parts = all[i].split("=", 2);
            words.put(parts[0], parts[1]);
        }
        boolean engagement = find(Activity.values(), all[0]).isPresent();
        var at = words.getOrDefault("at", engagement ? "12:00-13:00" : "12:00");
        var id =
                Optional.ofNullable(words.get("id"))
                        .map(SubmissionId::new)
                        .orElseGet(() -> id(new Random(line.hashCode())));
        var operation = new OperationId(words.getOrDefault("operation", "grip"));
        var place = new PlaceId(words.getOrDefault("place", "harlow-town"));
        var organisation = new OrganisationId(words.getOrDefault("by", "essex-police"));
        var day = words.getOrDefault("on", DAY);
        if (engagement) {
            var engaged = words.getOrDefault("engaged", "0");
            return new Engagement(
                    id,
                    operation,
                    place,
                    organisation,
                    interval(day, at),
                    find(Activity.values(), all[0]).orElseThrow(),
                    counts(words.getOrDefault("staff", "officer:1"), of(Role.values())),
                    new Engagement.PeopleEngaged(
                            Integer.parseInt(engaged.replace("~", "")),
                            engaged.startsWith("~") ? CountMethod.ESTIMATED : CountMethod.COUNTED),
                    number(words, "screened"),
                    number(words, "safeguarded"),
                    number(words, "flashpoints"),
                    number(words, "views"),
                    counts(words.getOrDefault("items", ""), Function.identity()),
                    Set.copyOf(list(words, "audiences", of(Audience.values()))),
                    Set.copyOf(list(words, "themes", of(Theme.values()))),
                    list(words, "concerns", of(ConcernCategory.values())),
                    Set.copyOf(list(words, "priorities", PriorityId::new)));
        }
        return new Incident(
                id,
                operation,
                place,
                organisation,
                moment(day, at, false),
                find(IncidentCategory.values(), all[0]),
                number(words, "arrests"),
                number(words, "safeguarded"),
                number(words, "flashpoints"),
                list(words, "searches", Samples::search),
                counts(words.getOrDefault("weapons", ""), of(WeaponKind.values())),
                counts(words.getOrDefault("powers", ""), of(Power.values())),
                Set.copyOf(list(words, "priorities", PriorityId::new)));
    }

    public static Engagement engagement(String line) {
        return (Engagement) submission(line);
    }

    /// A first revision of `submission`, received as soon as it was over.
    public static CountedRevision counted(Submission submission) {
        return revision(submission).counted();
    }

    public static CountedRevision counted(
            Submission submission,
            int number,
            Instant firstReceivedAt,
            Instant receivedAt,
            boolean withdrawn) {
        return revision(submission, number, firstReceivedAt, receivedAt, withdrawn).counted();
    }

    public static Revision revision(Submission submission) {
        return revision(submission, 1, submission.over(), submission.over(), false);
    }

    public static Revision revision(
            Submission submission,
            int number,
            Instant firstReceivedAt,
            Instant receivedAt,
            boolean withdrawn) {
        var body = submission + " as " + number;
        return new Revision(
                submission,
                body,
                Digest.of(body),
                number,
                receivedAt,
                firstReceivedAt,
                withdrawn,
                number == 1 ? Optional.empty() : Optional.of("a slip"),
                "a-form",
                submission.organisation(),
                "request-" + number);
    }

    /// An interval on operational day `day`: `18:00-02:00` by the UK clock, an hour before 06:00
    /// (or an end not after the start) being that of the following morning; or two instants in
    /// full, a slash between.
    public static Interval interval(String day, String at) {
        if (at.contains("/")) {
            var ends = at.split("/");
            return new Interval(Instant.parse(ends[0]), Instant.parse(ends[1]));
        }
        var ends = at.split("-");
        var from = moment(day, ends[0], false);
        var to = moment(day, ends[1], false);
        return new Interval(from, to.isAfter(from) ? to : moment(day, ends[1], true));
    }

    private static Instant moment(String day, String at, boolean morning) {
        if (at.endsWith("Z")) {
            return Instant.parse(at);
        }
        var time = LocalTime.parse(at);
        var date = OperationalDay.parse(day).date();
        return (morning || time.getHour() < 6 ? date.plusDays(1) : date)
                .atTime(time)
                .atZone(OperationalDay.ZONE)
                .toInstant();
    }

    private static long number(Map<String, String> words, String key) {
        return Long.parseLong(words.getOrDefault(key, "0"));
    }

    private static Incident.StopSearch search(String text) {
        var parts = text.replace('_', ' ').split("/");
        return search(parts[0], parts[1]);
    }

    /// `engagement` made of other collections.
    public static Engagement made(
            Engagement engagement,
            Map<Role, Integer> staff,
            Set<Audience> audiences,
            Set<Theme> themes) {
        return new Engagement(
                engagement.id(),
                engagement.operation(),
                engagement.place(),
                engagement.organisation(),
                engagement.time(),
                engagement.activity(),
                staff,
                engagement.engaged(),
                engagement.screened(),
                engagement.safeguarded(),
                engagement.flashpoints(),
                engagement.onlineViews(),
                engagement.items(),
                audiences,
                themes,
                engagement.concerns(),
                engagement.priorities());
    }

    /// A stop search of which nothing else is recorded.
    public static Incident.StopSearch search(String objectOfSearch, String outcome) {
        return new Incident.StopSearch(
                Optional.empty(),
                Optional.of(objectOfSearch),
                Optional.of(outcome),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static <K> Map<K, Integer> counts(String text, Function<String, K> key) {
        return Stream.of(text.split(","))
                .filter(it -> !it.isEmpty())
                .map(it -> it.split(":"))
                .collect(Collectors.toMap(it -> key.apply(it[0]), it -> Integer.valueOf(it[1])));
    }

    private static <V> List<V> list(Map<String, String> words, String key, Function<String, V> of) {
        return Stream.of(words.getOrDefault(key, "").split(","))
                .filter(it -> !it.isEmpty())
                .map(of)
                .toList();
    }

    private static <C extends Coded> Function<String, C> of(C[] values) {
        return code -> find(values, code).orElseThrow();
    }

    private static <C extends Coded> Optional<C> find(C[] values, String code) {
        return Stream.of(values).filter(value -> value.code().equals(code)).findFirst();
    }

    /// A random id.
    public static SubmissionId id(Random random) {
        return SubmissionId.of(new UUID(random.nextLong(), random.nextLong()));
    }

    /// A random submission of `operation` that begins from `from` to before `to`.
    public static Submission random(
            Random random, OperationId operation, List<PlaceId> places, Instant from, Instant to) {
        var begins =
                from.plusSeconds(random.nextLong(to.getEpochSecond() - from.getEpochSecond()))
                        .plusNanos(random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0);
        var place = places.get(random.nextInt(places.size()));
        var organisation = new OrganisationId(pick(random, "essex-police", "open-road", "pastors"));
        if (random.nextInt(3) == 0) {
            return new Incident(
                    id(random),
                    operation,
                    place,
                    organisation,
                    begins,
                    Optional.of(pick(random, IncidentCategory.values())),
                    random.nextInt(3),
                    random.nextInt(2),
                    random.nextInt(2),
                    some(
                            random,
                            3,
                            () ->
                                    search(
                                            pick(random, "Drugs", "Offensive weapons"),
                                            pick(random, "Arrest", "Community resolution"))),
                    someCounts(random, WeaponKind.values()),
                    someCounts(random, Power.values()),
                    Set.of());
        }
        return new Engagement(
                id(random),
                operation,
                place,
                organisation,
                new Interval(begins, begins.plusMillis(1 + random.nextLong(6 * 3_600_000))),
                pick(random, Activity.values()),
                Map.of(Role.OFFICER, 1 + random.nextInt(4), Role.PCSO, random.nextInt(3)),
                new Engagement.PeopleEngaged(
                        random.nextInt(200), pick(random, CountMethod.values())),
                random.nextInt(50),
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(2000),
                Map.of("torch", random.nextInt(9), "bottle-topper", random.nextInt(9)),
                Set.copyOf(some(random, 3, () -> pick(random, Audience.values()))),
                Set.copyOf(some(random, 3, () -> pick(random, Theme.values()))),
                some(random, 3, () -> pick(random, ConcernCategory.values())),
                Set.of());
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> List<T> some(Random random, int most, Supplier<T> one) {
        var list = new ArrayList<T>();
        int size = random.nextInt(most + 1);
        for (int i = 0; i < size; i++) {
            list.add(one.get());
        }
        return list;
    }

    private static <K extends Enum<K>> Map<K, Integer> someCounts(Random random, K[] keys) {
        var counts = new LinkedHashMap<K, Integer>();
        some(random, 2, () -> pick(random, keys)).forEach(it -> counts.put(it, random.nextInt(4)));
        return counts;
    }
}
