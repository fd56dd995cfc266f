package org.patrolledger.local.embedded;

import com.github.dockerjava.api.exception.NotFoundException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack in a container, where Docker answers and has the image. It is never pulled: that is a
/// gigabyte nobody asked a build for, and where there is no network it takes minutes to fail.
///
/// The system property `localstack.image` names another image, and `localstack.token` gives the
/// token that newer ones want.
public final class LocalStack {
    private static final String IMAGE =
            System.getProperty("localstack.image", "localstack/localstack:4.14.0");

    /// How long Docker may take to answer. A build without it must not wait for minutes.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String TOKEN = System.getProperty("localstack.token", "");

    /// Where nothing answers they tell of everything they tried. Held here, for the JDK forgets
    /// loggers nobody holds.
    private static final List<Logger> QUIET =
            Stream.of("org.testcontainers", "tc", "com.github.dockerjava")
                    .map(Logger::getLogger)
                    .toList();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private LocalStack() {}

    /// The endpoint of all its services. Started when first asked for, stopped with the process.
    public static URI endpoint() {
        return Container.STARTED.getEndpoint();
    }

    /// Why it cannot be had, in one sentence.
    private static Optional<String> missing() {
        if (!System.getProperty("aws.endpoint", "").isEmpty()) {
            return Optional.of("The cases run on " + System.getProperty("aws.endpoint") + ".");
        }
        var answer = new CompletableFuture<Optional<String>>();
        Thread.ofPlatform()
                .daemon()
                .name("docker-asked")
                .start(() -> {
                    try {
                        answer.complete(missingOfDocker());
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                });
        try {
            return answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // An engine on a machine that is itself a container: Testcontainers wants an image from
            // a registry to find its own address, and tries for minutes where none answers.
            return Optional.of(
                    "A Docker engine does not let Testcontainers in within "
                            + LONGEST.toSeconds()
                            + " s; TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 may help.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while Docker was asked.");
        }
    }

    private static Optional<String> missingOfDocker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("No Docker engine answers, so nothing runs on LocalStack here.");
        }
        try {
            DockerClientFactory.instance().client().inspectImageCmd(IMAGE).exec();
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.of("Docker has no image " + IMAGE + ": docker pull " + IMAGE);
        }
    }

    /// Skips what needs it, with the one sentence.
    public static final class Present implements ExecutionCondition {
        private static final Optional<String> MISSING = missing();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return MISSING.map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled(IMAGE));
        }
    }

    private static final class Container {
        static final LocalStackContainer STARTED = started();

        private static LocalStackContainer started() {
            var container =
                    new LocalStackContainer(
                            DockerImageName.parse(IMAGE)
                                    .asCompatibleSubstituteFor("localstack/localstack"));
            if (!TOKEN.isEmpty()) {
                container.withEnv("LOCALSTACK_AUTH_TOKEN", TOKEN);
            }
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            return container;
        }
    }
}
