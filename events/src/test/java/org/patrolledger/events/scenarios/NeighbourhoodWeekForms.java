package org.patrolledger.events.scenarios;

import static org.patrolledger.events.scenarios.Form.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Neighbourhood Policing Week, 23 to 29 January 2023: more than 90 events and operations, in every
/// one of the 14 districts, for groups from primary school pupils to residents of retirement homes.
final class NeighbourhoodWeekForms {
    private static final String OPERATION = "neighbourhood-policing-week";
    private static final String POLICE = "essex-police";
    private static final LocalDate MONDAY = LocalDate.of(2023, 1, 23);

    private static final List<String> DISTRICTS =
            List.of(
                    "basildon",
                    "braintree",
                    "brentwood",
                    "castle-point",
                    "chelmsford",
                    "colchester",
                    "epping-forest",
                    "harlow",
                    "maldon",
                    "rochford",
                    "tendring",
                    "uttlesford",
                    "southend",
                    "thurrock");

    private static final List<List<String>> NEIGHBOURHOOD_CONCERNS =
            List.of(
                    List.of("anti-social-behaviour", "Off-road bikes on the playing field."),
                    List.of("anti-social-behaviour", "Groups drinking in the bus shelter."),
                    List.of("anti-social-behaviour", "Fires lit in the underpass."),
                    List.of("street-lighting", "Alley to the shops dark since the autumn."),
                    List.of("cctv", "Camera at the parade has not worked for weeks."),
                    List.of("drugs", "Cars stopping for a minute by the garages."),
                    List.of("transport", "Speeding past the school at home time."),
                    List.of("hate", "Graffiti on a shutter, removed the same day."));

    private NeighbourhoodWeekForms() {}

    static List<Form> of(Dice dice) {
        List<Form> forms = new ArrayList<>();
        for (String district : DISTRICTS) {
            schools(forms, dice, district);
            neighbourhoods(forms, dice, district);
            retirementHome(forms, dice, district);
            hotspotIncident(forms, dice, district);
        }
        forms.addAll(named());
        forms.addAll(online());
        return forms;
    }

    private static void schools(List<Form> forms, Dice dice, String district) {
        forms.add(
                event(dice, district + "-schools", "school-visit", weekday(dice), "09:30", "11:00")
                        .staff("officer", 1)
                        .staff("pcso", 1)
                        .engaged(dice.between(24, 62), "counted")
                        .audiences("school-pupils")
                        .themes("early-intervention", "trust-and-confidence")
                        .note(
                                dice.pick(
                                        "Primary school: who helps us, and a look inside the car.",
                                        "Primary school: crossing the road and calling for help.",
                                        "Primary school assembly, many questions about police dogs.")));
        forms.add(
                event(dice, district + "-schools", "school-visit", weekday(dice), "13:00", "14:30")
                        .staff("officer", 2)
                        .engaged(dice.between(16, 36) * 5, "estimated")
                        .audiences("school-pupils", "young-people")
                        .themes("early-intervention", dice.pick("crime-prevention", "wellbeing"))
                        .note(
                                dice.pick(
                                        "Secondary school: knife crime, and what carrying one leads to.",
                                        "Secondary school: staying safe online.",
                                        "Secondary school: peer pressure and gangs.")));
    }

    private static void neighbourhoods(List<Form> forms, Dice dice, String district) {
        String place = district + "-neighbourhoods";
        List<String> concern = dice.pick(NEIGHBOURHOOD_CONCERNS);
        forms.add(
                event(dice, place, "foot-patrol", weekday(dice), "16:00", "18:30")
                        .staff("officer", 2)
                        .staff("pcso", dice.between(1, 2))
                        .engaged(dice.between(8, 40), "counted")
                        .audiences("residents", "young-people")
                        .themes("problem-solving")
                        .concern(concern.get(0), concern.get(1))
                        .note("Operation at the district's hotspot for anti-social behaviour."));
        forms.add(
                event(dice, place, "community-meeting", weekday(dice), "18:30", "20:00")
                        .staff("officer", 1)
                        .staff("partner", dice.between(1, 4))
                        .engaged(dice.between(9, 34), "counted")
                        .audiences("residents", "businesses")
                        .themes("problem-solving", "trust-and-confidence")
                        .note("Street meeting on local priorities."));
        String item = dice.pick("bike-mark", "purse-bell", "window-alarm", "shed-alarm");
        forms.add(
                event(dice, place, "stall", dice.between(3, 6), "10:00", "13:00")
                        .staff("pcso", 2)
                        .staff("volunteer", dice.between(1, 2))
                        .engaged(dice.between(6, 22) * 5, "estimated")
                        .audiences("public", "residents")
                        .themes("crime-prevention")
                        .handedOut(item, dice.between(3, 14) * 5)
                        .note("Crime-prevention stall outside the shops."));
    }

    private static void retirementHome(List<Form> forms, Dice dice, String district) {
        forms.add(
                event(
                                dice,
                                district + "-retirement-homes",
                                "event",
                                weekday(dice),
                                "10:30",
                                "12:00")
                        .staff("pcso", 1)
                        .staff(dice.chance(50) ? "volunteer" : "special", 1)
                        .engaged(dice.between(8, 28), "counted")
                        .audiences("older-residents")
                        .themes("wellbeing", "crime-prevention")
                        .note(
                                dice.pick(
                                        "Tea and a talk about doorstep callers and courier fraud.",
                                        "Talk about scam calls, leaflets in large print.",
                                        "Quiz morning, and how to reach the neighbourhood team.")));
    }

    private static void hotspotIncident(List<Form> forms, Dice dice, String district) {
        Form incident =
                Form.incident(
                                OPERATION,
                                POLICE,
                                district + "-neighbourhoods",
                                "anti-social-behaviour",
                                MONDAY.plusDays(weekday(dice)),
                                dice.around(clock("15:30"), clock("20:30")) / 60 * 60)
                        .with("detectedBy", "patrol")
                        .power("informal-warning", dice.between(1, 3));
        if (dice.chance(30)) {
            incident.power("community-protection-warning", 1);
        }
        forms.add(incident);
    }

    /// What the public statement names.
    private static List<Form> named() {
        return List.of(
                at("basildon-and-laindon-youth", "event", 2, "17:00", "19:00")
                        .staff("officer", 2)
                        .staff("partner", 3)
                        .engaged(26, "counted")
                        .audiences("women-and-girls", "young-people")
                        .themes("early-intervention", "wellbeing")
                        .partners("basildon-youth-charity")
                        .note("Self-defence class for girls of 11 to 16 with a youth charity."),
                at("south-essex-college-southend", "weapons-detection", 1, "08:30", "12:30")
                        .staff("officer", 6)
                        .staff("pcso", 2)
                        .staff("partner", 4)
                        .engaged(180, "estimated")
                        .with("peopleScreened", 640)
                        .audiences("students", "young-people")
                        .themes("crime-prevention", "trust-and-confidence")
                        .partners("south-essex-college")
                        .note("Joint operation with the college, arch at the main doors."),
                at("south-essex-college-southend", "stall", 1, "12:30", "14:00")
                        .staff("officer", 2)
                        .staff("partner", 2)
                        .engaged(95, "estimated")
                        .audiences("students")
                        .themes("wellbeing")
                        .partners("south-essex-college")
                        .note("Drop-in after the operation, careers and wellbeing."),
                at("loughton-station", "event", 3, "16:30", "20:00")
                        .staff("officer", 3)
                        .staff("partner", 2)
                        .engaged(220, "estimated")
                        .audiences("women-and-girls", "commuters")
                        .themes("trust-and-confidence", "problem-solving")
                        .partners("british-transport-police")
                        .handedOut("personal-alarm", 120)
                        .concern("street-lighting", "Station car park dark at the far end.")
                        .concern("harassment", "Stared at and followed along the platform.")
                        .note("Women's safety at the tube station, routes home walked together."),
                at("canvey-island", "foot-patrol", 4, "17:00", "21:00")
                        .staff("officer", 4)
                        .staff("pcso", 2)
                        .staff("special", 2)
                        .engaged(75, "estimated")
                        .audiences("residents", "young-people")
                        .themes("problem-solving")
                        .note("Operation at the island's hotspots for anti-social behaviour."),
                at("canvey-island", "community-meeting", 5, "11:00", "12:30")
                        .staff("officer", 1)
                        .staff("pcso", 1)
                        .engaged(31, "counted")
                        .audiences("residents")
                        .themes("trust-and-confidence")
                        .note("Coffee morning with the island's team."),
                at("colchester-neighbourhoods", "cycle-patrol", 4, "15:00", "18:00")
                        .staff("officer", 2)
                        .engaged(38, "counted")
                        .audiences("residents", "students")
                        .themes("problem-solving")
                        .note("Cycle patrol of the paths residents named in the meeting."),
                at("chelmsford-neighbourhoods", "event", 6, "10:00", "15:00")
                        .staff("officer", 3)
                        .staff("special", 4)
                        .staff("volunteer", 6)
                        .engaged(340, "estimated")
                        .audiences("public", "young-people")
                        .themes("trust-and-confidence")
                        .note("Open day with cadets, dogs and a marked car."),
                at("uttlesford-neighbourhoods", "venue-visit", 3, "19:00", "21:00")
                        .staff("officer", 2)
                        .engaged(17, "counted")
                        .audiences("venue-staff")
                        .themes("crime-prevention")
                        .note("Rural pubs: theft from car parks, and whom to call."));
    }

    private static List<Form> online() {
        return List.of(
                at("essex-police-online", "online", 0, "09:00", "09:30")
                        .staff("officer", 1)
                        .with("onlineViews", 48_210)
                        .audiences("public")
                        .themes("trust-and-confidence")
                        .note("Opening film of the week: meet your neighbourhood team."),
                at("essex-police-online", "online", 3, "12:00", "12:30")
                        .staff("officer", 1)
                        .with("onlineViews", 3_312_450)
                        .audiences("public")
                        .themes("trust-and-confidence")
                        .note("Video of a pursuit; views as counted at the end of the week."),
                at("essex-police-online", "online", 4, "18:00", "19:00")
                        .staff("officer", 2)
                        .staff("partner", 1)
                        .engaged(410, "counted")
                        .with("onlineViews", 2_960)
                        .audiences("public", "women-and-girls")
                        .themes("trust-and-confidence", "wellbeing")
                        .note("Live questions and answers on safety at night."));
    }

    /// An event that starts up to three quarters of an hour after `from`.
    private static Form event(
            Dice dice, String place, String activity, int day, String from, String to) {
        int later = dice.between(0, 3) * 900;
        return Form.engagement(
                        OPERATION,
                        POLICE,
                        place,
                        activity,
                        MONDAY.plusDays(day),
                        clock(from) + later,
                        clock(to) + later)
                .with("visibility", "uniform");
    }

    private static Form at(String place, String activity, int day, String from, String to) {
        return Form.engagement(
                OPERATION, POLICE, place, activity, MONDAY.plusDays(day), clock(from), clock(to));
    }

    private static int weekday(Dice dice) {
        return dice.between(0, 4);
    }
}
