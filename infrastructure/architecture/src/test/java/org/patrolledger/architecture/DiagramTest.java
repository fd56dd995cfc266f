package org.patrolledger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// The diagram of modules in ARCHITECTURE.md is what the poms say. What a module needs for its
/// tests alone is not drawn, nor are the modules that only look at others (architecture,
/// inspection).
///
/// The functions are one node; a function is drawn by its name where another module needs it alone.
class DiagramTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String FUNCTIONS = "functions";

    @Test
    void the_diagram_of_modules_is_what_the_poms_say() throws Exception {
        var drawn = drawn();
        assertThat(drawn).as("arrows of the diagram in ARCHITECTURE.md").isNotEmpty();
        assertThat(drawn).isEqualTo(built());
    }

    private static Set<String> drawn() throws IOException {
        var page = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
        var block = Pattern.compile("```mermaid\\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).as("ARCHITECTURE.md has a diagram").isTrue();
        return Pattern.compile("(?m)^ *(\\S+) --> (\\S+)$")
                .matcher(block.group(1))
                .results()
                .map(it -> it.group(1) + " --> " + it.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> built() throws Exception {
        var needs = new TreeMap<String, List<String>>();
        var functions = new TreeSet<String>();
        for (var folder : folders()) {
            var pom =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(folder.resolve("pom.xml").toFile())
                            .getDocumentElement();
            var name = text(pom, "artifactId");
            if (folder.getParent().endsWith(FUNCTIONS)) {
                functions.add(name);
            }
            needs.put(name, needed(pom));
        }
        assertThat(functions).isNotEmpty();
        var arrows = new TreeSet<String>();
        needs.forEach((from, all) -> arrows(from, all, functions).forEach(arrows::add));
        return arrows;
    }

    private static Stream<String> arrows(String from, List<String> needed, Set<String> functions) {
        var several = needed.stream().filter(functions::contains).count() > 1;
        return needed.stream()
                .map(to -> {
                    if (functions.contains(from)) {
                        return (functions.contains(to) ? from : FUNCTIONS) + " --> " + to;
                    }
                    return from + " --> " + (several && functions.contains(to) ? FUNCTIONS : to);
                });
    }

    private static List<Path> folders() throws IOException {
        try (var poms = Files.find(ROOT, 3, (file, is) -> file.endsWith("pom.xml"))) {
            return poms.map(Path::getParent)
                    .filter(it -> !it.equals(ROOT) && !it.endsWith(FUNCTIONS))
                    .filter(it -> !ROOT.relativize(it).startsWith("target"))
                    .sorted()
                    .toList();
        }
    }

    /// The modules of this project that a module's main code needs.
    private static List<String> needed(Element pom) {
        return children(pom, "dependencies")
                .flatMap(it -> children(it, "dependency"))
                .filter(it -> text(it, "groupId").equals("org.patrolledger"))
                .filter(it -> !Set.of("test", "provided").contains(scope(it)))
                .map(it -> text(it, "artifactId"))
                .toList();
    }

    private static String scope(Element dependency) {
        return children(dependency, "scope")
                .findFirst()
                .map(Element::getTextContent)
                .orElse("compile");
    }

    private static String text(Element parent, String name) {
        return children(parent, name).findFirst().orElseThrow().getTextContent();
    }

    private static Stream<Element> children(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(it -> it.getTagName().equals(name));
    }
}
