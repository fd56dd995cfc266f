package org.patrolledger.storage;

import static org.patrolledger.lambda.Priming.NAME;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.FormExample;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.lambda.Environment;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Storage for priming the functions that read: clients that make and read every request and answer
/// as the real ones do, with answers from memory. So what is found can be practised before anything
/// is stored, and nothing real is read.
public final class PrimingStorage {
    private static final Instant RECEIVED = Instant.parse("2023-02-04T09:15:30Z");

    private PrimingStorage() {}

    /// Ports on such clients: every query for submissions finds one of each of `kinds`, no other
    /// query anything.
    ///
    /// @param objects by key, what lies in every bucket
    public static Adapters adapters(
            Environment environment, List<Submission.Kind> kinds, Map<String, byte[]> objects) {
        var items = kinds.stream().map(it -> json(SubmissionItem.of(revision(it)))).toList();
        var found =
                Json.bytes(
                        Map.of(
                                "Count", items.size(),
                                "Items", items,
                                "ScannedCount", items.size()));
        var client = new CannedHttpClient(Map.of(environment.submissionsTable(), found), objects);
        return new Adapters(environment, new Clients(environment, client));
    }

    private static Revision revision(Submission.Kind kind) {
        var document = FormExample.of(SubmissionReader.form(kind), NAME);
        var read = SubmissionReader.read(kind, document, RECEIVED, PrimingCatalogue.catalogue());
        return switch (read) {
            case Result.Valid valid ->
                    Revision.first(
                            valid.submission(),
                            valid.body(),
                            RECEIVED,
                            new Revision.Sender(NAME, new OrganisationId(NAME), NAME));
            case Result.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
    }

    /// An item as DynamoDB writes it.
    static Map<String, Object> json(Map<String, AttributeValue> item) {
        var json = new HashMap<String, Object>();
        item.forEach((name, value) ->
                json.put(
                        name,
                        switch (value.type()) {
                            case S -> Map.of("S", value.s());
                            case N -> Map.of("N", value.n());
                            case BOOL -> Map.of("BOOL", value.bool());
                            case B -> Map.of("B", base64(value.b()));
                            case SS, NS, BS, M, L, NUL, UNKNOWN_TO_SDK_VERSION ->
                                    throw new IllegalStateException(
                                            "no submission has a value of " + value.type());
                        }));
        return json;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
