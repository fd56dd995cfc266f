package org.patrolledger.events.scenarios;

import static org.patrolledger.events.scenarios.Form.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What Operation Grip's patrols met. The pools add up to the stated figures of February 2023 (32
/// arrests, 58 stop searches, 4 weapons seized); chance decides only which hotspot, evening and
/// hour each falls on. The incidents with a fixed time lie on both sides of both ends of the month.
final class GripIncidents {
    private static final LocalDate FEBRUARY = LocalDate.of(2023, 2, 1);

    /// The busier a hotspot, the more often it is named.
    private static final List<String> PLACES =
            List.of(
                    "southend-high-street",
                    "southend-high-street",
                    "southend-high-street",
                    "southend-high-street",
                    "southend-seafront",
                    "southend-seafront",
                    "southend-victoria",
                    "southend-victoria",
                    "southend-york-road",
                    "southend-york-road",
                    "basildon-town-centre",
                    "basildon-town-centre",
                    "basildon-leisure-park",
                    "pitsea-centre",
                    "colchester-high-street",
                    "colchester-high-street",
                    "colchester-queen-street",
                    "colchester-queen-street",
                    "chelmsford-city-centre",
                    "chelmsford-city-centre",
                    "chelmsford-city-centre",
                    "harlow-town-centre",
                    "harlow-town-centre",
                    "clacton-town-centre",
                    "braintree-town-centre",
                    "grays-town-centre",
                    "grays-town-centre",
                    "brentwood-high-street");

    private static final Map<String, List<String>> NOTES =
            Map.of(
                    "violent-crime",
                    List.of(
                            "Assault outside a takeaway, seen on camera, officers there in a minute.",
                            "Fight between two groups by the taxi rank broken up.",
                            "Punch thrown in the queue of a club, door staff gave a description."),
                    "public-order",
                    List.of(
                            "Threats shouted at passers-by, would not stop when asked.",
                            "Drunk and aggressive at the bus station."),
                    "drugs",
                    List.of(
                            "Exchange seen from the patrol.",
                            "Strong smell of cannabis, person cooperative.",
                            "Receipt of the search given on the spot."),
                    "possession-of-weapons",
                    List.of(
                            "Information from a shopkeeper, search on the spot.",
                            "Searched after a report of a blade, person cooperative."),
                    "anti-social-behaviour",
                    List.of(
                            "Rowdy group warned and moved on.",
                            "Street drinking in the precinct, words of advice.",
                            "E-bikes ridden through shoppers, riders spoken to.",
                            "Fireworks let off near the benches, group dispersed."),
                    "shoplifting",
                    List.of(
                            "Stopped at the door with unpaid goods, goods returned.",
                            "Pointed out by the shop's radio link."));

    private GripIncidents() {}

    static List<Form> of(Dice dice) {
        List<Form> forms = new ArrayList<>(fixed(dice));
        Pool february = new Pool(dice, 0, 27);
        february.add(6, "violent-crime", "cctv", f -> f.with("arrests", 1));
        february.add(1, "violent-crime", "public-report", f -> f.with("arrests", 2));
        february.add(5, "public-order", "patrol", f -> f.with("arrests", 1));
        february.add(
                2,
                "robbery",
                "public-report",
                f -> f.with("arrests", 1).search(stolenGoods(dice, "Arrest")));
        february.add(5, "drugs", "patrol", f -> f.with("arrests", 1).search(drugs(dice, "Arrest")));
        february.add(
                2,
                "possession-of-weapons",
                "patrol",
                f -> f.with("arrests", 1).search(weapons(dice, "Arrest")).seized("knife", 1));
        february.add(
                1,
                "possession-of-weapons",
                "cctv",
                f -> f.with("arrests", 1).search(weapons(dice, "Arrest")).seized("bludgeon", 1));
        february.add(1, "possession-of-weapons", "partner-report", f -> f.seized("knife", 1));
        february.add(3, "shoplifting", "venue-report", f -> f.with("arrests", 1));
        february.add(1, "criminal-damage-arson", "cctv", f -> f.with("arrests", 1));
        february.add(
                1,
                "vehicle-crime",
                "patrol",
                f -> f.with("arrests", 1).search(goingEquipped(dice)));
        february.add(1, "theft-from-the-person", "public-report", f -> f.with("arrests", 1));
        february.add(
                1,
                "anti-social-behaviour",
                "patrol",
                f -> f.with("arrests", 1).power("dispersal", 3));
        february.add(15, "drugs", "patrol", f -> f.search(drugs(dice, NOTHING)));
        february.add(
                4,
                "drugs",
                "patrol",
                f ->
                        f.search(drugs(dice, NOTHING))
                                .search(drugs(dice, "Khat or Cannabis warning")));
        february.add(
                6,
                "drugs",
                "patrol",
                f ->
                        f.search(drugs(dice, "Community resolution"))
                                .power("community-resolution", 1));
        february.add(
                7, "possession-of-weapons", "public-report", f -> f.search(weapons(dice, NOTHING)));
        february.add(
                2,
                "possession-of-weapons",
                "cctv",
                f ->
                        f.search(weapons(dice, NOTHING))
                                .search(weapons(dice, NOTHING))
                                .search(weapons(dice, NOTHING)));
        february.add(3, "other-theft", "venue-report", f -> f.search(stolenGoods(dice, NOTHING)));
        february.add(
                18,
                "anti-social-behaviour",
                "patrol",
                f -> f.power("informal-warning", dice.between(1, 4)));
        february.add(
                5,
                "anti-social-behaviour",
                "cctv",
                f -> f.power("dispersal", dice.between(2, 6)).power("informal-warning", 1));
        february.add(
                2,
                "anti-social-behaviour",
                "public-report",
                f -> f.power("community-protection-warning", 1));
        february.add(2, "anti-social-behaviour", "patrol", f -> f.power("fixed-penalty-notice", 1));
        february.add(
                1,
                "anti-social-behaviour",
                "partner-report",
                f -> f.power("public-spaces-protection-order", 2));
        february.add(8, "public-order", "patrol", f -> f.with("flashpointsPrevented", 1));
        february.add(6, "other-crime", "patrol", f -> f.with("peopleSafeguarded", 1));
        february.add(
                1,
                "violent-crime",
                "venue-report",
                f -> f.with("peopleSafeguarded", 2).with("flashpointsPrevented", 1));
        february.add(3, "shoplifting", "venue-report", f -> f.power("informal-warning", 1));
        february.add(2, "bicycle-theft", "public-report", f -> {});
        forms.addAll(february.drawn());

        // The days of January and March that complete the first and the last week.
        Pool january = new Pool(dice, -2, -1);
        january.add(1, "drugs", "patrol", f -> f.with("arrests", 1).search(drugs(dice, "Arrest")));
        january.add(2, "drugs", "patrol", f -> f.search(drugs(dice, NOTHING)));
        january.add(3, "anti-social-behaviour", "patrol", f -> f.power("informal-warning", 2));
        january.add(1, "public-order", "patrol", f -> f.with("flashpointsPrevented", 1));
        forms.addAll(january.drawn());
        Pool march = new Pool(dice, 28, 32);
        march.add(2, "violent-crime", "cctv", f -> f.with("arrests", 1));
        march.add(
                1,
                "possession-of-weapons",
                "patrol",
                f ->
                        f.with("arrests", 1)
                                .search(weapons(dice, "Arrest"))
                                .seized("bladed-article", 1));
        march.add(4, "drugs", "patrol", f -> f.search(drugs(dice, NOTHING)));
        march.add(1, "shoplifting", "venue-report", f -> f.with("arrests", 1));
        march.add(6, "anti-social-behaviour", "patrol", f -> f.power("informal-warning", 1));
        march.add(1, "other-crime", "patrol", f -> f.with("peopleSafeguarded", 1));
        forms.addAll(march.drawn());
        return forms;
    }

    /// Both sides of both ends of February, to the second; and the stated incident at the Harlow
    /// arch. Of February are here: 2 arrests, 2 stop searches.
    private static List<Form> fixed(Dice dice) {
        return List.of(
                incident("violent-crime", "southend-high-street", "2023-01-31", clock("02:10"))
                        .with("detectedBy", "patrol")
                        .with("arrests", 1)
                        .note("Early on the first of February, still the night of 31 January."),
                incident("possession-of-weapons", "southend-seafront", "2023-01-31", clock("23:50"))
                        .with("detectedBy", "patrol")
                        .search(weapons(dice, "Arrest"))
                        .with("arrests", 1)
                        .seized("knife", 1),
                incident("public-order", "basildon-leisure-park", "2023-01-31", clock("05:59") + 59)
                        .with("detectedBy", "cctv")
                        .with("flashpointsPrevented", 1),
                incident("drugs", "grays-town-centre", "2023-02-01", clock("06:00"))
                        .with("detectedBy", "patrol")
                        .search(drugs(dice, NOTHING))
                        .note("The first minute of the operational day."),
                incident(
                                "possession-of-weapons",
                                "harlow-town-centre",
                                "2023-02-11",
                                clock("15:20"))
                        .with("detectedBy", "weapons-detection")
                        .with("arrests", 1)
                        .search(weapons(dice, "Arrest"))
                        .note(
                                "Ran from the arch, detained on suspicion of carrying an offensive weapon."),
                incident("violent-crime", "chelmsford-city-centre", "2023-02-28", clock("02:00"))
                        .with("detectedBy", "cctv")
                        .with("arrests", 1)
                        .note("Early on the first of March, still the night of 28 February."),
                incident(
                                "public-order",
                                "colchester-queen-street",
                                "2023-02-28",
                                clock("05:59") + 59)
                        .with("detectedBy", "patrol")
                        .with("peopleSafeguarded", 1),
                incident("drugs", "grays-town-centre", "2023-03-01", clock("06:00"))
                        .with("detectedBy", "patrol")
                        .search(drugs(dice, "Arrest"))
                        .with("arrests", 1));
    }

    private static Form incident(String category, String place, String day, int at) {
        return Form.incident(
                GripForms.OPERATION, GripForms.POLICE, place, category, LocalDate.parse(day), at);
    }

    private static final String NOTHING = "A no further action disposal";
    private static final String PACE = "Police and Criminal Evidence Act 1984 (section 1)";
    private static final String DRUGS_ACT = "Misuse of Drugs Act 1971 (section 23)";

    private static Map<String, Object> drugs(Dice dice, String outcome) {
        return search(dice, "Person search", DRUGS_ACT, "Controlled drugs", outcome);
    }

    private static Map<String, Object> weapons(Dice dice, String outcome) {
        return search(dice, "Person search", PACE, "Offensive weapons", outcome);
    }

    private static Map<String, Object> stolenGoods(Dice dice, String outcome) {
        return search(dice, "Person search", PACE, "Stolen goods", outcome);
    }

    private static Map<String, Object> goingEquipped(Dice dice) {
        return search(
                dice, "Person and Vehicle search", PACE, "Article for use in theft", "Arrest");
    }

    private static Map<String, Object> search(
            Dice dice, String type, String law, String object, String outcome) {
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("type", type);
        search.put("legislation", law);
        search.put("objectOfSearch", object);
        search.put("outcome", outcome);
        search.put("gender", dice.chance(82) ? "Male" : "Female");
        search.put("ageRange", dice.pick("10-17", "18-24", "18-24", "25-34", "over 34"));
        if (!outcome.equals(NOTHING)) {
            search.put("outcomeLinkedToObject", dice.chance(85));
        }
        if (dice.chance(40)) {
            search.put("removalOfMoreThanOuterClothing", dice.chance(5));
        }
        return search;
    }

    /// Incidents waiting for a hotspot, a day and an hour.
    private record Pool(Dice dice, List<Form> drawn, int firstDay, int lastDay) {
        Pool(Dice dice, int firstDay, int lastDay) {
            this(dice, new ArrayList<>(), firstDay, lastDay);
        }

        void add(int times, String category, String detectedBy, Consumer<Form> outcome) {
            for (int i = 0; i < times; i++) {
                LocalDate day = FEBRUARY.plusDays(dice.between(firstDay, lastDay));
                if (!GripForms.weekendNight(day) && dice.chance(45)) {
                    day = FEBRUARY.plusDays(dice.between(firstDay, lastDay));
                }
                boolean shops = category.equals("shoplifting") || category.equals("other-theft");
                boolean late = GripForms.weekendNight(day) || category.equals("violent-crime");
                int at =
                        shops
                                ? dice.around(clock("10:30"), clock("18:30"))
                                : dice.around(clock("15:00"), clock(late ? "03:30" : "23:30"));
                Form form =
                        incident(category, dice.pick(PLACES), day.toString(), at - at % 60)
                                .with("detectedBy", detectedBy);
                outcome.accept(form);
                List<String> notes = NOTES.getOrDefault(category, List.of());
                if (!notes.isEmpty() && dice.chance(50)) {
                    form.note(dice.pick(notes));
                }
                drawn.add(form);
            }
        }
    }
}
