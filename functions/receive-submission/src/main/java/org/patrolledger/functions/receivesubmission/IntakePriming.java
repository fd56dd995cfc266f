package org.patrolledger.functions.receivesubmission;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.patrolledger.contract.FormExample;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionIntake;
import org.patrolledger.lambda.Priming;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.PrimingCatalogue;

/// Practice in taking a form in, so that a machine restored from a snapshot has the classes loaded
/// and the code compiled that the first real form needs.
///
/// It goes the whole way, by the function's own client: it reads the catalogue, and puts an item
/// under a condition that never holds, which writes nothing. What it makes belongs to another
/// instance of the function, so that no cold-start mark gets into the snapshot. A copy of the
/// catalogue does, one that is not used before its version was asked for. If it fails, the first
/// form is merely slower.
public final class IntakePriming {
    /// The constructor of a function, from its ports.
    public interface Wiring {
        /// The function on these ports.
        RequestStreamHandler function(
                SubmissionIntake log, CatalogueCache catalogue, InstantSource clock);
    }

    private IntakePriming() {}

    /// Primes, where a snapshot follows, with the clients of `adapters`, and loads `catalogue`.
    public static void beforeSnapshot(Adapters adapters, CatalogueCache catalogue, Wiring wiring) {
        Priming.beforeSnapshot(() -> {
            for (var kind : Submission.Kind.values()) {
                prime(adapters, kind, wiring, Priming.CALLS);
            }
            catalogue.prepare();
        });
    }

    /// Primes `forms` forms, with the clients of `adapters`.
    ///
    /// @throws IllegalStateException with the function's answer, if it does not accept the form
    public static void prime(Adapters adapters, Submission.Kind kind, Wiring wiring, int forms)
            throws IOException {
        var cache = new PrimingCatalogue(adapters.catalogueStore()).cache();
        var function = wiring.function(adapters.primingIntake(), cache, InstantSource.system());
        Priming.repeat(function, event(kind), 201, forms);
    }

    /// As API Gateway sends it.
    static byte[] event(Submission.Kind kind) {
        var path =
                switch (kind) {
                    case ENGAGEMENT -> "/engagements";
                    case INCIDENT -> "/incidents";
                };
        var body = Json.text(FormExample.of(SubmissionReader.form(kind), Priming.NAME));
        return Priming.event("POST", path, Map.of(), "submissions.write", body);
    }
}
