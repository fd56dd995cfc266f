package org.patrolledger.events.scenarios;

import static org.patrolledger.events.scenarios.Form.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Safe Space, summer 2022: zones to talk, report and get help on Friday and Saturday nights. The
/// Clacton shift changes place at 22:00, so each of its nights is two engagements.
final class SafeSpaceForms {
    private static final String OPERATION = "safe-space";
    private static final String POLICE = "essex-police";
    private static final String CHARITY = "open-road";
    private static final LocalDate FIRST_FRIDAY = LocalDate.of(2022, 7, 22);
    private static final int WEEKENDS = 6;

    /// The rain of one Saturday kept one zone shut.
    private static final LocalDate SHUT = LocalDate.of(2022, 8, 13);

    /// Some of what people report ends in an upgrade.
    private static final LocalDate UPGRADED = LocalDate.of(2022, 8, 19);

    private static final List<List<String>> CONCERNS =
            List.of(
                    List.of("street-lighting", "Path behind the amusements unlit after dusk."),
                    List.of("street-lighting", "Lamps on the steps to the beach out again."),
                    List.of("street-lighting", "Underpass to the station felt unsafe, too dark."),
                    List.of("cctv", "No camera sees the benches where people wait for taxis."),
                    List.of("cctv", "Camera on the top of the avenue hidden by bunting."),
                    List.of("harassment", "Followed from the pier to the taxi rank."),
                    List.of("harassment", "Comments from a group by the shelters."),
                    List.of(
                            "harassment",
                            "Touched in the queue of a bar, did not want to report it."),
                    List.of("spiking", "Felt much worse than two drinks would explain."),
                    List.of("drugs", "Dealing beside the public toilets."),
                    List.of("drugs", "Nitrous oxide canisters on the lower promenade."),
                    List.of("anti-social-behaviour", "Cars racing along the front after midnight."),
                    List.of("anti-social-behaviour", "Bottles thrown from the upper level."),
                    List.of("violence", "Fight outside the takeaway last weekend."),
                    List.of("transport", "No bus after half past eleven, a long walk home."),
                    List.of("exploitation", "Older people buying drinks for teenagers."));

    private static final List<String> NOTES =
            List.of(
                    "Steady flow of people, phones charged, water given out.",
                    "Two friends reunited after one lost her phone.",
                    "Wellbeing talk with a person worried about drinking, referral offered.",
                    "Family reunited with a child lost on the pier.",
                    "First aid for a twisted ankle, taxi called.",
                    "Busy after the fireworks, queue for a short time.",
                    "Cool evening, fewer people than the week before.",
                    "Many asked what happens with what they report.");

    private SafeSpaceForms() {}

    static List<Form> of(Dice dice) {
        List<Form> forms = new ArrayList<>();
        for (int weekend = 0; weekend < WEEKENDS; weekend++) {
            for (int night = 0; night < 2; night++) {
                LocalDate day = FIRST_FRIDAY.plusWeeks(weekend).plusDays(night);
                String reporter = night == 0 ? POLICE : CHARITY;
                int season = 100 + 6 * weekend + 15 * night;
                forms.add(
                        zone(
                                dice,
                                "clacton-pier-gap",
                                reporter,
                                day,
                                "18:00",
                                "22:00",
                                80 * season));
                forms.add(
                        zone(
                                dice,
                                "clacton-christmas-tree-island",
                                reporter,
                                day,
                                "22:00",
                                "02:00",
                                65 * season));
                forms.add(
                        zone(
                                dice,
                                "southend-safe-space",
                                POLICE,
                                day,
                                "18:00",
                                "02:00",
                                620 * season));
                forms.add(
                        zone(
                                dice,
                                "colchester-safe-space",
                                CHARITY,
                                day,
                                "19:00",
                                "03:00",
                                420 * season));
                if (!day.equals(SHUT)) {
                    forms.add(
                            zone(
                                    dice,
                                    "basildon-safe-space",
                                    POLICE,
                                    day,
                                    "19:00",
                                    "03:00",
                                    280 * season));
                }
                incidents(forms, dice, day);
            }
        }
        return forms;
    }

    private static Form zone(
            Dice dice,
            String place,
            String reporter,
            LocalDate day,
            String from,
            String to,
            int hundredths) {
        Form form =
                Form.engagement(
                                OPERATION,
                                reporter,
                                place,
                                "safe-space",
                                day,
                                clock(from),
                                clock(to))
                        .staff("officer", dice.between(1, 3))
                        .staff("pcso", dice.between(1, 2))
                        .staff("volunteer", dice.between(2, 5))
                        .staff("partner", 2)
                        .engaged(hundredths * dice.between(92, 106) / 100_000 * 10, "estimated")
                        .with("visibility", "uniform")
                        .with("scheduled", true)
                        .audiences("public", "women-and-girls", "young-people")
                        .themes("wellbeing", "trust-and-confidence")
                        .partners(reporter.equals(POLICE) ? CHARITY : POLICE);
        if (dice.chance(40)) {
            form.with("peopleSafeguarded", dice.between(1, 3));
        }
        for (List<String> concern : dice.shuffled(CONCERNS).subList(0, dice.between(0, 3))) {
            form.concern(concern.get(0), concern.get(1));
        }
        if (dice.chance(60)) {
            form.handedOut("water-bottle", dice.between(2, 12) * 5);
        }
        if (dice.chance(50)) {
            form.handedOut("bottle-topper", dice.between(2, 10) * 5);
        }
        if (dice.chance(70)) {
            form.note(dice.pick(NOTES));
        }
        if (place.equals("clacton-pier-gap") && day.equals(UPGRADED)) {
            form.note("The lamps on the steps work again after last month's reports.");
        }
        return form;
    }

    private static void incidents(List<Form> forms, Dice dice, LocalDate day) {
        String zone =
                dice.pick("southend-safe-space", "colchester-safe-space", "basildon-safe-space");
        if (!day.equals(SHUT)) {
            forms.add(
                    incident("other-crime", zone, day, dice.around(clock("21:00"), clock("02:30")))
                            .with("detectedBy", "public-report")
                            .with("peopleSafeguarded", 1)
                            .note(
                                    "Felt unwell after one drink, looked after until a friend came."));
        }
        if (dice.chance(50)) {
            forms.add(
                    incident(
                                    "anti-social-behaviour",
                                    "clacton-pier-gap",
                                    day,
                                    dice.around(clock("18:30"), clock("21:45")))
                            .with("detectedBy", "patrol")
                            .power("informal-warning", dice.between(1, 3))
                            .note("Group with open cans warned, cans handed over."));
        }
        if (dice.chance(40)) {
            forms.add(
                    incident(
                                    "public-order",
                                    "clacton-christmas-tree-island",
                                    day,
                                    dice.around(clock("22:15"), clock("01:55")))
                            .with("detectedBy", "partner-report")
                            .with("flashpointsPrevented", 1)
                            .note(
                                    "Argument at the top of the avenue calmed before it came to blows."));
        }
    }

    private static Form incident(String category, String place, LocalDate day, int at) {
        return Form.incident(OPERATION, POLICE, place, category, day, at - at % 60);
    }
}
