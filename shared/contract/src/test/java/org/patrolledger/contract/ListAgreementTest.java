package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.submission.Activity;
import org.patrolledger.domain.submission.Audience;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.domain.submission.ConcernCategory;
import org.patrolledger.domain.submission.CountMethod;
import org.patrolledger.domain.submission.DetectedBy;
import org.patrolledger.domain.submission.IncidentCategory;
import org.patrolledger.domain.submission.MeasuredBy;
import org.patrolledger.domain.submission.Power;
import org.patrolledger.domain.submission.Role;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.Theme;
import org.patrolledger.domain.submission.Visibility;
import org.patrolledger.domain.submission.WeaponKind;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Measure;
import tools.jackson.databind.JsonNode;

/// Every list and expression that the program and the contract's files both hold.
class ListAgreementTest {
    private static final String ENGAGEMENT = "schemas/engagement.schema.json";
    private static final String INCIDENT = "schemas/incident.schema.json";
    private static final String FORM = "/$defs/form/properties/";

    static Stream<Arguments> lists() {
        return Stream.of(
                list(ENGAGEMENT, "activity", Activity.values()),
                list(ENGAGEMENT, "peopleEngaged/properties/method", CountMethod.values()),
                list(ENGAGEMENT, "visibility", Visibility.values()),
                list(ENGAGEMENT, "measuredBy", MeasuredBy.values()),
                list(ENGAGEMENT, "audiences/items", Audience.values()),
                list(ENGAGEMENT, "themes/items", Theme.values()),
                list(ENGAGEMENT, "concerns/items/properties/category", ConcernCategory.values()),
                list(INCIDENT, "category", IncidentCategory.values()),
                list(INCIDENT, "detectedBy", DetectedBy.values()),
                list(INCIDENT, "weaponsSeized/items/properties/kind", WeaponKind.values()));
    }

    private static Arguments list(String file, String field, Coded[] values) {
        return Arguments.of(file, field, Arrays.stream(values).map(Coded::code).toList());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_is_the_same_in_domain_and_schema(String file, String field, List<String> codes) {
        assertThat(texts(ContractFiles.tree(file).at(FORM + field + "/enum"))).isEqualTo(codes);
    }

    @Test
    void roles_powers_and_kinds_are_the_same_in_domain_and_schema() {
        assertThat(names(ENGAGEMENT, FORM + "staff/properties"))
                .isEqualTo(Arrays.stream(Role.values()).map(Coded::code).toList());
        assertThat(names(INCIDENT, FORM + "powersUsed/properties"))
                .isEqualTo(Arrays.stream(Power.values()).map(Coded::code).toList());
        assertThat(texts(ContractFiles.tree("schemas/types.schema.json").at("/$defs/kind/enum")))
                .isEqualTo(Arrays.stream(Submission.Kind.values()).map(Coded::code).toList());
    }

    @Test
    void stop_search_values_are_the_same_in_reader_and_schema() {
        var read = new TreeMap<String, Object>();
        read.put("type", StopSearchValues.TYPE);
        read.put("legislation", StopSearchValues.LEGISLATION);
        read.put("objectOfSearch", StopSearchValues.OBJECT_OF_SEARCH);
        read.put("outcome", StopSearchValues.OUTCOME);
        read.put("gender", StopSearchValues.GENDER);
        read.put("ageRange", StopSearchValues.AGE_RANGE);
        read.put("selfDefinedEthnicity", StopSearchValues.SELF_DEFINED_ETHNICITY);
        read.put("officerDefinedEthnicity", StopSearchValues.OFFICER_DEFINED_ETHNICITY);
        var stated = new TreeMap<String, Object>();
        ContractFiles.tree(INCIDENT)
                .at(FORM + "stopSearches/items/properties")
                .properties()
                .stream()
                .filter(it -> it.getValue().has("enum"))
                .forEach(it -> stated.put(it.getKey(), texts(it.getValue().get("enum"))));
        assertThat(read).isEqualTo(stated);
    }

    @Test
    void measures_and_breakdowns_are_the_same_in_domain_and_schema() {
        var ids = Arrays.stream(Measure.values()).map(Measure::id).toList();
        assertThat(texts(ContractFiles.tree("schemas/types.schema.json").at("/$defs/measure/enum")))
                .isEqualTo(ids);
        assertThat(names("schemas/summary.schema.json", "/$defs/measures/properties"))
                .isEqualTo(ids);
        assertThat(
                        texts(
                                ContractFiles.tree("schemas/summary.schema.json")
                                        .at("/$defs/measures/required")))
                .isEqualTo(ids);
        assertThat(names("schemas/summary.schema.json", "/$defs/breakdowns/properties"))
                .isEqualTo(Arrays.stream(Breakdown.values()).map(Breakdown::id).toList());
    }

    @Test
    void expressions_are_the_same_in_reader_and_schema() {
        var types = ContractFiles.tree("schemas/types.schema.json");
        assertThat(
                        types.at("/$defs/impersonal/allOf")
                                .valueStream()
                                .map(it -> it.at("/not/pattern").asString()))
                .containsExactly(
                        PersonalData.EMAIL_ADDRESS,
                        PersonalData.TELEPHONE_NUMBER,
                        PersonalData.NATIONAL_INSURANCE_NUMBER,
                        PersonalData.VEHICLE_REGISTRATION);
        assertThat(types.at("/$defs/slug/pattern").asString()).isEqualTo(Slug.PATTERN);
    }

    @Test
    void rules_are_the_same_in_reader_and_schema() {
        assertThat(
                        texts(
                                ContractFiles.tree("schemas/problem.schema.json")
                                        .at("/$defs/fault/properties/rule/enum")))
                .isEqualTo(Arrays.stream(Fault.Rule.values()).map(Fault.Rule::code).toList());
    }

    @Test
    void problems_are_told_in_the_words_of_the_contract() {
        var words = ContractFiles.object("faults.json").get("problems");
        var told = new java.util.LinkedHashMap<String, Object>();
        for (Problem.Kind kind : Problem.Kind.values()) {
            var problem =
                    kind == Problem.Kind.NOT_VALID
                            ? Problem.notValid(
                                    List.of(new Fault("", Fault.Rule.TYPE, "It is not.")))
                            : Problem.of(kind);
            var document = new java.util.LinkedHashMap<>(problem.document());
            assertThat(document.remove("type"))
                    .isEqualTo("urn:patrol-ledger:problem:" + kind.slug());
            document.remove("errors");
            told.put(kind.slug(), Map.copyOf(longs(document)));
        }
        assertThat(told).isEqualTo(words);
    }

    private static Map<String, Object> longs(Map<String, Object> document) {
        document.replaceAll((name, value) ->
                value instanceof Integer number ? (Long) number.longValue() : value);
        return document;
    }

    private static List<String> names(String file, String pointer) {
        return List.copyOf(ContractFiles.tree(file).at(pointer).propertyNames());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
