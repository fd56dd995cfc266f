package org.patrolledger.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.storage.Adapters;

/// What the stack says when it is up: addresses, tokens, and three lines to try, which work as
/// printed even where the catalogue has operations already.
final class Greeting {

    private static final String OTHER_ORGANISATION = "open-road";

    /// None of the names that the runbook and the scenarios give their operations. One of these may
    /// be in the catalogue already, and of no use today.
    private static final List<String> OPERATIONS = List.of("trial", "second-trial");

    private Greeting() {}

    static String of(Stack stack, double seconds) {
        Trial trial = trial(stack);
        Map<String, String> tokens = stack.tokens(trial.organisation());
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        """

                        Patrol Ledger is up, after %.1f s. Ctrl-C stops it; its data stays in
                        %s

                          Site      %s
                          HTTP API  %s
                          Lambda    aws lambda invoke --endpoint-url %s --function-name …
                          DynamoDB  %s
                          S3        %s  (bucket %s)
                          SQS       %s
                          Mail      %s/local/mail shows it; SMTP 127.0.0.1:%d, IMAP 127.0.0.1:%d
                                    (user is the address, any password); sign up at %s/digest
                          AWS       region %s, access key %s, secret key %s
                          Clock     %s, ticking; POST %s/local/clock moves it forward

                        Bearer tokens of %s, good for 12 hours \
                        (GET %s/local/tokens?organisation=%s for another):

                        """,
                        seconds,
                        stack.settings().data(),
                        stack.uri() + "/",
                        stack.uri(),
                        stack.uri(),
                        stack.environment().dynamoDbEndpoint(),
                        stack.environment().s3Endpoint(),
                        stack.environment().summariesBucket(),
                        stack.environment().sqsEndpoint(),
                        stack.uri(),
                        stack.mail().smtpPort(),
                        stack.mail().imapPort(),
                        stack.uri(),
                        LocalCredentials.REGION.id(),
                        LocalCredentials.LOCAL.accessKeyId(),
                        LocalCredentials.LOCAL.secretAccessKey(),
                        stack.now().truncatedTo(ChronoUnit.SECONDS),
                        stack.uri(),
                        trial.organisation(),
                        stack.uri(),
                        OTHER_ORGANISATION));
        tokens.forEach((role, token) -> text.append(role).append(' ').append(token).append('\n'));
        text.append("\nTry:\n\n");
        for (String line : lines(stack, trial, tokens)) {
            text.append(line).append("\n\n");
        }
        return text.toString();
    }

    /// What the lines are about.
    ///
    /// @param isNew whether the operation is yet to be put into the catalogue
    private record Trial(String operation, String organisation, String place, boolean isNew) {

        /// A new operation.
        static Trial of(String operation) {
            return new Trial(operation, "essex-police", "southend-high-street", true);
        }
    }

    private static Trial trial(Stack stack) {
        // A night's submission may belong to the day before.
        LocalDate today = started(stack).atZone(ZoneOffset.UTC).toLocalDate();
        var days =
                new Place.Validity(
                        new OperationalDay(today.minusDays(1)),
                        Optional.of(new OperationalDay(today)));
        Catalogue catalogue = catalogue(stack);
        for (String id : OPERATIONS) {
            Optional<Operation> known = catalogue.operation(new OperationId(id));
            if (known.isEmpty()) {
                return Trial.of(id);
            }
            Optional<Place> place =
                    known.filter(it -> it.active().covers(days)).stream()
                            .flatMap(it -> it.places().stream())
                            .filter(it -> it.validity().covers(days))
                            .findFirst();
            if (place.isPresent() && !known.get().organisations().isEmpty()) {
                return new Trial(
                        id,
                        known.get().organisations().getFirst().value(),
                        place.get().id().value(),
                        false);
            }
        }
        return Trial.of("trial-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /// That a catalogue cannot be read is for the API to say; the greeting comes all the same.
    private static Catalogue catalogue(Stack stack) {
        try {
            return new Adapters(stack.environment()).catalogueStore().load();
        } catch (RuntimeException e) {
            return new Catalogue(List.of(), List.of());
        }
    }

    private static Instant started(Stack stack) {
        return stack.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static List<String> lines(Stack stack, Trial trial, Map<String, String> tokens) {
        String id = UUID.randomUUID().toString();
        Instant from = started(stack);
        ObjectNode engagement =
                JsonTree.object()
                        .put("submissionId", id)
                        .put("operation", trial.operation())
                        .put("place", trial.place())
                        .put("organisation", trial.organisation())
                        .put("startedAt", from.toString())
                        .put("endedAt", from.plus(Duration.ofMinutes(30)).toString())
                        .put("activity", "foot-patrol");
        engagement.putObject("staff").put("officer", 2);
        engagement.putObject("peopleEngaged").put("count", 12).put("method", "counted");
        String administrator = header(tokens, "administrator");
        String submitter = header(tokens, "submitter");
        URI api = stack.uri();
        String first =
                trial.isNew()
                        ? "curl -s -X PUT "
                                + api
                                + "/catalogue/operations/"
                                + trial.operation()
                                + administrator
                                + " -H 'If-None-Match: *' -H 'Content-Type: application/json' -d '"
                                + operation(trial, from)
                                + "'"
                        : "curl -s " + api + "/catalogue" + administrator;
        return List.of(
                first,
                "curl -s -X POST "
                        + api
                        + "/engagements"
                        + submitter
                        + " -H 'Content-Type: application/json' -d '"
                        + engagement
                        + "'",
                "curl -s " + api + "/submissions/" + id + submitter);
    }

    private static ObjectNode operation(Trial trial, Instant from) {
        String since =
                from.minus(Duration.ofDays(365)).atZone(ZoneOffset.UTC).toLocalDate().toString();
        String name =
                trial.operation().substring(0, 1).toUpperCase(Locale.ROOT)
                        + trial.operation().substring(1);
        ObjectNode operation =
                JsonTree.object().put("name", "Operation " + name).put("activeFrom", since);
        operation.putArray("organisations").add(trial.organisation());
        operation
                .putArray("places")
                .addObject()
                .put("id", trial.place())
                .put("name", "Southend High Street")
                .put("district", "E06000033")
                .put("validFrom", since);
        return operation;
    }

    private static String header(Map<String, String> tokens, String role) {
        return " -H 'Authorization: Bearer " + tokens.get(role) + "'";
    }
}
