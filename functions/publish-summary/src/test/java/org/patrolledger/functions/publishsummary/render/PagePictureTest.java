package org.patrolledger.functions.publishsummary.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page as a browser shows it, on a phone, on a screen and on paper. Pictures of it stay in
/// `target/pictures`, to be looked at.
class PagePictureTest {
    private static final Path PICTURES = Path.of("target/pictures");

    /// What margins of 15 mm leave of A4, in CSS pixels: 180 mm at 96 to the inch.
    private static final int PRINTED_WIDTH = 680;

    @TempDir static Path folder;

    private static Chromium browser;
    private static Map<String, Path> pages;

    @BeforeAll
    static void start() throws IOException {
        var program = Chromium.installed();
        assumeTrue(program.isPresent(), "there is no Chromium");
        browser = Chromium.start(program.get(), Files.createDirectory(folder.resolve("profile")));
        pages = new LinkedHashMap<>();
        var samples = PageSamples.pages().toList();
        for (int i = 0; i < samples.size(); i++) {
            var file = folder.resolve("page-" + (i + 1) + ".html");
            Files.write(file, EditionRenderer.page(samples.get(i)));
            pages.put("page-" + (i + 1), file);
        }
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static List<?> list(String script) throws IOException {
        return (List<?>) Objects.requireNonNull(browser.evaluate(script));
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void no_page_scrolls_sideways_and_nothing_on_it_is_cut_off(int width) throws IOException {
        for (var page : pages.entrySet()) {
            browser.show(page.getValue(), width);
            Files.write(PICTURES.resolve(page.getKey() + "-" + width + ".png"), browser.picture());

            assertThat(browser.evaluate("document.documentElement.scrollWidth"))
                    .as(page.getKey())
                    .isEqualTo((long) width);
            assertThat(list(BESIDE_THE_SCREEN)).as(page.getKey() + " at " + width).isEmpty();
            assertThat(list(SMALL)).as("text below 12 px at " + width).isEmpty();
        }
    }

    /// Text twice as large on a small phone, as WCAG 2.2 has it (1.4.4, 1.4.10): only tables may
    /// scroll, each by itself.
    @Test
    void no_page_with_large_text_scrolls_sideways() throws IOException {
        for (var page : pages.entrySet()) {
            browser.show(page.getValue(), 320);
            browser.evaluate("document.documentElement.style.fontSize = '200%'");
            Files.write(PICTURES.resolve(page.getKey() + "-large.png"), browser.picture());

            assertThat(browser.evaluate("document.documentElement.scrollWidth"))
                    .as(page.getKey())
                    .isEqualTo(320L);
        }
    }

    /// Texts that reach over the edge of the screen, unless they are in a table that scrolls; its
    /// caption is none of them.
    private static final String BESIDE_THE_SCREEN =
            """
            [...document.querySelectorAll('h1,h2,h3,p,li,dd,dt,caption,.caption,th,td,bdi')]
              .filter(it => !it.closest('.skip'))
              .filter(it => it.matches('.caption') || !it.closest('.scroll'))
              .filter(it => { const box = it.getBoundingClientRect();
                return box.width > 0 && (box.left < 0 || box.right > innerWidth + 0.5); })
              .map(it => it.tagName + ': ' + it.textContent.slice(0, 40))\
            """;

    /// Elements with a text of their own that is smaller than 12 px as shown.
    private static final String SMALL =
            """
            [...document.querySelectorAll('body *')]
              .filter(it => [...it.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
              .filter(it => parseFloat(getComputedStyle(it).fontSize) < 12 || it.closest('svg'))
              .map(it => it.tagName + ': ' + it.textContent.slice(0, 40))\
            """;

    @Test
    void regions_that_scroll_can_be_reached_and_have_names_of_their_own() throws IOException {
        for (var page : pages.values()) {
            browser.show(page, 320);
            assertThat(
                            list(
                                    """
                                    [...document.querySelectorAll('*')]
                                      .filter(it => it.scrollWidth > it.clientWidth + 1
                                        && getComputedStyle(it).overflowX === 'auto')
                                      .filter(it => it.tabIndex !== 0 || !it.getAttribute('aria-labelledby'))
                                      .map(it => it.outerHTML.slice(0, 80))\
                                    """))
                    .isEmpty();
        }
    }

    /// Where nobody has to scroll sideways, no table may be wider than its place, bar the one of
    /// changes, whose texts are as long as they are.
    @Test
    void tables_of_figures_fit_a_laptop() throws IOException {
        for (var page : pages.entrySet()) {
            browser.show(page.getValue(), 1024);
            assertThat(
                            list(
                                    """
                                    [...document.querySelectorAll('.scroll')]
                                      .filter(it => !it.closest('[aria-labelledby="changes"]'))
                                      .filter(it => it.scrollWidth > it.clientWidth)
                                      .map(it => it.getAttribute('aria-labelledby')
                                        + ': ' + it.scrollWidth)\
                                    """))
                    .as(page.getKey())
                    .isEmpty();
        }
    }

    /// Paper does not scroll: what is beside it is lost.
    @Test
    void no_table_is_wider_than_the_paper() throws IOException {
        browser.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            for (var page : pages.entrySet()) {
                browser.show(page.getValue(), PRINTED_WIDTH);
                assertThat(
                                list(
                                        """
                                        [...document.querySelectorAll('table')]
                                          .filter(it => it.getBoundingClientRect().right > innerWidth + 0.5)
                                          .map(it => it.caption.textContent
                                            + ': ' + it.getBoundingClientRect().right)\
                                        """))
                        .as(page.getKey())
                        .isEmpty();
            }
        } finally {
            browser.call("Emulation.setEmulatedMedia", Map.of("media", ""));
        }
    }

    @Test
    void it_prints_on_pages_of_a4() throws IOException {
        for (var page : pages.entrySet()) {
            browser.show(page.getValue(), 1280);
            var pdf = browser.print();
            Files.write(PICTURES.resolve(page.getKey() + ".pdf"), pdf);

            assertThat(new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF")
                    .containsPattern("/MediaBox \\[0 0 59[45](\\.\\d+)? 84[12](\\.\\d+)?]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1280})
    void axe_finds_nothing(int width) throws IOException {
        var axe = new String(axe(), UTF_8);
        for (var page : pages.entrySet()) {
            browser.show(page.getValue(), width);
            browser.evaluate(axe + "\n;0");
            var found =
                    list(
                            "axe.run(document, {resultTypes: ['violations']}).then(it =>"
                                    + " it.violations.map(v => v.id + ': ' +"
                                    + " v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))");
            assertThat(found).as(page.getKey() + " at " + width).isEmpty();
        }
    }

    private static byte[] axe() throws IOException {
        try (var in = PagePictureTest.class.getResourceAsStream("/axe.min.js")) {
            return Objects.requireNonNull(in, "axe-core is a test dependency").readAllBytes();
        }
    }
}
