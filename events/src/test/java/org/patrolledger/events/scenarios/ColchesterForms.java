package org.patrolledger.events.scenarios;

import static org.patrolledger.events.scenarios.Form.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The Colchester Community Safety Partnership in February 2023, and Operation Henderson, its work
/// on child exploitation on public transport. Two organisations report: the council and the police.
final class ColchesterForms {
    private static final String COUNCIL = "colchester-borough-council";
    private static final String POLICE = "essex-police";
    private static final String ORGANISED_CRIME = "organised-crime";
    private static final String ANTISOCIAL = "antisocial-behaviour";
    private static final String DOMESTIC_ABUSE = "domestic-abuse";
    private static final LocalDate MONDAY = LocalDate.of(2023, 1, 30);
    private static final LocalDate HENDERSON = LocalDate.of(2023, 2, 13);

    private static final List<List<String>> FEARS =
            List.of(
                    List.of("violence", "Would not walk through the centre after ten."),
                    List.of("street-lighting", "Path by the castle wall felt unsafe at dusk."),
                    List.of("anti-social-behaviour", "Groups by the war memorial put people off."),
                    List.of("drugs", "Needles found in the churchyard."),
                    List.of("gangs", "Afraid of a gang heard of online, none seen."),
                    List.of("hate", "Shouted at on the bus for speaking another language."),
                    List.of("harassment", "Avoids one street because of comments."),
                    List.of("spiking", "Friends now hold each other's drinks."),
                    List.of("cctv", "Asked for a camera at the new crossing."));

    private ColchesterForms() {}

    static List<Form> partnership(Dice dice) {
        List<Form> forms = new ArrayList<>();
        for (int week = 0; week < 5; week++) {
            LocalDate monday = MONDAY.plusWeeks(week);
            // The fear-of-crime survey; the stall stayed away on one Saturday.
            if (week != 3) {
                forms.add(survey(dice, monday.plusDays(5)));
            }
            forms.add(wardens(dice, "colchester-greenstead", monday.plusDays(1)));
            forms.add(wardens(dice, "colchester-new-town", monday.plusDays(3)));
            forms.add(jointPatrol(dice, monday.plusDays(4)));
            forms.add(campaign(dice, monday.plusDays(2), week));
            forms.add(warned(dice, monday.plusDays(4)));
        }
        forms.add(
                at(
                                "colchester-csp",
                                COUNCIL,
                                "colchester-town-hall",
                                "community-meeting",
                                MONDAY,
                                "14:00",
                                "16:00")
                        .staff("officer", 2)
                        .staff("partner", 14)
                        .engaged(17, "counted")
                        .audiences("residents", "businesses")
                        .themes("problem-solving")
                        .partners(
                                "essex-fire-and-rescue",
                                "probation",
                                "nhs",
                                "crimestoppers",
                                "neighbourhood-watch")
                        .priorities(ANTISOCIAL, DOMESTIC_ABUSE, ORGANISED_CRIME)
                        .note("Partnership meeting: the three priorities of the year reviewed."));
        forms.add(
                at(
                                "colchester-csp",
                                COUNCIL,
                                "colchester-town-hall",
                                "community-meeting",
                                MONDAY.plusDays(28),
                                "14:00",
                                "15:45")
                        .staff("officer", 1)
                        .staff("partner", 12)
                        .engaged(15, "counted")
                        .audiences("residents", "businesses")
                        .themes("problem-solving")
                        .partners(
                                "essex-fire-and-rescue",
                                "probation",
                                "nhs",
                                "crimestoppers",
                                "neighbourhood-watch")
                        .priorities(ANTISOCIAL, DOMESTIC_ABUSE, ORGANISED_CRIME)
                        .note("Partnership meeting: survey set against recorded crime."));
        forms.add(
                at(
                                "colchester-csp",
                                POLICE,
                                "colchester-town-hall",
                                "event",
                                MONDAY.plusDays(16),
                                "09:30",
                                "12:30")
                        .staff("officer", 1)
                        .staff("partner", 5)
                        .engaged(42, "counted")
                        .audiences("businesses", "venue-staff", "women-and-girls")
                        .themes("early-intervention", "crime-prevention")
                        .partners("domestic-abuse-charity")
                        .priorities(DOMESTIC_ABUSE)
                        .note("Training for employers on domestic abuse and coercive control."));
        return forms;
    }

    private static Form survey(Dice dice, LocalDate saturday) {
        Form stall =
                at(
                                "colchester-csp",
                                COUNCIL,
                                "colchester-shopping-centre",
                                "survey",
                                saturday,
                                "10:00",
                                "16:00")
                        .staff("warden", 2)
                        .staff("pcso", 1)
                        .staff("volunteer", dice.between(1, 3))
                        .engaged(dice.between(64, 130), "counted")
                        .with("scheduled", true)
                        .audiences("public", "residents", "older-residents")
                        .themes("trust-and-confidence", "problem-solving")
                        .partners("neighbourhood-watch", "crimestoppers")
                        .handedOut("survey-card", dice.between(14, 30) * 5)
                        .note("Fear-of-crime survey: which crimes people fear, and where.");
        for (List<String> fear : dice.shuffled(FEARS).subList(0, dice.between(3, 6))) {
            stall.concern(fear.get(0), fear.get(1));
        }
        return stall;
    }

    private static Form wardens(Dice dice, String place, LocalDate day) {
        return at("colchester-csp", COUNCIL, place, "foot-patrol", day, "15:30", "18:00")
                .staff("warden", 2)
                .engaged(dice.between(6, 24), "counted")
                .with("visibility", "uniform")
                .audiences("residents", "young-people")
                .themes("early-intervention")
                .priorities(ANTISOCIAL);
    }

    /// Police and wardens together in the High Street, which is also one of Operation Grip's
    /// hotspots: time both operations spend there is covered once in the figures of all operations.
    private static Form jointPatrol(Dice dice, LocalDate friday) {
        return at(
                        "colchester-csp",
                        POLICE,
                        "colchester-high-street",
                        "foot-patrol",
                        friday,
                        "19:00",
                        "22:30")
                .staff("officer", 2)
                .staff("warden", 2)
                .engaged(dice.between(20, 60), "counted")
                .with("visibility", "uniform")
                .audiences("public", "venue-staff")
                .themes("crime-prevention")
                .priorities(ANTISOCIAL, ORGANISED_CRIME);
    }

    private static Form campaign(Dice dice, LocalDate day, int week) {
        List<String> films =
                List.of(
                        "Staying safe at night: plan the way home.",
                        "Staying safe at night: look out for your friends.",
                        "Staying safe at night: what to do if a drink is spiked.",
                        "Staying safe at night: help points and safe venues.",
                        "Staying safe at night: how to report, also without a name.");
        return at("colchester-csp", COUNCIL, "colchester-online", "online", day, "17:00", "17:30")
                .staff("partner", 1)
                .with("onlineViews", dice.between(2_400, 9_800))
                .audiences("women-and-girls", "students", "public")
                .themes("crime-prevention")
                .priorities(DOMESTIC_ABUSE)
                .note(films.get(week));
    }

    private static Form warned(Dice dice, LocalDate friday) {
        return Form.incident(
                        "colchester-csp",
                        POLICE,
                        "colchester-high-street",
                        "anti-social-behaviour",
                        friday,
                        dice.around(clock("19:15"), clock("22:15")) / 60 * 60)
                .with("detectedBy", "patrol")
                .power("informal-warning", dice.between(1, 3))
                .priorities(ANTISOCIAL);
    }

    static List<Form> henderson(Dice dice) {
        List<Form> forms = new ArrayList<>();
        for (int week = 0; week < 2; week++) {
            LocalDate monday = HENDERSON.plusWeeks(week);
            for (int day : List.of(0, 2, 4)) {
                forms.add(awareness(dice, "colchester-station", monday.plusDays(day)));
                forms.add(awareness(dice, "colchester-bus-station", monday.plusDays(day)));
            }
            forms.add(awareness(dice, "colchester-town-station", monday.plusDays(1)));
            forms.add(briefing(dice, "colchester-bus-station", monday.plusDays(1)));
        }
        forms.add(
                exploited("colchester-station", HENDERSON.plusDays(2), "17:40")
                        .note("Child far from home with two phones, made safe, referral sent."));
        forms.add(
                exploited("colchester-bus-station", HENDERSON.plusDays(11), "16:55")
                        .note("Driver recognised the signs from the briefing, child made safe."));
        forms.add(
                Form.incident(
                                "henderson",
                                POLICE,
                                "colchester-town-station",
                                "drugs",
                                HENDERSON.plusDays(8),
                                clock("16:20"))
                        .with("detectedBy", "partner-report")
                        .with("arrests", 1)
                        .note("Adult travelling with a child, arrested on suspicion of supply."));
        return forms;
    }

    private static Form awareness(Dice dice, String place, LocalDate day) {
        int start = clock("15:00") + dice.between(0, 4) * 900;
        Form form =
                Form.engagement(
                                "henderson",
                                place.equals("colchester-station") ? POLICE : COUNCIL,
                                place,
                                place.equals("colchester-town-station") ? "event" : "stall",
                                day,
                                start,
                                start + dice.between(8, 14) * 900)
                        .staff("officer", 1)
                        .staff("warden", 1)
                        .staff("partner", dice.between(1, 3))
                        .engaged(dice.between(20, 90), "counted")
                        .audiences("commuters", "young-people", "school-pupils")
                        .themes("early-intervention", "crime-prevention")
                        .partners("british-transport-police", "crimestoppers")
                        .handedOut("awareness-card", dice.between(6, 24) * 5);
        if (dice.chance(40)) {
            form.concern("exploitation", "Same adult seen meeting different children off trains.");
        }
        if (dice.chance(50)) {
            form.note("How to spot a child who is being exploited, and whom to tell.");
        }
        return form;
    }

    private static Form briefing(Dice dice, String place, LocalDate day) {
        return at("henderson", COUNCIL, place, "venue-visit", day, "10:00", "11:00")
                .staff("partner", 2)
                .engaged(dice.between(9, 22), "counted")
                .audiences("taxi-drivers", "businesses")
                .themes("early-intervention")
                .note("Briefing for bus and taxi drivers on the signs of exploitation.");
    }

    private static Form exploited(String place, LocalDate day, String at) {
        return Form.incident("henderson", POLICE, place, "other-crime", day, clock(at))
                .with("detectedBy", "partner-report")
                .with("peopleSafeguarded", 1);
    }

    private static Form at(
            String operation,
            String organisation,
            String place,
            String activity,
            LocalDate day,
            String from,
            String to) {
        return Form.engagement(
                operation, organisation, place, activity, day, clock(from), clock(to));
    }
}
