package org.patrolledger.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Loads the functions' classes so that each record of theirs tells [Recorder] when one is made: a
/// case of a sealed type is a record, and that one was made is that the function came to it. And
/// knows, by the class files, which cases and which lines of the log there are.
final class FunctionClasses extends ClassLoader {

    private static final String OURS = "org.patrolledger.functions.";
    private static final ClassDesc RECORDER = ClassDesc.of(Recorder.class.getName());
    private static final Set<String> LOGGING = Set.of("info", "warn", "error");
    private static final String LOG = "org/patrolledger/lambda/log/Log";
    private static final Pattern EVENT = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");

    FunctionClasses() {
        super(FunctionClasses.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] told = telling(name);
            return defineClass(name, told, 0, told.length);
        }
    }

    private byte[] telling(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            ClassModel model = ClassFile.of().parse(bytes);
            boolean isRecord =
                    model.superclass()
                            .filter(it -> it.asInternalName().equals("java/lang/Record"))
                            .isPresent();
            return isRecord ? telling(model, name) : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] telling(ClassModel model, String name) {
        return ClassFile.of()
                .transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(
                                method -> method.methodName().equalsString("<init>"),
                                (code, element) -> {
                                    if (element instanceof ReturnInstruction) {
                                        code.ldc(name)
                                                .invokestatic(
                                                        RECORDER,
                                                        "made",
                                                        MethodTypeDesc.of(
                                                                ConstantDescs.CD_void,
                                                                ConstantDescs.CD_String));
                                    }
                                    code.with(element);
                                }));
    }

    /// Every case of every sealed type of the function, by the name of its class.
    static Set<String> cases(FunctionPlan plan) {
        Set<String> cases = new TreeSet<>();
        for (ClassModel model : models(plan)) {
            model.findAttribute(Attributes.permittedSubclasses())
                    .ifPresent(permitted ->
                            permitted
                                    .permittedSubclasses()
                                    .forEach(it ->
                                            cases.add(it.asInternalName().replace('/', '.'))));
        }
        // A sealed type below a sealed type is none that is made.
        for (ClassModel model : models(plan)) {
            if (model.findAttribute(Attributes.permittedSubclasses()).isPresent()) {
                cases.remove(model.thisClass().asInternalName().replace('/', '.'));
            }
        }
        return cases;
    }

    /// The name of every line that the function can log.
    static Set<String> events(FunctionPlan plan) {
        Set<String> events = new TreeSet<>();
        for (ClassModel model : models(plan)) {
            for (var method : model.methods()) {
                method.code().ifPresent(code -> addEvents(code.elementList(), events));
            }
        }
        return events;
    }

    /// The name of a line is the last constant of its form before the call that writes it.
    private static void addEvents(List<CodeElement> elements, Set<String> events) {
        String last = null;
        for (CodeElement element : elements) {
            switch (element) {
                case ConstantInstruction constant
                        when constant.constantValue() instanceof String text
                                && EVENT.matcher(text).matches() ->
                        last = text;
                case InvokeInstruction call
                        when call.owner().asInternalName().equals(LOG)
                                && LOGGING.contains(call.name().stringValue()) -> {
                    if (last == null) {
                        throw new AssertionError("a line of the log without a fixed name");
                    }
                    events.add(last);
                }
                default -> {}
            }
        }
    }

    private static List<ClassModel> models(FunctionPlan plan) {
        try {
            Path place = place(plan);
            if (Files.isDirectory(place)) {
                return models(place, plan);
            }
            URI jar = URI.create("jar:" + place.toUri());
            try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
                return models(files.getPath("/"), plan);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ClassModel> models(Path root, FunctionPlan plan) throws IOException {
        List<ClassModel> models = new ArrayList<>();
        String handler = plan.handler();
        Path folder =
                root.resolve(handler.substring(0, handler.lastIndexOf('.')).replace('.', '/'));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                models.add(ClassFile.of().parse(Files.readAllBytes(file)));
            }
        }
        return models;
    }

    private static Path place(FunctionPlan plan) {
        try {
            return Path.of(
                    Class.forName(plan.handler())
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
