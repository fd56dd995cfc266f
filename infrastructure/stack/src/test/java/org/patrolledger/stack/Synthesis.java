package org.patrolledger.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.AppProps;

/// The templates of a stage, made once for all tests: a synthesis takes seconds, a look at its
/// templates nothing. Small files stand in for the functions' zips, so that the templates do not
/// change with the code.
final class Synthesis {

    static final ObjectMapper JSON = new ObjectMapper();

    static final Path SITE_HEADERS = Path.of("..", "site", "headers.json");

    private static final Path OUTPUTS = Path.of("target", "synthesis");

    static final List<String> STACKS = List.of("data", "service", "site", "edge");

    private final Map<String, JsonNode> templates = new HashMap<>();
    private final JsonNode manifest;
    private final Path output;

    /// @param context as the command line would give it with `-c`
    Synthesis(Map<String, String> context) {
        output = OUTPUTS.resolve(context.get("stage"));
        // The process behind the library takes one call at a time.
        synchronized (Synthesis.class) {
            manifest = synthesise(context);
        }
    }

    private JsonNode synthesise(Map<String, String> context) {
        try {
            Map<String, Object> all = new HashMap<>();
            JSON.readTree(Path.of("cdk.json").toFile())
                    .get("context")
                    .properties()
                    .forEach(e ->
                            all.put(e.getKey(), JSON.convertValue(e.getValue(), Object.class)));
            all.putAll(context);
            all.put("functions", standIns().toString());
            var app =
                    new software.amazon.awscdk.App(
                            AppProps.builder()
                                    .outdir(output.toAbsolutePath().toString())
                                    .context(all)
                                    .analyticsReporting(false)
                                    .build());
            Stage stage =
                    Stage.of(name -> {
                        Object value = all.get(name);
                        return value == null ? null : value.toString();
                    });
            App.describe(app, stage);
            app.synth();
            for (String stack : STACKS) {
                templates.put(
                        stack, json(stage.named("patrol-ledger-" + stack) + ".template.json"));
            }
            return json("manifest.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Synthesis production() {
        return Production.MADE;
    }

    /// Apart from its class, so that who only wants JSON does not wait for it.
    private static final class Production {
        static final Synthesis MADE = new Synthesis(Map.of("stage", "prod"));
    }

    JsonNode data() {
        return template("data");
    }

    JsonNode service() {
        return template("service");
    }

    /// The template of one of the stacks.
    JsonNode template(String stack) {
        return Objects.requireNonNull(templates.get(stack));
    }

    Path output() {
        return output;
    }

    /// A file the synthesis wrote.
    JsonNode json(String file) {
        try {
            return JSON.readTree(output.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// JSON as a value, to compare with.
    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode manifest() {
        return manifest;
    }

    /// Every resource of a type in a template.
    static Stream<JsonNode> resources(JsonNode template, String type) {
        return StreamSupport.stream(template.get("Resources").spliterator(), false)
                .filter(resource -> resource.get("Type").asText().equals(type));
    }

    private static Path standIns() throws IOException {
        Path folder = Path.of("target", "stand-ins").toAbsolutePath();
        for (FunctionPlan plan : FunctionPlan.values()) {
            Path target = folder.resolve(plan.function()).resolve("target");
            Files.createDirectories(target);
            Files.writeString(target.resolve(plan.function() + "-lambda.zip"), plan.function());
        }
        return folder;
    }
}
