package org.patrolledger.benchmarks.documents;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// Submissions of one period, as they are stored: canonical JSON, sorted by submission id, the same
/// for a seed on every machine.
///
/// Six of seven are engagements, most of these foot patrols of 10 to 45 minutes in the evening;
/// every field of the contract occurs. A body has about 520 bytes.
public final class Documents {
    private static final List<String> ACTIVITIES =
            List.of(
                    "foot-patrol",
                    "foot-patrol",
                    "foot-patrol",
                    "foot-patrol",
                    "foot-patrol",
                    "vehicle-patrol",
                    "cycle-patrol",
                    "safe-space",
                    "weapons-detection",
                    "event",
                    "community-meeting",
                    "school-visit",
                    "venue-visit",
                    "stall",
                    "online");
    private static final List<String> AUDIENCES =
            List.of(
                    "commuters",
                    "public",
                    "residents",
                    "students",
                    "women-and-girls",
                    "young-people");
    private static final List<String> THEMES =
            List.of("crime-prevention", "early-intervention", "problem-solving", "wellbeing");
    private static final List<String> CONCERNS =
            List.of(
                    "anti-social-behaviour",
                    "cctv",
                    "drugs",
                    "spiking",
                    "street-lighting",
                    "other");
    private static final List<String> ITEMS =
            List.of("bottle-tops", "leaflets", "personal-alarms", "spiking-test-kits");
    private static final List<String> CATEGORIES =
            List.of(
                    "anti-social-behaviour",
                    "drugs",
                    "other-theft",
                    "possession-of-weapons",
                    "public-order",
                    "robbery",
                    "shoplifting",
                    "theft-from-the-person",
                    "violent-crime");
    private static final List<String> DETECTED =
            List.of("cctv", "patrol", "public-report", "venue-report", "weapons-detection");
    private static final List<String> LEGISLATION =
            List.of(
                    "Misuse of Drugs Act 1971 (section 23)",
                    "Police and Criminal Evidence Act 1984 (section 1)");
    private static final List<String> OBJECTS =
            List.of(
                    "Article for use in theft",
                    "Controlled drugs",
                    "Offensive weapons",
                    "Stolen goods");
    private static final List<String> OUTCOMES =
            List.of(
                    "A no further action disposal",
                    "Caution (simple or conditional)",
                    "Community resolution");
    private static final List<String> AGES = List.of("10-17", "18-24", "25-34", "over 34");
    private static final List<String> WEAPONS =
            List.of("bladed-article", "bludgeon", "knife", "other");
    private static final List<String> POWERS =
            List.of("community-protection-warning", "dispersal", "fixed-penalty-notice");
    private static final List<String> NOTES =
            List.of(
                    "Quiet evening, spoke to door staff at three venues.",
                    "Two groups moved on from the car park; no further trouble. Lighting out by the steps.",
                    "Walked the route with the wardens \u2013 shopkeepers glad to see us.",
                    "Young people gathered near the caf\u00e9, friendly, given leaflets and advice.",
                    "Handed over to the night team at the taxi rank.");

    private final World world;
    private final Instant from;
    private final int seconds;
    private final long count;
    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder(1024);
    private long made;

    /// `count` documents of `world` in `period`.
    public Documents(World world, ReportingPeriod period, long count, long seed) {
        this(world, period.from(), period.to(), count, seed);
    }

    private Documents(World world, Instant from, Instant to, long count, long seed) {
        this.world = world;
        this.from = from;
        this.seconds = (int) ChronoUnit.SECONDS.between(from, to);
        this.count = count;
        this.random = new SplittableRandom(seed);
    }

    /// `count` documents of `world` on `day`.
    public static Documents ofDay(World world, OperationalDay day, long count, long seed) {
        return new Documents(world, day.start(), day.end(), count, seed);
    }

    /// A submission as it is stored.
    ///
    /// @param body canonical JSON
    public record Document(
            String id,
            Submission.Kind kind,
            String operation,
            Instant moment,
            Instant receivedAt,
            String body) {
        /// The document as the first revision of its submission.
        public Revision revision() {
            var submission = SubmissionReader.stored(kind, body);
            var received = receivedAt.truncatedTo(ChronoUnit.MILLIS);
            return new Revision(
                    submission,
                    body,
                    Digest.of(body),
                    1,
                    received,
                    received,
                    false,
                    Optional.empty(),
                    "sergeant-17",
                    submission.organisation(),
                    "request");
        }
    }

    /// Whether there are more.
    public boolean hasNext() {
        return made < count;
    }

    /// The next one.
    public Document next() {
        var id = id();
        made++;
        var operation = world.operations().get(random.nextInt(world.operations().size()));
        var place = World.place(operation, random.nextInt(world.places()));
        var organisation =
                World.ORGANISATIONS.get(
                        random.nextInt(4) > 0 ? 0 : random.nextInt(World.ORGANISATIONS.size()));
        var moment = from.plusSeconds(random.nextInt(seconds));
        text.setLength(0);
        boolean engagement = random.nextInt(7) > 0;
        var over = moment;
        if (engagement) {
            over = engagement(id, operation, place, organisation, moment);
        } else {
            incident(id, operation, place, organisation, moment);
        }
        // Most are sent the same night, some days later.
        long delay = random.nextInt(20) > 0 ? random.nextInt(40_000) : random.nextInt(900_000);
        return new Document(
                id,
                engagement ? Submission.Kind.ENGAGEMENT : Submission.Kind.INCIDENT,
                operation,
                moment,
                over.plusSeconds(delay).plusMillis(random.nextInt(1000)),
                text.toString());
    }

    /// Ids that rise, evenly spread over all there are, so that documents come sorted.
    private String id() {
        long step = Long.divideUnsigned(-1L, count);
        long high = step * made + random.nextLong(Math.max(1, step));
        var hex = hex(high) + hex(random.nextLong());
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }

    private static String hex(long value) {
        var digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private Instant engagement(
            String id, String operation, String place, String organisation, Instant start) {
        var activity = one(ACTIVITIES);
        boolean patrol = activity.endsWith("patrol");
        var end =
                start.plusSeconds(
                        patrol ? 600L + random.nextInt(2100) : 3600L * (1 + random.nextInt(7)));
        text.append("{\"activity\":\"").append(activity).append('"');
        choices("audiences", AUDIENCES, random.nextInt(3));
        if (random.nextInt(4) == 0) {
            text.append(",\"concerns\":[{\"category\":\"").append(one(CONCERNS)).append('"');
            if (random.nextBoolean()) {
                text.append(",\"note\":\"").append(one(NOTES)).append('"');
            }
            text.append("}]");
        }
        field("endedAt", end.toString());
        count("flashpointsPrevented", 12, 2);
        if (random.nextInt(5) == 0) {
            text.append(",\"itemsHandedOut\":");
            counts(ITEMS, 1 + random.nextInt(2), 40);
        }
        field("measuredBy", random.nextInt(3) == 0 ? "self-report" : "gps");
        if (random.nextInt(3) == 0) {
            field("note", one(NOTES));
        }
        if (activity.equals("online")) {
            count("onlineViews", 1, 5000);
        }
        field("operation", operation);
        field("organisation", organisation);
        if (random.nextInt(6) == 0) {
            choices("partners", World.ORGANISATIONS, 1);
        }
        text.append(",\"peopleEngaged\":{\"count\":").append(random.nextInt(40));
        field("method", random.nextInt(4) == 0 ? "estimated" : "counted");
        text.append('}');
        count("peopleSafeguarded", 10, 3);
        count("peopleScreened", 15, 300);
        field("place", place);
        text.append(",\"scheduled\":").append(random.nextBoolean());
        text.append(",\"staff\":");
        counts(List.of("officer", "pcso", "special", "volunteer"), 1 + random.nextInt(2), 4);
        field("startedAt", start.toString());
        field("submissionId", id);
        choices("themes", THEMES, random.nextInt(3));
        field("visibility", random.nextInt(10) == 0 ? "plain-clothes" : "uniform");
        text.append('}');
        return end;
    }

    private void incident(
            String id, String operation, String place, String organisation, Instant at) {
        text.append("{\"arrests\":").append(random.nextInt(3) / 2);
        field("category", one(CATEGORIES));
        field("detectedBy", one(DETECTED));
        count("flashpointsPrevented", 10, 2);
        if (random.nextInt(3) == 0) {
            field("note", one(NOTES));
        }
        field("occurredAt", at.toString());
        field("operation", operation);
        field("organisation", organisation);
        count("peopleSafeguarded", 10, 2);
        field("place", place);
        if (random.nextInt(4) == 0) {
            text.append(",\"powersUsed\":");
            counts(POWERS, 1, 3);
        }
        if (random.nextInt(3) == 0) {
            searches(1 + random.nextInt(2));
        }
        field("submissionId", id);
        if (random.nextInt(8) == 0) {
            text.append(",\"weaponsSeized\":[{\"count\":").append(1 + random.nextInt(2));
            field("kind", one(WEAPONS));
            text.append("}]");
        }
        text.append('}');
    }

    private void searches(int number) {
        text.append(",\"stopSearches\":[");
        for (int i = 0; i < number; i++) {
            text.append(i == 0 ? "{" : ",{")
                    .append("\"ageRange\":\"")
                    .append(one(AGES))
                    .append('"');
            field("gender", random.nextInt(5) == 0 ? "Female" : "Male");
            field("legislation", one(LEGISLATION));
            field("objectOfSearch", one(OBJECTS));
            field("outcome", one(OUTCOMES));
            field("type", "Person search");
            text.append('}');
        }
        text.append(']');
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void field(String name, String value) {
        text.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    /// One time in `odds`, a count from 1 to `most`.
    private void count(String name, int odds, int most) {
        if (random.nextInt(odds) == 0) {
            text.append(",\"").append(name).append("\":").append(1 + random.nextInt(most));
        }
    }

    /// `number` neighbours of a sorted list, as a list.
    private void choices(String name, List<String> values, int number) {
        if (number == 0) {
            return;
        }
        text.append(",\"").append(name).append("\":[");
        int first = random.nextInt(values.size() - number + 1);
        for (int i = 0; i < number; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(values.get(first + i)).append('"');
        }
        text.append(']');
    }

    /// `number` neighbours of a sorted list, each with a count.
    private void counts(List<String> values, int number, int most) {
        text.append('{');
        int first = random.nextInt(values.size() - number + 1);
        for (int i = 0; i < number; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(values.get(first + i)).append("\":");
            text.append(1 + random.nextInt(most));
        }
        text.append('}');
    }
}
