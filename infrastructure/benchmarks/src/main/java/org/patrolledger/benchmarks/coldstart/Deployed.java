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
import org.patrolledger.domain.submission.Digest;

/// A function as Lambda has it on disk: its package unpacked, and before it the runtime's own jars.
///
/// @param name such as `receive-submission`
/// @param handler its class
/// @param jars in the order of the class path
record Deployed(String name, String handler, List<Path> jars) {
    private static final List<String> RUNTIME =
            List.of(
                    "aws-lambda-java-runtime-interface-client-",
                    "aws-lambda-java-serialization-",
                    "aws-lambda-java-core-",
                    "utils-lite-",
                    "annotations-");

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
        var jars = runtime();
        jars.addAll(beside.stream().filter(jar -> !jars.contains(jar)).toList());
        jars.add(pack(handler, Files.createDirectories(folder.resolve(name)).resolve("floor.jar")));
        return new Deployed(name, handler.getName(), jars);
    }

    /// The class path of an archive of classes cannot have folders on it, so a jar is made.
    private static Path pack(Class<?> handler, Path jar) throws IOException {
        var entry = handler.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var in = handler.getClassLoader().getResourceAsStream(entry)) {
            if (in == null) {
                throw new IOException("there is no " + entry);
            }
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
            out.closeEntry();
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
            found.add(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Path::of)
                            .filter(path -> path.getFileName().toString().startsWith(prefix))
                            .findFirst()
                            .orElseThrow(() -> new IOException("there is no " + prefix)));
        }
        return found;
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

    String classPath() {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
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
