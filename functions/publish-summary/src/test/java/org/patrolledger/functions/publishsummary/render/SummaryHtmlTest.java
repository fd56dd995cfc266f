package org.patrolledger.functions.publishsummary.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.formats.Golden;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SummaryHtmlTest {
    private static final Set<String> ELEMENTS_THAT_FETCH_OR_RUN =
            Set.of(
                    "script",
                    "link",
                    "img",
                    "iframe",
                    "object",
                    "embed",
                    "video",
                    "audio",
                    "base",
                    "form",
                    "image",
                    "use",
                    "foreignObject");

    private static String html(RenderInput page) {
        return new String(SummaryHtml.write(page), UTF_8);
    }

    private static Document parse(RenderInput page) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(
                    "http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(SummaryHtml.write(page)));
        } catch (Exception e) {
            throw new AssertionError("the page is not well-formed", e);
        }
    }

    private static List<Element> elements(Document document, String tag) {
        var nodes = document.getElementsByTagName(tag);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    static Stream<RenderInput> pages() {
        return PageSamples.pages();
    }

    @Test
    void the_page_is_as_it_ever_was() {
        Golden.check("summary.html", SummaryHtml.write(PageSamples.first()));
        Golden.check("summary-edition-2.html", SummaryHtml.write(PageSamples.second()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void it_is_well_formed_and_fetches_and_runs_nothing(RenderInput page) {
        for (var element : elements(parse(page), "*")) {
            assertThat(ELEMENTS_THAT_FETCH_OR_RUN).doesNotContain(element.getTagName());
            var attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                var name = attributes.item(i).getNodeName();
                assertThat(name).doesNotStartWith("on").isNotIn("src", "style", "srcset", "ping");
                if (name.endsWith("href")) {
                    assertThat(attributes.item(i).getNodeValue()).startsWith("#");
                }
            }
        }
        var style = elements(parse(page), "style").getFirst().getTextContent();
        assertThat(style).doesNotContain("url(", "@import", "//");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void its_policy_allows_its_own_style_sheet_and_nothing_else(RenderInput page) {
        var document = parse(page);
        var style = elements(document, "style").getFirst().getTextContent();
        var hash =
                Base64.getEncoder().encodeToString(Digest.sha256().digest(style.getBytes(UTF_8)));

        var policy =
                elements(document, "meta").stream()
                        .filter(it ->
                                it.getAttribute("http-equiv").equals("Content-Security-Policy"))
                        .toList();
        assertThat(policy).hasSize(1);
        assertThat(policy.getFirst().getAttribute("content"))
                .isEqualTo(
                        "default-src 'none'; style-src 'sha256-"
                                + hash
                                + "'; base-uri 'none'; form-action 'none'");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void it_can_be_read_out(RenderInput page) {
        var document = parse(page);

        assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en-GB");
        assertThat(elements(document, "h1")).hasSize(1);
        assertThat(elements(document, "title").getFirst().getTextContent()).isNotBlank();
        for (var table : elements(document, "table")) {
            assertThat(table.getElementsByTagName("caption").getLength()).isOne();
        }
        assertThat(elements(document, "th"))
                .isNotEmpty()
                .allMatch(it -> Set.of("col", "row").contains(it.getAttribute("scope")));
        for (var svg : elements(document, "svg")) {
            boolean hidden = svg.getAttribute("aria-hidden").equals("true");
            boolean described =
                    svg.getAttribute("role").equals("img")
                            && svg.getElementsByTagName("title").getLength() == 1
                            && svg.getElementsByTagName("desc").getLength() == 1;
            assertThat(hidden != described).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_id_is_unique_and_every_reference_has_its_target(RenderInput page) {
        var ids = new HashSet<String>();
        var references = new HashSet<String>();
        for (var element : elements(parse(page), "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
            }
            if (element.hasAttribute("href")) {
                references.add(element.getAttribute("href").substring(1));
            }
            references.addAll(List.of(element.getAttribute("aria-labelledby").split(" ")));
        }
        references.remove("");
        assertThat(ids).containsAll(references);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_landmark_has_a_name_of_its_own(RenderInput page) {
        var document = parse(page);
        var texts = new HashMap<String, String>();
        for (var element : elements(document, "*")) {
            if (element.hasAttribute("id")) {
                texts.put(element.getAttribute("id"), element.getTextContent());
            }
        }
        var names = new ArrayList<String>();
        for (var element : elements(document, "*")) {
            if (element.getTagName().equals("section")
                    || element.getAttribute("role").equals("region")) {
                names.add(texts.get(element.getAttribute("aria-labelledby")));
            }
        }
        assertThat(names).hasSizeGreaterThan(5).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void names_that_others_gave_are_isolated_wherever_they_stand() {
        var rightToLeft = "\u0645\u0631\u0643\u0632 (\u0627\u0644\u0645\u062f\u064a\u0646\u0629)";
        var document = parse(PageSamples.named(rightToLeft, rightToLeft));

        var all =
                document.getDocumentElement()
                        .getTextContent()
                        .split(Pattern.quote(rightToLeft), -1);
        long isolated =
                elements(document, "bdi").stream()
                        .filter(it -> it.getTextContent().equals(rightToLeft))
                        .count();
        assertThat(isolated).isGreaterThan(3);
        assertThat(all.length - 1).as("isolated, but for the title").isEqualTo(isolated + 1);
    }

    @Test
    void shares_are_of_the_whole_and_delays_are_in_plain_words() {
        var text = parse(PageSamples.first()).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("2 of 11 planned shifts were reported (18%)")
                .contains("1\u00a0hour");
        var organisations =
                elements(parse(PageSamples.first()), "table").stream()
                        .filter(it -> it.getTextContent().contains("Submissions by organisation"))
                        .findFirst()
                        .orElseThrow()
                        .getTextContent();
        assertThat(organisations)
                .containsPattern("Essex Police\\s*5\\s*83%")
                .containsPattern("Open Road\\s*1\\s*17%");
    }

    @Test
    void the_trend_has_twelve_periods_and_says_where_nothing_was_published() {
        var trend =
                elements(parse(PageSamples.first()), "table").stream()
                        .filter(it -> it.getTextContent().contains("newest edition had them"))
                        .findFirst()
                        .orElseThrow();

        assertThat(trend.getElementsByTagName("tr").getLength()).isEqualTo(1 + 12);
        assertThat(trend.getTextContent()).contains("Week 46, 2022", "Week 5, 2023", "\u2013");
    }

    /// A summary may be published of the period in which the operation began: that one is not
    /// compared with, but it is there.
    @Test
    void a_page_that_compares_with_nothing_does_not_say_that_nothing_was_published() {
        var text =
                PageSamples.pages()
                        .filter(it -> it.summary().previous().isEmpty())
                        .findFirst()
                        .map(it -> parse(it).getDocumentElement().getTextContent())
                        .orElseThrow();

        assertThat(text)
                .contains(
                        "There is nothing to compare with: neither the week before nor the same"
                                + " week a year earlier has a summary that covers all of it.");
    }

    @Test
    void priorities_have_names_changes_and_the_funding_that_runs() {
        var text = parse(PageSamples.prioritised()).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("Knife crime in the centre", "Violence at night")
                .containsPattern("Knife crime in the centre\\s*2\\s*\\+1")
                .contains("Community Safety Fund 2022/23: £22,511, 1 April 2022 to 31 March 2023")
                .doesNotContain("Pilot");
    }

    @Test
    void what_changed_below_the_totals_is_listed_too() {
        var text = parse(PageSamples.second()).getDocumentElement().getTextContent();

        assertThat(text).contains("What changed below the totals", "Shifts reported");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void headings_leave_no_level_out(RenderInput page) {
        int last = 0;
        for (var element : elements(parse(page), "*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int level = element.getTagName().charAt(1) - '0';
                assertThat(level).isLessThanOrEqualTo(last + 1);
                last = level;
            }
        }
    }

    @Test
    void names_are_text_whatever_they_hold() {
        var hostile = "\"><script>alert('x')</script>&amp;<!-- \u0000\u001b ]]> -->";
        var page = PageSamples.named(hostile, hostile);

        var document = parse(page);

        assertThat(html(page)).doesNotContain("<script", "<!--", "\u0000", "\u001b");
        assertThat(elements(document, "h1").getFirst().getTextContent())
                .isEqualTo(hostile.replace('\u0000', '\ufffd').replace('\u001b', '\ufffd'));
    }

    @Test
    void the_same_page_gives_the_same_bytes() {
        assertThat(SummaryHtml.write(PageSamples.second()))
                .isEqualTo(SummaryHtml.write(PageSamples.second()));
    }

    @Test
    void the_default_locale_makes_no_difference() {
        var expected = SummaryHtml.write(PageSamples.second());
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(String.format("%d", 5)).isNotEqualTo("5");
            assertThat(SummaryHtml.write(PageSamples.second())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_later_edition_opens_with_what_changed_and_why() {
        var html = html(PageSamples.second());

        assertThat(html.indexOf("What changed in this edition"))
                .isPositive()
                .isLessThan(html.indexOf("Headline figures"));
        assertThat(html)
                .contains("it replaces edition 1")
                .contains("1 late report, 1 corrected report and 1 withdrawn report");
        assertThat(html(PageSamples.first())).doesNotContain("What changed");
    }

    @Test
    void places_without_a_visit_and_missed_shifts_are_named() {
        var text = parse(PageSamples.first()).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("2 of 4 had no engagement: Grays town centre and Harlow town centre.")
                .contains("Patrolled, but never for 15 minutes or more: Chelmsford rail station.")
                .contains("Fri 3 Feb, Sat 4 Feb");
    }

    @Test
    void patrol_time_and_person_time_are_told_apart() {
        var text = parse(PageSamples.first()).getDocumentElement().getTextContent();

        assertThat(text).contains("30 of person time").contains("1\u00a0h\u00a027\u00a0min");
    }

    @Test
    void sources_are_listed_with_their_digests() {
        var sources = new TreeMap<String, Digest>();
        sources.put("summary.json", Digest.of("x"));

        assertThat(html(PageSamples.with(sources))).contains(Digest.of("x").hex());
    }

    @Test
    void contrast_of_text_on_its_ground_is_enough() {
        var css = elements(parse(PageSamples.first()), "style").getFirst().getTextContent();
        var colours = Pattern.compile("(?:--ink|--soft|--now|[; {]color): (#[0-9a-f]{6})");
        var found = colours.matcher(css).results().map(it -> it.group(1)).distinct().toList();

        assertThat(found).hasSizeGreaterThanOrEqualTo(4);
        assertThat(found).allMatch(colour -> contrast(colour, "#eef2f6") >= 4.5);
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb);
    }

    private static double channel(int value) {
        double c = (value & 0xFF) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
