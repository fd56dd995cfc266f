package org.patrolledger.benchmarks.coldstart;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.patrolledger.benchmarks.coldstart.peer.GuidedSubmission;
import org.patrolledger.benchmarks.measure.JavaProcess;
import org.patrolledger.domain.submission.Digest;

/// A function as Lambda has it on disk: its package unpacked, and before it the runtime's own jars.
///
/// @param name such as `receive-submission`
/// @param handler its class
/// @param jars in the order of the class path
record Deployed(String name, String handler, List<Path> jars) implements Program {
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /// A Lambda function with one virtual processor or less gets the serial collector.
    private static final List<String> ALWAYS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:-UsePerfData");

    private static final List<String> RUNTIME =
            List.of(
                    "aws-lambda-java-runtime-interface-client-",
                    "aws-lambda-java-serialization-",
                    "aws-lambda-java-core-",
                    "utils-lite-",
                    "annotations-");

    /// What AWS's guides add to the SDK. Jackson 3, with packages of its own, is beside it here.
    private static final List<String> GUIDED =
            List.of(
                    "dynamodb-enhanced-",
                    "aws-lambda-java-events-",
                    "joda-time-",
                    "jackson-annotations-",
                    "jackson-databind-2");

    /// The function `name` of the repository at `root`, unpacked below `folder`.
    static Deployed function(String name, Path root, Path folder) throws IOException {
        var zip = root.resolve("functions/" + name + "/target/" + name + "-lambda.zip");
        var jars = runtime();
        jars.addAll(unpack(zip, folder.resolve(name)));
        return new Deployed(name, handler(name), jars);
    }

    /// A handler of this module, with the SDK of the package `beside`, if any.
    static Deployed floor(String name, Class<?> handler, List<Path> beside, Path folder)
            throws IOException {
        return own(name, List.of(handler), beside, folder);
    }

    /// The peer in Java, with the SDK of the package `beside` and the libraries of its own.
    static Deployed guided(List<Path> beside, Path folder) throws IOException {
        var jars = new ArrayList<>(beside);
        for (var prefix : GUIDED) {
            jars.add(onClassPath(prefix));
        }
        return own("guided-java", GuidedSubmission.CLASSES, jars, folder);
    }

    /// Classes of this module, the handler first.
    private static Deployed own(String name, List<Class<?>> classes, List<Path> beside, Path folder)
            throws IOException {
        var jars = runtime();
        jars.addAll(beside.stream().filter(jar -> !jars.contains(jar)).toList());
        jars.add(pack(classes, Files.createDirectories(folder.resolve(name)).resolve("own.jar")));
        return new Deployed(name, classes.getFirst().getName(), jars);
    }

    /// The class path of an archive of classes cannot have folders on it, so a jar is made.
    private static Path pack(List<Class<?>> classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var each : classes) {
                var entry = each.getName().replace('.', '/') + ".class";
                try (var in = Deployed.class.getClassLoader().getResourceAsStream(entry)) {
                    if (in == null) {
                        throw new IOException("there is no " + entry);
                    }
                    out.putNextEntry(new JarEntry(entry));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }

    private static String handler(String name) {
        var simple = new StringBuilder();
        for (var word : name.split("-", -1)) {
            simple.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return "org.patrolledger.functions." + name.replace("-", "") + "." + simple;
    }

    /// What the managed runtime brings, from this process's own class path.
    private static List<Path> runtime() throws IOException {
        var found = new ArrayList<Path>();
        for (var prefix : RUNTIME) {
            found.add(onClassPath(prefix));
        }
        return found;
    }

    private static Path onClassPath(String prefix) throws IOException {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no " + prefix));
    }

    private static List<Path> unpack(Path zip, Path folder) throws IOException {
        if (!Files.exists(zip)) {
            throw new IOException(zip + " is missing: build the functions' packages first");
        }
        Files.createDirectories(folder);
        var jars = new ArrayList<Path>();
        try (var packed = new ZipFile(zip.toFile())) {
            for (var entry : packed.stream().filter(it -> it.getName().endsWith(".jar")).toList()) {
                var jar = folder.resolve(Path.of(entry.getName()).getFileName());
                try (InputStream in = packed.getInputStream(entry)) {
                    Files.write(jar, in.readAllBytes());
                }
                jars.add(jar);
            }
        }
        jars.sort(null);
        return jars;
    }

    @Override
    public Path root() {
        return jars.getLast().resolveSibling(".");
    }

    @Override
    public List<String> command(List<String> options) {
        var command = JavaProcess.java(1);
        command.addAll(ALWAYS);
        command.addAll(options);
        var classPath = String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
        command.addAll(List.of("-cp", classPath, MAIN, handler));
        return command;
    }

    /// Names the contents of all jars: a cache made for others must never be taken for theirs.
    String contents() throws IOException {
        var digest = Digest.sha256();
        for (var jar : jars) {
            try (var in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
