package org.patrolledger.formats.words;

import java.util.Locale;
import java.util.Map;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Status;

/// What measures, breakdowns and codes are called in English.
public final class Labels {
    /// Codes whose words are more than their letters with spaces between.
    private static final Map<String, String> WORDED =
            Map.ofEntries(
                    Map.entry("cctv", "CCTV"),
                    Map.entry("pcso", "PCSO"),
                    Map.entry("criminal-damage-arson", "Criminal damage and arson"),
                    Map.entry("hate", "Hate crime"),
                    Map.entry("spiking", "Drink spiking"),
                    Map.entry("women-and-girls", "Women and girls"));

    private Labels() {}

    public static String of(Measure measure) {
        return switch (measure) {
            case SUBMISSIONS -> "Submissions";
            case ENGAGEMENTS -> "Engagements";
            case INCIDENTS -> "Incidents";
            case PATROLS -> "Patrols";
            case PATROLS_OF_15_MINUTES -> "Patrols of 15 minutes or more";
            case PATROL_MINUTES -> "Patrol time";
            case PERSON_MINUTES -> "Person time";
            case PEOPLE_ENGAGED -> "People engaged";
            case PEOPLE_ENGAGED_ESTIMATED -> "People engaged, estimated";
            case PEOPLE_SCREENED -> "People screened";
            case PEOPLE_SAFEGUARDED -> "People safeguarded";
            case FLASHPOINTS_PREVENTED -> "Flashpoints prevented";
            case ITEMS_HANDED_OUT -> "Items handed out";
            case ONLINE_VIEWS -> "Online views";
            case CONCERNS_RAISED -> "Concerns raised";
            case ARRESTS -> "Arrests";
            case STOP_SEARCHES -> "Stop searches";
            case WEAPONS_SEIZED -> "Weapons seized";
            case POWERS_USED -> "Powers used";
        };
    }

    /// Whether it is a time, in minutes.
    public static boolean isTime(Measure measure) {
        return measure == Measure.PATROL_MINUTES || measure == Measure.PERSON_MINUTES;
    }

    public static String of(Breakdown breakdown) {
        return switch (breakdown) {
            case ACTIVITY -> "Engagements by activity";
            case CATEGORY -> "Incidents by category";
            case CONCERNS_RAISED -> "Concerns raised";
            case ITEMS_HANDED_OUT -> "Items handed out";
            case WEAPONS_SEIZED -> "Weapons seized";
            case POWERS_USED -> "Powers used";
            case THEME -> "Engagements by theme";
            case AUDIENCE -> "Engagements by audience";
            case ORGANISATION -> "Submissions by organisation";
            case STOP_SEARCHES_OBJECT -> "Stop searches by object of search";
            case STOP_SEARCHES_OUTCOME -> "Stop searches by outcome";
        };
    }

    public static String of(Status status) {
        return switch (status) {
            case PROVISIONAL -> "Provisional";
            case FINAL -> "Final";
        };
    }

    /// A code or slug in words: `foot-patrol` is `Foot patrol`. A text that is no code, such as an
    /// outcome of a search, stays as it is.
    public static String ofCode(String code) {
        var worded = WORDED.get(code);
        if (worded != null) {
            return worded;
        }
        if (code.isEmpty() || !code.equals(code.toLowerCase(Locale.ROOT))) {
            return code;
        }
        // "Anti-spiking" is one word
        int from = code.startsWith("anti-") ? "anti-".length() : 1;
        return code.substring(0, 1).toUpperCase(Locale.ROOT)
                + code.substring(1, from)
                + code.substring(from).replace('-', ' ');
    }
}
