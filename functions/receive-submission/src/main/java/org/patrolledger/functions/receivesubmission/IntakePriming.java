package org.patrolledger.functions.receivesubmission;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.FormExample;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.InvocationContext;
import org.patrolledger.storage.Adapters;

/// Practice in taking a form in, so that a machine restored from a snapshot has the classes loaded
/// and the code compiled that the first real form needs.
///
/// It goes the whole way, by the function's own client: it reads the catalogue, and puts an item
/// under a condition that never holds, which writes nothing. What it makes belongs to another
/// instance of the function, so that no cold-start mark gets into the snapshot. A copy of the
/// catalogue does, one that is not used before its version was asked for. If it fails, the first
/// form is merely slower.
public final class IntakePriming {
    /// Until the first compiler has seen what a form needs: after 40 it still compiled for 10 ms
    /// during the second and third real form, after 100 it does not, and 300 gain nothing more.
    private static final int FORMS = 100;

    /// So that storage that is away delays no deployment.
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private static final String NAME = "priming";

    /// The constructor of a function, from its ports.
    public interface Wiring {
        /// The function on these ports.
        RequestStreamHandler function(
                SubmissionLog log, CatalogueCache catalogue, InstantSource clock);
    }

    private IntakePriming() {}

    /// Primes, where a snapshot follows, with the clients of `adapters`, and loads `catalogue`.
    public static void beforeSnapshot(Adapters adapters, CatalogueCache catalogue, Wiring wiring) {
        if (Environment.primes()) {
            try {
                for (var kind : Submission.Kind.values()) {
                    prime(adapters, kind, wiring, FORMS);
                }
                catalogue.prepare();
            } catch (RuntimeException | IOException e) {
                // The first form is slower then, and that is all. There is no invocation to log
                // by; what a function prints is logged too.
                System.out.println(
                        Json.text(
                                Map.of(
                                        "level", "WARN",
                                        "message", "priming.failed",
                                        "reason", e.toString())));
            }
        }
    }

    /// Primes `forms` forms, with the clients of `adapters`.
    ///
    /// @throws IllegalStateException with the function's answer, if it does not accept the form
    public static void prime(Adapters adapters, Submission.Kind kind, Wiring wiring, int forms)
            throws IOException {
        // A clock that runs away, so that every form reads the catalogue, as the first one does,
        // and asks for its version, as later ones do.
        var ticks = new AtomicLong();
        var cache =
                new CatalogueCache(
                        new Priming(adapters.catalogueStore()),
                        Duration.ofSeconds(1),
                        InstantSource.system(),
                        () -> ticks.addAndGet(Duration.ofSeconds(1).toNanos()));
        var function =
                wiring.function(adapters.primingSubmissionLog(), cache, InstantSource.system());
        var event = event(kind);
        long start = System.nanoTime();
        for (int i = 0; i < forms && System.nanoTime() - start < LONGEST.toNanos(); i++) {
            var answer = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(event), answer, InvocationContext.priming());
            if (!Long.valueOf(201).equals(Json.object(answer.toByteArray()).get("statusCode"))) {
                throw new IllegalStateException(answer.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /// Reads the catalogue and gives one of its own, which knows what the event names.
    private record Priming(CatalogueSource real) implements CatalogueSource {
        @Override
        public Catalogue load() {
            real.load();
            var organisation = new OrganisationId(NAME);
            var always = new Place.Validity(OperationalDay.parse("2000-01-01"), Optional.empty());
            return new Catalogue(
                    List.of(
                            new Operation(
                                    new OperationId(NAME),
                                    NAME,
                                    1,
                                    always,
                                    List.of(organisation),
                                    List.of(new Place(new PlaceId(NAME), NAME, NAME, always)),
                                    List.of(),
                                    List.of(new Priority(new PriorityId(NAME), NAME)),
                                    List.of())),
                    List.of(new Organisation(organisation, NAME)));
        }

        @Override
        public Optional<Version> version() {
            real.version();
            return Optional.empty();
        }
    }

    /// As API Gateway sends it.
    static byte[] event(Submission.Kind kind) {
        var path =
                switch (kind) {
                    case ENGAGEMENT -> "/engagements";
                    case INCIDENT -> "/incidents";
                };
        var claims =
                Map.of(
                        "sub", NAME,
                        "scope", "submissions.write",
                        "organisation", NAME);
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("version", "2.0");
        event.put("routeKey", "POST " + path);
        event.put("rawPath", path);
        event.put("rawQueryString", "");
        event.put("headers", Map.of("content-type", "application/json", "accept", "*/*"));
        event.put(
                "requestContext",
                Map.of(
                        "authorizer", Map.of("jwt", Map.of("claims", claims)),
                        "http", Map.of("method", "POST", "path", path)));
        event.put("body", Json.text(FormExample.of(SubmissionReader.form(kind), NAME)));
        event.put("isBase64Encoded", false);
        return Json.bytes(event);
    }
}
