package org.patrolledger.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The modules there are, found in the source tree, so that a new one cannot be overlooked.
final class Modules {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /// A module with code of its own.
    ///
    /// @param folder such as `functions/receive-submission`
    /// @param packageName the package all its classes are in, such as
    ///   `org.patrolledger.functions.receivesubmission`
    record Module(String folder, String packageName) {
        /// The pattern ArchUnit knows its packages by.
        String packages() {
            return packageName() + "..";
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    private Modules() {}

    /// The modules in `shared`, `functions` or `infrastructure` that have a Java source.
    static List<Module> in(String group) {
        try (var folders = Files.list(ROOT.resolve(group))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .flatMap(folder ->
                            packageOf(folder)
                                    .map(name ->
                                            new Module(group + "/" + folder.getFileName(), name))
                                    .stream())
                    .sorted(Comparator.comparing(Module::folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Module> all() {
        return Stream.of("shared", "functions", "infrastructure")
                .flatMap(group -> in(group).stream())
                .toList();
    }

    /// The pattern of the packages of one module that must be there.
    static String packages(String folder) {
        return all().stream()
                .filter(module -> module.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no code in " + folder))
                .packages();
    }

    /// The package that holds all sources of a module; empty where it has none.
    private static Optional<String> packageOf(Path module) {
        var sources = module.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return Optional.empty();
        }
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()))
                    .reduce(Modules::common)
                    .map(folder -> folder.toString().replace('/', '.').replace('\\', '.'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path common(Path one, Path other) {
        var common = one;
        while (!other.startsWith(common)) {
            common = common.getParent();
        }
        return common;
    }
}
