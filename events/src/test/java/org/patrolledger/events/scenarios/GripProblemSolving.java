package org.patrolledger.events.scenarios;

import static org.patrolledger.events.scenarios.Form.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What Operation Grip does beside patrols: weapons-detection arches, meetings with the Community
/// Safety Partnership of each hotspot area, and walks that look for dark corners and gaps in the
/// cameras.
final class GripProblemSolving {
    private GripProblemSolving() {}

    static List<Form> of(Dice dice) {
        List<Form> forms = new ArrayList<>();
        arch(forms, dice, "southend-victoria", "2023-02-03", "15:00", "19:00");
        arch(forms, dice, "chelmsford-city-centre", "2023-02-04", "13:00", "17:00");
        arch(forms, dice, "harlow-town-centre", "2023-02-11", "12:00", "17:00");
        arch(forms, dice, "harlow-town-centre", "2023-02-12", "12:00", "16:00");
        arch(forms, dice, "basildon-town-centre", "2023-02-17", "14:00", "18:30");
        arch(forms, dice, "grays-town-centre", "2023-02-18", "12:30", "16:30");
        arch(forms, dice, "colchester-high-street", "2023-02-24", "20:00", "23:30");
        arch(forms, dice, "southend-high-street", "2023-02-25", "19:00", "23:00");
        arch(forms, dice, "clacton-town-centre", "2023-03-04", "12:00", "15:30");

        meeting(forms, dice, "southend-victoria", "southend", "2023-02-01", "10:00");
        meeting(forms, dice, "basildon-town-centre", "basildon", "2023-02-02", "14:00");
        meeting(forms, dice, "harlow-town-centre", "harlow", "2023-02-07", "11:00");
        meeting(forms, dice, "chelmsford-city-centre", "chelmsford", "2023-02-09", "09:30");
        meeting(forms, dice, "colchester-high-street", "colchester", "2023-02-14", "14:00");
        meeting(forms, dice, "clacton-town-centre", "tendring", "2023-02-16", "10:00");
        meeting(forms, dice, "braintree-town-centre", "braintree", "2023-02-20", "13:30");
        meeting(forms, dice, "grays-town-centre", "thurrock", "2023-02-22", "10:30");
        meeting(forms, dice, "brentwood-high-street", "brentwood", "2023-02-28", "15:00");

        forms.add(
                walk("chelmsford-city-centre", "2023-02-06", "16:30", "18:15")
                        .partners(
                                "chelmsford-community-safety-partnership",
                                "chelmsford-city-council")
                        .concern("cctv", "Riverside path between the bridges is seen by no camera.")
                        .concern("cctv", "Camera at the bus station exit faces a new sign.")
                        .concern("street-lighting", "Underpass lamps dim on the station side.")
                        .concern("street-lighting", "No light on the steps to the car park.")
                        .note(
                                "Walk with the council to choose places for better CCTV and lighting."));
        forms.add(
                walk("chelmsford-city-centre", "2023-02-27", "17:00", "18:10")
                        .partners("chelmsford-city-council")
                        .concern(
                                "street-lighting",
                                "Steps to the car park still dark, work is ordered.")
                        .note("Second walk: underpass lamps replaced since the first one."));
        return forms;
    }

    private static void arch(
            List<Form> forms, Dice dice, String place, String day, String from, String to) {
        int hours = (clock(to) - clock(from)) / 3600;
        forms.add(
                Form.engagement(
                                GripForms.OPERATION,
                                GripForms.POLICE,
                                place,
                                "weapons-detection",
                                LocalDate.parse(day),
                                clock(from),
                                clock(to))
                        .staff("officer", dice.between(4, 6))
                        .staff("pcso", 2)
                        .staff("special", dice.between(1, 4))
                        .engaged(hours * dice.between(4, 8) * 5, "estimated")
                        .with("visibility", "mixed")
                        .with("peopleScreened", hours * dice.between(90, 220))
                        .audiences("public", "young-people", "commuters")
                        .themes("crime-prevention", "trust-and-confidence")
                        .note(
                                dice.pick(
                                        "Arch at the station entrance, people glad to walk through.",
                                        "Arch at the shopping centre doors, plain-clothes officers near.",
                                        "Arch moved once when the queue reached the road.")));
    }

    private static void meeting(
            List<Form> forms, Dice dice, String place, String area, String day, String from) {
        forms.add(
                Form.engagement(
                                GripForms.OPERATION,
                                GripForms.POLICE,
                                place,
                                "community-meeting",
                                LocalDate.parse(day),
                                clock(from),
                                clock(from) + dice.between(9, 18) * 300)
                        .staff("officer", 2)
                        .staff("partner", dice.between(4, 9))
                        .engaged(dice.between(6, 18), "counted")
                        .audiences("residents", "businesses")
                        .themes("problem-solving")
                        .partners(area + "-community-safety-partnership")
                        .note(
                                "Regular meeting of the hotspot area's Community Safety Partnership."));
    }

    private static Form walk(String place, String day, String from, String to) {
        return Form.engagement(
                        GripForms.OPERATION,
                        GripForms.POLICE,
                        place,
                        "event",
                        LocalDate.parse(day),
                        clock(from),
                        clock(to))
                .staff("officer", 1)
                .staff("pcso", 1)
                .staff("partner", 3)
                .engaged(14, "counted")
                .audiences("residents", "women-and-girls", "businesses")
                .themes("problem-solving");
    }
}
