package org.patrolledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    private static final List<Pattern> PATTERNS =
            Contract.json("schemas/types.schema.json")
                    .at("/$defs/impersonal/allOf")
                    .valueStream()
                    .map(it -> Pattern.compile(it.at("/not/pattern").asString()))
                    .toList();
    private static final Pattern EMAIL = PATTERNS.get(0);
    private static final Pattern TELEPHONE = PATTERNS.get(1);
    private static final Pattern INSURANCE = PATTERNS.get(2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo@example.com",
                "mail jo.bloggs+x@mail.example.co.uk today",
                "JO@EXAMPLE.COM.",
                "<jo@example.org>",
                "josé@exämple.fr",
                "mailto:jo_b@a-b.com",
                "x@y.io"
            })
    void sees_an_e_mail_address(String text) {
        assertThat(EMAIL.matcher(text).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07700 900123",
                "+44 (0)7700 900123",
                "(01245) 491491",
                "0044 1245 491491",
                "01245-491-491",
                "+447700900123",
                "call 01632 960 001 now",
                "020 7946 0958",
                "(020) 7946 0958",
                "0044(0)7700900123",
                "+44 20 7946 0958",
                "tel07700900123",
                "07700.900.123",
                "01245 49 14 91",
                "(01245) - 491491",
                "447700900123",
                "016977 2123",
                "0800 555 111",
                "03069 990123",
                "flat 3 07700 900123",
                "07 700 900 123",
                "07700\u00a0900123",
                "01245\u2013491491",
                "ring 07700 900123, 0700 to 1500",
                "(+44) 7700 900123",
                "+44.7700.900123",
                "07700 900123 15 minutes later",
                "0121 496 0000",
                "0121 4960 000",
                "0113 2345 678",
                "0771-2345-678",
                "E 07700 900123",
                "+44 0 7700 900123",
                "PC07700900123",
                "01245491491"
            })
    void sees_a_telephone_number(String text) {
        assertThat(TELEPHONE.matcher(text).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB123456C",
                "ab 12 34 56 c",
                "AB 123456C",
                "QQ 12 34 56 C",
                "NI:JG103759A.",
                "AB-12-34-56-D",
                "ab123456a and",
                "her number is ab 12 34 56 a and she",
                "PC 42 07 12 A",
                "ZY 99 88 77 B"
            })
    void sees_a_national_insurance_number(String text) {
        assertThat(INSURANCE.matcher(text).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0700 to 2200",
                "0700-2200",
                "0700-1500 12 arrests",
                "0930-1030 120 people",
                "07.00-15.00 15.00-23.00",
                "0700-1500 1500-2300",
                "2023-02-03 18.00-02.00",
                "01-02-2023 10:30",
                "01.02.2023 10.30",
                "02 02 2023 18 officers",
                "03-02-23 1800 to 0200",
                "030223 1800 hrs",
                "03022023 18 people",
                "£22,511",
                "22,511.00",
                "153,569 person-hours, 1,298 arrests",
                "E07000071",
                "E07000071 12 visits",
                "E07000071 E07000072",
                "PC 42071234",
                "PC 420712",
                "PC 420712 a local officer",
                "PC 420712 at 2100",
                "PC 420712 B Team",
                "collar 71234",
                "0800 1111",
                "101 or 999",
                "torches@1.50 each",
                "met @10.30pm",
                "@EssexPolice",
                "see @essex.police for more",
                "shift@18.00hrs",
                "https://medium.com/@essex.police",
                "01 02 03 04 05 06",
                "0.7077123456",
                "51.5459, 0.7077",
                "lat 0.7077123 51.54",
                "2023-02-03T07:00:00Z",
                "1234567890",
                "10:05 1234 5678",
                "0123 4567 8901 2345",
                "CR/42/0123456/23",
                "0 1 2 0 3 1 0 0 2 1",
                "3.3 million views",
                "3,300,000 views",
                "SS1 1AB",
                "CM1 2QW",
                "20230203 0700",
                "18:00\u201302:00",
                "1800\u20130200 12 contacts",
                "Sat 04/02/2023 0130 2 arrests",
                "BG123456C",
                "AB12345C",
                "AB1234567C",
                "XAB123456C",
                "TN123456A",
                "OP 123456",
                "£1,000,000",
                "0000000000",
                "00441",
                "Feb 2023: 32 arrests, 58 searches",
                "B1022 A12 M25 closed 0200-0500",
                "from 0600 1400 2200"
            })
    void lets_dates_times_counts_and_codes_pass(String text) {
        assertThat(PATTERNS).noneMatch(pattern -> pattern.matcher(text).find());
    }

    static List<String> texts(String verdict) {
        return Contract.json("personal-data.json")
                .get(verdict)
                .valueStream()
                .map(it -> it.asString())
                .toList();
    }

    static List<String> personal() {
        return texts("personal");
    }

    static List<String> notPersonal() {
        return texts("notPersonal");
    }

    @ParameterizedTest
    @MethodSource("personal")
    void sees_what_the_contract_lists_as_personal(String text) {
        assertThat(PATTERNS).anyMatch(pattern -> pattern.matcher(asItLooks(text)).find());
    }

    @ParameterizedTest
    @MethodSource("notPersonal")
    void lets_pass_what_the_contract_lists_as_not_personal(String text) {
        assertThat(PATTERNS).noneMatch(pattern -> pattern.matcher(asItLooks(text)).find());
    }

    /// As the contract says: NFKC, controls as spaces, nothing of zero width.
    private static String asItLooks(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]", " ")
                .replaceAll("\\p{Cf}", "");
    }

    @Test
    void every_prefix_hmrc_allots_is_seen_and_no_other() {
        int seen = 0;
        for (char first = 'A'; first <= 'Z'; first++) {
            for (char second = 'A'; second <= 'Z'; second++) {
                boolean allotted =
                        "DFIQUV".indexOf(first) < 0
                                && "DFIOQUV".indexOf(second) < 0
                                && !List.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
                                        .contains("" + first + second);
                boolean example = first == 'Q' && second == 'Q';
                String number = "" + first + second + "123456A";
                assertThat(INSURANCE.matcher(number).find())
                        .as(number)
                        .isEqualTo(allotted || example);
                seen += allotted ? 1 : 0;
            }
        }
        assertThat(seen).isEqualTo(20 * 19 - 7);
    }

    static List<String> hostile() {
        return List.of(
                "a".repeat(2000),
                "@".repeat(2000),
                "a@".repeat(1000),
                "a@" + "b.".repeat(999),
                "a@" + "1.".repeat(999),
                "0".repeat(2000),
                "01".repeat(1000),
                "0 ".repeat(1000),
                "+44 ".repeat(500),
                "01-01-".repeat(333),
                "0700-".repeat(400),
                "AB ".repeat(666),
                "PC 123456 ".repeat(200),
                "AB 1 2 3 4 5 ".repeat(150));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void no_text_makes_it_slow(String text) {
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    for (int i = 0; i < 50; i++) {
                        for (Pattern pattern : PATTERNS) {
                            pattern.matcher(text).find();
                        }
                    }
                });
    }
}
