package org.patrolledger.events.scenarios;

import static org.patrolledger.events.scenarios.Form.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Christmas town-centre patrols 2022/23: five towns, uniform and plain clothes, from early evening
/// until the bars and clubs have closed. The stated figures "so far in the season" (3 arrests, more
/// than a dozen people safeguarded, several flashpoints prevented) are [#outcomes].
final class ChristmasPatrolForms {
    private static final String OPERATION = "christmas-patrols";
    private static final String POLICE = "essex-police";
    private static final LocalDate FIRST_FRIDAY = LocalDate.of(2022, 11, 25);
    private static final int WEEKENDS = 6;

    private static final List<String> TOWNS =
            List.of(
                    "chelmsford-city-centre",
                    "colchester-town-centre",
                    "harlow-town-centre",
                    "grays-town-centre",
                    "basildon-town-centre");

    private static final List<String> STREET_NOTES =
            List.of(
                    "Works parties in good spirits, taxi rank busy from eleven.",
                    "Walked two people who had lost their friends to the rank.",
                    "Stayed at the station until the last train had left.",
                    "Cold night, crowds thinned by one.",
                    "Spoke with groups leaving restaurants about getting home.",
                    "Checked the car parks and the cut-through by the market.",
                    "Busy round the late venues, all calm.",
                    "Church steps and bus shelters checked for people on their own.");

    private static final List<String> VENUE_NOTES =
            List.of(
                    "Door staff briefed on drink spiking and whom to call.",
                    "Manager shown how the bottle toppers work, box left at the bar.",
                    "Ask for Angela posters put up in both toilets.",
                    "Venue agreed to keep people inside until their taxi is there.");

    private ChristmasPatrolForms() {}

    static List<Form> of(Dice dice) {
        List<Form> forms = new ArrayList<>();
        for (int weekend = 0; weekend < WEEKENDS; weekend++) {
            for (String town : TOWNS) {
                LocalDate friday = FIRST_FRIDAY.plusWeeks(weekend);
                night(forms, dice, town, friday);
                night(forms, dice, town, friday.plusDays(1));
                stall(forms, dice, town, friday.minusDays(weekend == 0 ? 0 : 1));
            }
        }
        // The last working days before Christmas, and New Year's Day.
        for (String town : TOWNS) {
            patrol(forms, dice, town, LocalDate.of(2022, 12, 22), "17:30", "01:30", "uniform");
            patrol(forms, dice, town, LocalDate.of(2023, 1, 1), "18:00", "23:00", "uniform");
        }
        forms.addAll(outcomes());
        return forms;
    }

    private static void night(List<Form> forms, Dice dice, String town, LocalDate day) {
        // One crew was called to another town that night; the shift stays without a report.
        if (town.equals("grays-town-centre") && day.equals(LocalDate.of(2022, 12, 9))) {
            return;
        }
        patrol(forms, dice, town, day, "17:00", "22:00", "uniform");
        patrol(forms, dice, town, day, "20:30", "00:30", "plain-clothes");
        patrol(forms, dice, town, day, "22:00", "03:00", "uniform");
        int start = clock("18:30") + dice.between(0, 18) * 300;
        Form visit =
                Form.engagement(
                                OPERATION,
                                POLICE,
                                town,
                                "venue-visit",
                                day,
                                start,
                                start + dice.between(4, 9) * 300)
                        .staff("officer", 2)
                        .engaged(dice.between(3, 14), "counted")
                        .with("visibility", "uniform")
                        .themes("crime-prevention")
                        .handedOut("bottle-topper", dice.between(4, 20) * 5);
        if (dice.chance(35)) {
            visit.audiences("taxi-drivers")
                    .note("Taxi firm visited: isolated passengers, and drivers' own safety.");
        } else {
            visit.audiences("venue-staff", "women-and-girls").note(dice.pick(VENUE_NOTES));
        }
        forms.add(visit);
    }

    private static void patrol(
            List<Form> forms,
            Dice dice,
            String town,
            LocalDate day,
            String from,
            String to,
            String visibility) {
        boolean plain = visibility.equals("plain-clothes");
        int start = clock(from) + dice.between(0, 6) * 300;
        int end = clock(to) - dice.between(0, 6) * 300;
        Form patrol =
                Form.engagement(OPERATION, POLICE, town, "foot-patrol", day, start, end)
                        .staff("officer", plain ? 2 : dice.between(2, 4))
                        .engaged(dice.around(plain ? 1 : 4, plain ? 8 : 24) * 5, "estimated")
                        .with("visibility", visibility)
                        .with("scheduled", true)
                        .with("measuredBy", plain ? "self-report" : "radio")
                        .audiences("public", "women-and-girls");
        if (!plain && dice.chance(40)) {
            patrol.staff("special", dice.between(1, 2));
        }
        if (!plain && dice.chance(35)) {
            patrol.partners(dice.pick("street-pastors", "council-community-safety"));
        }
        if (!plain && dice.chance(50)) {
            patrol.handedOut("keyring-torch", dice.between(2, 10) * 5);
        }
        if (dice.chance(12)) {
            concern(patrol, dice);
        }
        if (dice.chance(55)) {
            patrol.note(dice.pick(STREET_NOTES));
        }
        forms.add(patrol);
    }

    private static void concern(Form patrol, Dice dice) {
        switch (dice.between(0, 4)) {
            case 0 -> patrol.concern("street-lighting", "Walk to the car park badly lit.");
            case 1 -> patrol.concern("spiking", "Drink tasted odd, bar staff took the glass away.");
            case 2 -> patrol.concern("transport", "No taxis for an hour after closing time.");
            case 3 -> patrol.concern("harassment", "Bothered by the same person at two bars.");
            default -> patrol.concern("cctv", "No camera at the new taxi rank.");
        }
    }

    private static void stall(List<Form> forms, Dice dice, String town, LocalDate day) {
        forms.add(
                Form.engagement(
                                OPERATION,
                                POLICE,
                                town,
                                "stall",
                                day,
                                clock("16:00"),
                                clock("16:00") + dice.between(6, 12) * 600)
                        .staff("officer", 1)
                        .staff("pcso", 1)
                        .staff("partner", dice.between(1, 3))
                        .engaged(dice.between(8, 30) * 5, "estimated")
                        .with("visibility", "uniform")
                        .handedOut("bottle-topper", dice.between(6, 20) * 5)
                        .handedOut("keyring-torch", dice.between(6, 24) * 5)
                        .audiences("public", "women-and-girls", "students")
                        .themes("crime-prevention", "trust-and-confidence")
                        .partners("street-pastors", "council-community-safety")
                        .note("Anti-spiking bottle toppers and keyring torches handed out."));
    }

    /// 3 arrests, 16 people safeguarded and 6 flashpoints prevented in the season; one arrest was
    /// made on New Year's morning, which is still the night of 31 December.
    private static List<Form> outcomes() {
        return List.of(
                arrest("public-order", "colchester-town-centre", "2022-12-03", "23:40", "patrol"),
                arrest("violent-crime", "basildon-town-centre", "2022-12-16", "00:25", "cctv"),
                arrest("violent-crime", "chelmsford-city-centre", "2022-12-31", "01:40", "patrol"),
                safe("chelmsford-city-centre", "2022-11-26", "00:50", 1),
                safe("harlow-town-centre", "2022-11-26", "23:15", 1),
                safe("colchester-town-centre", "2022-12-02", "01:20", 2),
                safe("grays-town-centre", "2022-12-03", "22:35", 1),
                safe("basildon-town-centre", "2022-12-09", "23:55", 1),
                safe("chelmsford-city-centre", "2022-12-10", "02:10", 2),
                safe("harlow-town-centre", "2022-12-16", "00:40", 1),
                safe("colchester-town-centre", "2022-12-17", "01:45", 1),
                safe("chelmsford-city-centre", "2022-12-22", "22:50", 1),
                safe("basildon-town-centre", "2022-12-23", "00:15", 2),
                safe("grays-town-centre", "2022-12-30", "23:20", 1),
                safe("colchester-town-centre", "2022-12-31", "02:40", 2),
                flashpoint("grays-town-centre", "2022-11-25", "23:05"),
                flashpoint("colchester-town-centre", "2022-12-09", "00:35"),
                flashpoint("chelmsford-city-centre", "2022-12-16", "22:40"),
                flashpoint("harlow-town-centre", "2022-12-17", "00:05"),
                flashpoint("basildon-town-centre", "2022-12-23", "01:10"),
                flashpoint("chelmsford-city-centre", "2022-12-31", "00:20"),
                warned("harlow-town-centre", "2022-12-02", "21:30"),
                warned("basildon-town-centre", "2022-12-10", "22:15"),
                warned("grays-town-centre", "2022-12-17", "20:45"),
                warned("colchester-town-centre", "2022-12-23", "23:30"),
                warned("chelmsford-city-centre", "2023-01-01", "21:10"));
    }

    private static Form arrest(
            String category, String town, String day, String at, String detectedBy) {
        return incident(category, town, day, at)
                .with("detectedBy", detectedBy)
                .with("arrests", 1)
                .note("Drink-related, no one badly hurt.");
    }

    private static Form safe(String town, String day, String at, int people) {
        return incident("other-crime", town, day, at)
                .with("detectedBy", people == 2 ? "venue-report" : "patrol")
                .with("peopleSafeguarded", people)
                .note("On their own and unwell, stayed with until safely on the way home.");
    }

    private static Form flashpoint(String town, String day, String at) {
        return incident("public-order", town, day, at)
                .with("detectedBy", "patrol")
                .with("flashpointsPrevented", 1)
                .note("Drink-related argument calmed before it came to blows.");
    }

    private static Form warned(String town, String day, String at) {
        return incident("anti-social-behaviour", town, day, at)
                .with("detectedBy", "patrol")
                .power("informal-warning", 2);
    }

    private static Form incident(String category, String town, String day, String at) {
        return Form.incident(OPERATION, POLICE, town, category, LocalDate.parse(day), clock(at));
    }
}
