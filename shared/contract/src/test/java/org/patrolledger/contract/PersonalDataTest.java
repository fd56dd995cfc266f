package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The verdicts that the contract's files state. What the patterns see is tested beside them.
class PersonalDataTest {
    static List<String> personal() {
        return texts("personal");
    }

    static List<String> notPersonal() {
        return texts("notPersonal");
    }

    private static List<String> texts(String verdict) {
        return ((List<?>) ContractFiles.object("personal-data.json").get(verdict))
                .stream().map(String.class::cast).toList();
    }

    @ParameterizedTest
    @MethodSource("personal")
    void personal_data_is_seen_however_it_is_written(String text) {
        assertThat(PersonalData.isIn(text)).isTrue();
        assertThat(PersonalData.isIn("Spoke to a driver: " + text)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("notPersonal")
    void references_dates_and_roads_pass(String text) {
        assertThat(PersonalData.isIn(text)).isFalse();
        assertThat(PersonalData.isIn("Patrol: " + text + ".")).isFalse();
    }
}
