package org.patrolledger.contract;

import static org.patrolledger.contract.Field.optional;
import static org.patrolledger.contract.Field.required;
import static org.patrolledger.contract.Field.requiredUnless;
import static org.patrolledger.contract.SubmissionFields.COUNT;
import static org.patrolledger.contract.SubmissionFields.FLASHPOINTS;
import static org.patrolledger.contract.SubmissionFields.ID;
import static org.patrolledger.contract.SubmissionFields.NOTE;
import static org.patrolledger.contract.SubmissionFields.OPERATION;
import static org.patrolledger.contract.SubmissionFields.ORGANISATION;
import static org.patrolledger.contract.SubmissionFields.PLACE;
import static org.patrolledger.contract.SubmissionFields.PRIORITIES;
import static org.patrolledger.contract.SubmissionFields.SAFEGUARDED;
import static org.patrolledger.contract.Type.byCode;
import static org.patrolledger.contract.Type.oneOf;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.submission.DetectedBy;
import org.patrolledger.domain.submission.Incident;
import org.patrolledger.domain.submission.Incident.StopSearch;
import org.patrolledger.domain.submission.IncidentCategory;
import org.patrolledger.domain.submission.Ordered;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.WeaponKind;

/// A moment with an outcome: every field once. Reader, decoder, examples and schema are made of it.
public final class IncidentForm {
    public static final Field<Instant> OCCURRED_AT =
            required(
                    "occurredAt",
                    new Type.Time(),
                    "The operational day of this time is the day of the incident. At most 5 minutes in the future (rule future).");

    private static final Field<DetectedBy> DETECTED_BY =
            optional("detectedBy", oneOf(DetectedBy.values()), "How the incident came to notice.")
                    .recordedOnly();

    private static final Field<Long> ARRESTS =
            optional(
                    "arrests",
                    COUNT,
                    "People arrested; left out, it is the number of searches whose outcome is Arrest, and it is never less (rule consistency).");

    private static final Field<String> TYPE =
            required("type", oneOf(StopSearchValues.TYPE), "Column Type.").recordedOnly();

    private static final Field<String> LEGISLATION =
            optional(
                    "legislation",
                    oneOf(StopSearchValues.LEGISLATION),
                    "Column Legislation. The space before the bracket of section 34B is as published.");

    private static final Field<String> OBJECT =
            optional(
                    "objectOfSearch",
                    oneOf(StopSearchValues.OBJECT_OF_SEARCH),
                    "Column Object of search.");

    private static final Field<String> OUTCOME =
            optional(
                    "outcome",
                    oneOf(StopSearchValues.OUTCOME),
                    "Column Outcome: the seven values of today, then those of the older files.");

    private static final Field<String> GENDER =
            optional("gender", oneOf(StopSearchValues.GENDER), "Column Gender.");

    private static final Field<String> AGE_RANGE =
            optional("ageRange", oneOf(StopSearchValues.AGE_RANGE), "Column Age range, in years.");

    private static final Field<String> SELF_DEFINED =
            optional(
                    "selfDefinedEthnicity",
                    oneOf(StopSearchValues.SELF_DEFINED_ETHNICITY),
                    "Column Self-defined ethnicity: the values of today (18+1), then those of the older files (16+1).");

    private static final Field<String> OFFICER_DEFINED =
            optional(
                    "officerDefinedEthnicity",
                    oneOf(StopSearchValues.OFFICER_DEFINED_ETHNICITY),
                    "Column Officer-defined ethnicity.");

    private static final Field<Boolean> LINKED =
            optional(
                    "outcomeLinkedToObject",
                    new Type.Flag(),
                    "Column Outcome linked to object of search.");

    private static final Field<Boolean> REMOVAL =
            optional(
                            "removalOfMoreThanOuterClothing",
                            new Type.Flag(),
                            "Column Removal of more than just outer clothing.")
                    .recordedOnly();

    private static final Field<List<StopSearch>> SEARCHES =
            optional(
                    "stopSearches",
                    new Type.Nested<>(
                                    Form.of(
                                            "Stop and search",
                                            "One search; the values are those of the stop-and-search files of data.police.uk, word for word. What is left out is not recorded.",
                                            List.of(
                                                    TYPE,
                                                    LEGISLATION,
                                                    OBJECT,
                                                    OUTCOME,
                                                    GENDER,
                                                    AGE_RANGE,
                                                    SELF_DEFINED,
                                                    OFFICER_DEFINED,
                                                    LINKED,
                                                    REMOVAL),
                                            it ->
                                                    new StopSearch(
                                                            it.find(LEGISLATION),
                                                            it.find(OBJECT),
                                                            it.find(OUTCOME),
                                                            it.find(GENDER),
                                                            it.find(AGE_RANGE),
                                                            it.find(SELF_DEFINED),
                                                            it.find(OFFICER_DEFINED),
                                                            it.find(LINKED))))
                            .list(50),
                    List.of(),
                    "Searches, at most 50.");

    private static final Field<IncidentCategory> CATEGORY =
            requiredUnless(
                    SEARCHES,
                    "category",
                    oneOf(IncidentCategory.values()),
                    "The crime categories of data.police.uk; may be left out where there is a stop search, which is no crime.");

    private static final Field<WeaponKind> WEAPON =
            required("kind", oneOf(WeaponKind.values()), "Kind of weapon.");

    private static final Field<Long> WEAPON_COUNT =
            required("count", new Type.Count(1, 10_000), "Weapons of this kind, 1 to 10,000.");

    private static final Field<List<Map.Entry<WeaponKind, Integer>>> WEAPONS =
            optional(
                    "weaponsSeized",
                    new Type.Nested<>(
                                    Form.of(
                                            "Weapons of one kind",
                                            "How many weapons of a kind were seized.",
                                            List.of(WEAPON, WEAPON_COUNT),
                                            it ->
                                                    Map.entry(
                                                            it.get(WEAPON),
                                                            Math.toIntExact(it.get(WEAPON_COUNT)))))
                            .list(20),
                    List.of(),
                    "Weapons seized, at most 20 entries.");

    private static final Field<Map<Power, Integer>> POWERS =
            optional(
                    "powersUsed",
                    new Type.Counts<>(byCode(Power.values()), 1_000_000, "Times used", false),
                    Map.of(),
                    "Counts by power.");

    public static final Form<Incident> FORM =
            Form.<Incident>of(
                            "Incident",
                            "A moment with an outcome: an arrest, a search, a seizure. Not said here, yet checked: the catalogue, and that the time does not lie in the future.",
                            List.of(
                                    ID,
                                    OPERATION,
                                    PLACE,
                                    ORGANISATION,
                                    OCCURRED_AT,
                                    CATEGORY,
                                    DETECTED_BY,
                                    ARRESTS,
                                    SAFEGUARDED,
                                    FLASHPOINTS,
                                    SEARCHES,
                                    WEAPONS,
                                    POWERS,
                                    PRIORITIES,
                                    NOTE),
                            IncidentForm::make)
                    .checked(IncidentForm::checkArrests);

    private IncidentForm() {}

    private static Incident make(Form.Values it) {
        var weapons = new EnumMap<WeaponKind, Integer>(WeaponKind.class);
        for (var seized : it.get(WEAPONS)) {
            weapons.merge(seized.getKey(), seized.getValue(), Math::addExact);
        }
        return new Incident(
                it.get(ID),
                it.get(OPERATION),
                it.get(PLACE),
                it.get(ORGANISATION),
                it.get(OCCURRED_AT),
                it.find(CATEGORY),
                it.find(ARRESTS).orElseGet(() -> arrests(it.get(SEARCHES))),
                it.get(SAFEGUARDED),
                it.get(FLASHPOINTS),
                it.get(SEARCHES),
                weapons,
                it.get(POWERS),
                Ordered.set(it.get(PRIORITIES)));
    }

    private static void checkArrests(Form.Findings findings) {
        var arrests = findings.values().find(ARRESTS);
        var searches = findings.values().find(SEARCHES);
        if (arrests.isPresent()
                && searches.isPresent()
                && arrests.get() < arrests(searches.get())) {
            findings.fault(
                    ARRESTS,
                    Rule.CONSISTENCY,
                    "This must be at least the number of searches whose outcome is Arrest.");
        }
    }

    private static long arrests(List<StopSearch> searches) {
        return searches.stream()
                .filter(it -> it.outcome().filter(StopSearchValues.ARREST::equals).isPresent())
                .count();
    }
}
