import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Formats every Java source of the project, or with the argument `check` names those that are not
/// formatted and fails. The build starts it on the JDK that it has found, since the formatter needs
/// a newer one than Maven may run on.
final class Format {
    private static final Set<String> NO_SOURCES = Set.of("target", "node_modules", ".git");

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        boolean check = List.of(arguments).contains("check");
        var changed =
                sources(Path.of("")).parallelStream().filter(it -> format(it, check)).toList();
        changed.forEach(
                file -> System.out.println((check ? "not formatted: " : "formatted: ") + file));
        if (check && !changed.isEmpty()) {
            System.out.println("Run: mvn -Pformat");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        var sources = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
                        return NO_SOURCES.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        if (file.toString().endsWith(".java")) {
                            sources.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        if (sources.isEmpty()) {
            throw new IllegalStateException("there is no source to format");
        }
        return sources;
    }

    /// Whether the file was not formatted.
    private static boolean format(Path file, boolean check) {
        try {
            var source = Files.readString(file);
            var formatter = new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
            var formatted =
                    ImportOrderer.reorderImports(
                            RemoveUnusedImports.removeUnusedImports(formatter.formatSource(source)),
                            Style.GOOGLE);
            boolean changed = !formatted.equals(source);
            if (changed && !check) {
                Files.writeString(file, formatted);
            }
            return changed;
        } catch (IOException | FormatterException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
