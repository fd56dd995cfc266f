package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// The zips that are deployed. They are there once `mvn package` has made them; before that there
/// is nothing to look at.
class PackageTest {

    private static final Path FUNCTIONS = Path.of("..", "..", "functions");
    private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 1, 0, 0);

    @ParameterizedTest
    @EnumSource
    void a_zip_holds_jars_only_and_nothing_but_what_is_deployed(FunctionPlan plan)
            throws IOException {
        try (var zip = zip(plan)) {
            assertThat(zip.stream().filter(entry -> !entry.isDirectory()))
                    .isNotEmpty()
                    .allMatch(entry -> entry.getName().matches("lib/[^/]+\\.jar"))
                    .noneMatch(entry ->
                            entry.getName()
                                    .matches(
                                            ".*(netty|apache|httpc|DynamoDBLocal|s3proxy"
                                                    + "|elasticmq|jetty|junit|databind"
                                                    + "|testing|embedded).*"));
            assertThat(zip.getEntry("lib/" + plan.function() + "-1.0.0-SNAPSHOT.jar")).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_zip_has_clients_of_the_services_its_function_may_use(FunctionPlan plan)
            throws IOException {
        Set<String> used = new TreeSet<>();
        plan.permissions().forEach(p -> used.add(p.action().replaceAll(":.*", "")));
        if (used.remove("ses")) {
            used.add("sesv2");
        }
        try (var zip = zip(plan)) {
            assertThat(
                            Stream.of("dynamodb", "s3", "sqs", "kms", "sesv2")
                                    .filter(service -> has(zip, service)))
                    .containsExactlyInAnyOrderElementsOf(used);
        }
    }

    private static boolean has(ZipFile zip, String service) {
        return zip.stream().anyMatch(e -> e.getName().matches("lib/" + service + "-[0-9.]+\\.jar"));
    }

    /// The time of the build is in none of them, nor in the jars of our own.
    @ParameterizedTest
    @EnumSource
    void a_zip_has_no_time_of_its_own(FunctionPlan plan) throws IOException {
        try (var zip = zip(plan)) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal)).containsOnly(MADE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"RECEIVE_SUBMISSION"})
    void what_takes_forms_in_weighs_nine_megabytes_at_most(FunctionPlan plan) throws IOException {
        try (var zip = zip(plan)) {
            assertThat(Files.size(Path.of(zip.getName()))).isLessThanOrEqualTo(9_000_000);
        }
    }

    /// With nothing on the class path but the jars of the zip, the function starts, tries its
    /// storage, and finds it away. No class is missed.
    @ParameterizedTest
    @EnumSource
    void a_function_runs_with_what_is_in_its_zip(FunctionPlan plan, @TempDir Path folder)
            throws Exception {
        try (var loader =
                new URLClassLoader(unpacked(plan, folder), ClassLoader.getPlatformClassLoader())) {
            String answer = answer(loader, plan);

            switch (plan) {
                case PUBLISH_SUMMARY ->
                        assertThat(Synthesis.parse(answer).get("batchItemFailures")).hasSize(1);
                case NOTE_MAIL_EVENT, MAKE_ARCHIVE, IMPORT_SUBMISSIONS ->
                        assertThat(Synthesis.parse(answer).get("batchItemFailures")).hasSize(1);
                // A recipient that could not be reached is put on the queue again, which is away as
                // well.
                case SEND_DIGEST ->
                        assertThat(Synthesis.parse(answer).get("batchItemFailures")).hasSize(1);
                case SCHEDULE_SUMMARIES, NOTICE_CHANGE, SCHEDULE_DIGESTS ->
                        assertThat(answer).contains("StorageException");
                default ->
                        assertThat(Synthesis.parse(answer).get("statusCode").asInt())
                                .as(answer)
                                .isEqualTo(503);
            }
        }
    }

    private static String answer(ClassLoader loader, FunctionPlan plan) throws Exception {
        Class<?> environment = loader.loadClass("org.patrolledger.lambda.Environment");
        Object nowhere = environment.getMethod("of", Map.class).invoke(null, nowhere());
        InstantSource clock = () -> Instant.parse("2023-03-06T06:30:00Z");
        Object handler =
                loader.loadClass(plan.handler())
                        .getConstructor(environment, InstantSource.class)
                        .newInstance(nowhere, clock);
        Class<?> contextType = loader.loadClass("com.amazonaws.services.lambda.runtime.Context");
        Class<?> loggerType =
                loader.loadClass("com.amazonaws.services.lambda.runtime.LambdaLogger");
        Object logger =
                Proxy.newProxyInstance(loader, new Class<?>[] {loggerType}, (p, m, a) -> null);
        Object context =
                Proxy.newProxyInstance(
                        loader,
                        new Class<?>[] {contextType},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getRemainingTimeInMillis" -> 1_000;
                                    case "getMemoryLimitInMB" -> 512;
                                    case "getLogger" -> logger;
                                    case "getXrayTraceId" -> null;
                                    default -> "package-test";
                                });
        var out = new ByteArrayOutputStream();
        try {
            loader.loadClass(plan.handler())
                    .getMethod("handleRequest", InputStream.class, OutputStream.class, contextType)
                    .invoke(
                            handler,
                            new ByteArrayInputStream(event(plan).getBytes(StandardCharsets.UTF_8)),
                            out,
                            context);
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// An event as it comes, of the contract's samples.
    private static String event(FunctionPlan plan) throws IOException {
        String sample =
                switch (plan) {
                    case RECEIVE_SUBMISSION -> "http/receive-engagement";
                    case REVISE_SUBMISSION -> "http/revise-submission";
                    case READ_SUBMISSION -> "http/read-submission";
                    case DOWNLOAD_SUMMARY -> "http/read-period";
                    case MAINTAIN_CATALOGUE -> "http/read-catalogue";
                    case SCHEDULE_SUMMARIES -> "scheduler/weekly";
                    case PUBLISH_SUMMARY -> "sqs/publish-summary";
                    case NOTICE_CHANGE -> "stream/first-submission";
                    case MAKE_ARCHIVE -> "sqs/make-archive";
                    case MANAGE_IMPORT -> "http/read-import";
                    case IMPORT_SUBMISSIONS -> "sqs/import-submissions";
                    case READ_COVERAGE -> "http/read-coverage";
                    case MANAGE_SUBSCRIPTION -> "http/read-digest";
                    case SCHEDULE_DIGESTS -> "scheduler/digest";
                    case SEND_DIGEST -> "sqs/send-digest";
                    case NOTE_MAIL_EVENT -> "sqs/note-mail-event";
                };
        var event =
                Synthesis.parse(
                        Files.readString(
                                Path.of("..", "..", "events", "samples", "lambda")
                                        .resolve(sample + ".json")));
        if (event.get("Records") instanceof ArrayNode records) {
            while (records.size() > 1) {
                records.remove(1);
            }
        }
        return event.toString();
    }

    /// Every service at a port where nobody listens.
    private static Map<String, String> nowhere() {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-west-2");
        variables.put("SUBMISSIONS_TABLE", "submissions");
        variables.put("CATALOGUE_TABLE", "catalogue");
        variables.put("CHAINS_TABLE", "chains");
        variables.put("DOWNLOADS_TABLE", "downloads");
        variables.put("SUMMARIES_BUCKET", "summaries");
        variables.put("STAGING_BUCKET", "staging");
        variables.put("PUBLISH_QUEUE_URL", "http://127.0.0.1:1/queue/due");
        variables.put("SIGNING_KEY", "arn:aws:kms:eu-west-2:000000000000:key/none");
        variables.put("SUBSCRIBERS_TABLE", "subscribers");
        variables.put("MAILINGS_TABLE", "mailings");
        variables.put("MAIL_QUEUE_URL", "http://127.0.0.1:1/queue/mail");
        variables.put("ADDRESS_KEY", "arn:aws:kms:eu-west-2:000000000000:key/none");
        variables.put("ADDRESS_MAC_KEY", "arn:aws:kms:eu-west-2:000000000000:key/none");
        variables.put("MAIL_FROM", "weekly@example.org");
        variables.put("MAIL_REPLY_TO", "replies@example.org");
        variables.put("MAIL_TITLE", "Patrols");
        variables.put("PUBLISHER", "A police force");
        variables.put("SITE_URL", "https://example.org");
        variables.put("SES_CONFIGURATION_SET", "none");
        variables.put("MAIL_RATE", "100");
        variables.put("IMPORTS_BUCKET", "imports");
        variables.put("IMPORT_QUEUE_URL", "http://127.0.0.1:1/queue/imports");
        variables.put("ARCHIVES_QUEUE_URL", "http://127.0.0.1:1/queue/archives");
        variables.put("NOTICE_DELAY_SECONDS", "0");
        variables.put("CATALOGUE_SECONDS", "0");
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        return variables;
    }

    private static URL[] unpacked(FunctionPlan plan, Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (var zip = zip(plan)) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                Path jar = folder.resolve(Path.of(entry.getName()).getFileName().toString());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, jar);
                }
                jars.add(jar.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static ZipFile zip(FunctionPlan plan) throws IOException {
        Path zip =
                FUNCTIONS
                        .resolve(plan.function())
                        .resolve("target")
                        .resolve(plan.function() + "-lambda.zip");
        assumeTrue(Files.isRegularFile(zip), "no zip yet: mvn package makes it");
        return new ZipFile(zip.toFile());
    }
}
