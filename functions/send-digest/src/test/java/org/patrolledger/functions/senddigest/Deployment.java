package org.patrolledger.functions.senddigest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.patrolledger.contract.json.Json;

/// How the function is deployed, read from the template on record of the stack.
///
/// @param instances how many calls there are at once, at most
/// @param rate mails a second of each
/// @param timeout of a call
/// @param visibility how long a message stays hidden while a call works on it
record Deployment(int instances, int rate, Duration timeout, Duration visibility) {
    private static final Path TEMPLATE =
            Path.of("../../infrastructure/stack/src/test/resources/templates/service.json");

    static Deployment read() throws IOException {
        var resources = (Map<?, ?>) Json.object(Files.readAllBytes(TEMPLATE)).get("Resources");
        var function =
                one(
                        resources.values().stream()
                                .filter(it -> at(it, "Type").equals("AWS::Lambda::Function"))
                                .filter(it ->
                                        at(it, "Properties", "FunctionName")
                                                .toString()
                                                .contains("send-digest")));
        var source = one(named(resources, "MailSource"));
        var queue =
                resources.get(
                        ((List<?>) at(source, "Properties", "EventSourceArn", "Fn::GetAtt"))
                                .getFirst());
        if (!at(source, "Properties", "BatchSize").equals(1L)) {
            throw new IllegalStateException("a call is taken for one message");
        }
        return new Deployment(
                number(at(source, "Properties", "ScalingConfig", "MaximumConcurrency")),
                number(at(function, "Properties", "Environment", "Variables", "MAIL_RATE")),
                Duration.ofSeconds(number(at(function, "Properties", "Timeout"))),
                Duration.ofSeconds(number(at(queue, "Properties", "VisibilityTimeout"))));
    }

    private static Stream<?> named(Map<?, ?> resources, String prefix) {
        return resources.entrySet().stream()
                .filter(it -> it.getKey().toString().startsWith(prefix))
                .map(Map.Entry::getValue);
    }

    private static Object one(Stream<?> found) {
        var all = found.toList();
        if (all.size() != 1) {
            throw new IllegalStateException("one resource was looked for, not " + all.size());
        }
        return all.getFirst();
    }

    private static Object at(Object tree, String... path) {
        Object found = tree;
        for (var name : path) {
            found = found instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : "";
        }
        return found;
    }

    private static int number(Object value) {
        return Integer.parseInt(value.toString());
    }
}
