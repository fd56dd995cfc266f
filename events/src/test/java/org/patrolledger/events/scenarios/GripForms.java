package org.patrolledger.events.scenarios;

import static org.patrolledger.events.scenarios.Form.clock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Operation Grip: foot patrols in 15 hotspots, all of February 2023 and the days that complete its
/// weeks. What the patrols met is in [GripIncidents].
final class GripForms {
    static final String OPERATION = "grip";
    static final String POLICE = "essex-police";
    static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 30);
    static final LocalDate LAST_DAY = LocalDate.of(2023, 3, 5);

    /// A hotspot, and how often of a hundred days a second and a third visit are made to it.
    private record Hotspot(String place, boolean nightlife, int secondVisit, int thirdVisit) {}

    private static final List<Hotspot> HOTSPOTS =
            List.of(
                    new Hotspot("southend-high-street", true, 90, 60),
                    new Hotspot("southend-seafront", true, 50, 10),
                    new Hotspot("southend-victoria", false, 60, 15),
                    new Hotspot("southend-york-road", false, 55, 10),
                    new Hotspot("basildon-town-centre", false, 70, 20),
                    new Hotspot("basildon-leisure-park", true, 40, 5),
                    new Hotspot("pitsea-centre", false, 30, 0),
                    new Hotspot("colchester-high-street", true, 70, 20),
                    new Hotspot("colchester-queen-street", true, 50, 10),
                    new Hotspot("chelmsford-city-centre", true, 75, 30),
                    new Hotspot("harlow-town-centre", false, 65, 20),
                    new Hotspot("clacton-town-centre", false, 40, 5),
                    new Hotspot("braintree-town-centre", false, 25, 0),
                    new Hotspot("grays-town-centre", false, 60, 15),
                    new Hotspot("brentwood-high-street", true, 25, 0));

    /// Shifts nobody could take up: sickness, a public-order call, snow.
    private static final Set<String> MISSED =
            Set.of(
                    "grays-town-centre 2023-02-03",
                    "braintree-town-centre 2023-02-08",
                    "brentwood-high-street 2023-02-15",
                    "clacton-town-centre 2023-02-21",
                    "pitsea-centre 2023-03-02");

    private static final List<String> NOTES =
            List.of(
                    "Quiet visit, steady footfall, spoke with shop staff.",
                    "Group of young people moved on from the steps without trouble.",
                    "Spoke with door staff before the evening trade, nothing to report.",
                    "High visibility around the taxi rank as the pubs filled.",
                    "Walked the car park and the alley behind the shops.",
                    "Street drinkers engaged, cans handed over.",
                    "Checked the bus station shelters, school crowd in good spirits.",
                    "Shop manager reported repeat shop theft, advice given.",
                    "Resident asked about patrols at weekends, told of the hotspot plan.",
                    "Handed over to the late team at the end of the visit.",
                    "Wet evening and few people about.",
                    "Market day, busy until five.",
                    "Match-day crowd, all good-natured.",
                    "Joined by a community warden for half the route.",
                    "Visible presence at closing time outside the kebab shops.",
                    "Cycle racks checked, two insecure bikes, owners advised.",
                    "Spoke with a street pastor team at the start of their round.",
                    "Broken bottle cleared from the play area with council staff.",
                    "Loud music complaint settled by words of advice.",
                    "Parked up at the station exit for the commuter peak.");

    private static final List<List<String>> CONCERNS =
            List.of(
                    List.of("street-lighting", "Two lamps out along the cut-through."),
                    List.of("street-lighting", "Car park stairwell dark after six."),
                    List.of("cctv", "Camera on the corner looks into a tree."),
                    List.of("cctv", "No camera covers the bus shelters."),
                    List.of("anti-social-behaviour", "E-scooters ridden fast on the pavement."),
                    List.of("anti-social-behaviour", "Shouting and spitting near the arcade."),
                    List.of("drugs", "Smell of cannabis in the stairwell, small bags found."),
                    List.of("drugs", "Dealing said to happen behind the library."),
                    List.of("violence", "Fights at the taxi rank after closing time."),
                    List.of("gangs", "Young people said to be asked to carry for others."),
                    List.of("harassment", "Comments made to women waiting for the last bus."),
                    List.of("transport", "Last train empties when no staff are on the platform."));

    private GripForms() {}

    static List<Form> of(Dice dice) {
        List<Form> forms = new ArrayList<>();
        for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
            for (Hotspot hotspot : HOTSPOTS) {
                if (!MISSED.contains(hotspot.place + " " + day)) {
                    visits(forms, dice, hotspot, day);
                }
            }
        }
        forms.addAll(acrossTheEdges());
        forms.addAll(GripProblemSolving.of(dice));
        forms.addAll(GripIncidents.of(dice));
        return forms;
    }

    private static void visits(List<Form> forms, Dice dice, Hotspot hotspot, LocalDate day) {
        boolean night = hotspot.nightlife && weekendNight(day);
        int opens = clock(night ? "18:00" : hotspot.nightlife ? "16:00" : "15:00");
        int closes = opens + (night ? 8 : 6) * 3600;
        forms.add(visit(dice, hotspot, day, opens, closes, true));
        if (dice.chance(hotspot.secondVisit)) {
            forms.add(visit(dice, hotspot, day, opens, closes, false));
        }
        if (dice.chance(hotspot.thirdVisit)) {
            forms.add(visit(dice, hotspot, day, opens - 5 * 3600, opens, false));
        }
        if (hotspot.place.startsWith("colchester") && weekendNight(day)) {
            forms.add(nightPatrol(dice, hotspot.place, day));
        }
    }

    /// A visit of about 15 minutes, which is what deters; some are cut short by a call.
    private static Form visit(
            Dice dice, Hotspot hotspot, LocalDate day, int from, int to, boolean scheduled) {
        int minutes = dice.chance(12) ? dice.between(6, 14) : dice.around(15, 40);
        int start = dice.around(from, to - minutes * 60);
        int end = start + minutes * 60 + dice.between(0, 59);
        String measuredBy = dice.pick("gps", "gps", "gps", "radio", "self-report", "self-report");
        if (measuredBy.equals("self-report")) {
            start -= start % 300;
            end = start + Math.max(300, (end - start) / 300 * 300);
        } else if (measuredBy.equals("radio")) {
            start -= start % 60;
            end -= end % 60;
        }
        String activity = "foot-patrol";
        if (hotspot.place.equals("southend-seafront") && dice.chance(25)) {
            activity = "cycle-patrol";
        } else if (!scheduled && dice.chance(6)) {
            activity = "vehicle-patrol";
        }
        Form form = Form.engagement(OPERATION, POLICE, hotspot.place, activity, day, start, end);
        crew(form, dice);
        int busy = weekendNight(day) ? 22 : 12;
        if (dice.chance(15)) {
            form.engaged(dice.between(1, busy / 2) * 5, "estimated");
        } else {
            form.engaged(dice.around(1, busy), "counted");
        }
        form.with("visibility", "uniform");
        if (scheduled) {
            form.with("scheduled", true);
        }
        if (!measuredBy.equals("self-report")) {
            form.with("measuredBy", measuredBy);
        }
        describe(form, dice, activity.equals("vehicle-patrol"));
        return form;
    }

    private static void crew(Form form, Dice dice) {
        switch (dice.between(0, 9)) {
            case 0, 1, 2, 3, 4 -> form.staff("officer", 2);
            case 5, 6 -> form.staff("officer", 1).staff("pcso", 1);
            case 7 -> form.staff("officer", 1).staff("special", 1);
            case 8 -> form.staff("officer", 2).staff("warden", 1);
            default -> form.staff("officer", 3);
        }
    }

    private static void describe(Form form, Dice dice, boolean drivingBy) {
        switch (dice.between(0, 7)) {
            case 0 -> form.audiences("public", "young-people");
            case 1 -> form.audiences("public", "businesses");
            case 2 -> form.audiences("public", "venue-staff");
            case 3 -> form.audiences("public", "commuters");
            case 4 -> form.audiences("public", "women-and-girls");
            default -> form.audiences("public");
        }
        if (dice.chance(25)) {
            form.themes(dice.pick("trust-and-confidence", "crime-prevention", "problem-solving"));
        }
        if (dice.chance(9)) {
            List<String> concern = dice.pick(CONCERNS);
            form.concern(concern.get(0), concern.get(1));
        }
        if (!drivingBy && dice.chance(45)) {
            form.note(dice.pick(NOTES));
        }
    }

    /// The extra Friday and Saturday night patrols of Colchester; they may lie over the visits, and
    /// time two patrols share in a place is covered once.
    private static Form nightPatrol(Dice dice, String place, LocalDate day) {
        int start = clock("21:30") + dice.between(0, 6) * 300;
        int end = clock("01:00") + dice.between(0, 12) * 300;
        return Form.engagement(OPERATION, POLICE, place, "foot-patrol", day, start, end)
                .staff("officer", 4)
                .staff("special", dice.between(1, 3))
                .engaged(dice.between(6, 14) * 10, "estimated")
                .with("visibility", dice.pick("uniform", "uniform", "mixed"))
                .with("measuredBy", "radio")
                .audiences("public", "students", "venue-staff")
                .themes("crime-prevention")
                .note("Extra night patrol until the bars and clubs had emptied.");
    }

    /// Patrols that begin before 06:00 on the first of a month and belong to the month before.
    private static List<Form> acrossTheEdges() {
        LocalDate january = LocalDate.of(2023, 1, 31);
        LocalDate february = LocalDate.of(2023, 2, 28);
        return List.of(
                edge("southend-high-street", january, clock("23:35"), clock("00:20")),
                edge("southend-high-street", february, clock("23:40"), clock("00:25")),
                edge("grays-town-centre", february, clock("05:45"), clock("06:20") + 86_400),
                // Before that day's shift, which stays missing: a visit is not a shift covered.
                edge(
                        "braintree-town-centre",
                        LocalDate.of(2023, 2, 8),
                        clock("10:05"),
                        clock("10:40")),
                edge(
                        "clacton-town-centre",
                        LocalDate.of(2023, 2, 21),
                        clock("14:25"),
                        clock("15:00")));
    }

    private static Form edge(String place, LocalDate day, int start, int end) {
        return Form.engagement(OPERATION, POLICE, place, "foot-patrol", day, start, end)
                .staff("officer", 2)
                .engaged(5, "counted")
                .with("visibility", "uniform")
                .with("measuredBy", "gps")
                .audiences("public");
    }

    static boolean weekendNight(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.FRIDAY || day.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
}
