package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.patrolledger.contract.json.Json;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

/// What tests of changes of the catalogue share.
abstract class CatalogueFixture {
    static final InstantSource CLOCK = Sample.at("2023-02-10T12:00:00Z");
    static final Call READ = Call.sample("read-catalogue");
    static final Call CREATE = Call.sample("create-operation");

    static final String HENDERSON =
            """
            {"id": "henderson", "name": "Operation Henderson", "revision": %d,
             "activeFrom": "2022-09-01", "activeUntil": null,
             "organisations": ["essex-police", "british-transport-police"],
             "places": [{"id": "colchester-station", "name": "Colchester station",
                         "district": "E07000071", "validFrom": "2022-09-01", "validUntil": null}],
             "shifts": []}
            """;

    final FakeCatalogueStore store = new FakeCatalogueStore();
    final FakeSubmissionLog log = new FakeSubmissionLog();
    final AtomicInteger pauses = new AtomicInteger();
    final MaintainCatalogue function =
            new MaintainCatalogue(store, log, CLOCK, pauses::incrementAndGet);

    static Call replace(int revision) {
        return CREATE.withoutHeader("if-none-match").header("if-match", "\"" + revision + "\"");
    }

    static String written(int status, int revision) {
        return Answer.canonical(
                """
                {"statusCode": %d,
                 "headers": {"content-type": "application/json", "etag": "\\"%d\\"",
                             "location": "/catalogue"},
                 "body": %s}
                """
                        .formatted(status, revision, HENDERSON.formatted(revision)));
    }

    void createGrip() {
        var created =
                CREATE.path("/catalogue/operations/grip")
                        .body(Json.text(document()))
                        .answeredBy(function);
        assertThat(created.status()).isEqualTo(201);
    }

    /// `grip` at two places, always active, with a shift at each.
    static Map<String, Object> document() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", "Operation Grip");
        map.put("activeFrom", "2021-04-01");
        map.put("organisations", List.of("essex-police"));
        map.put("places", List.of(place("southend-high-street"), place("basildon-town-square")));
        map.put(
                "shifts",
                List.of(
                        Map.of(
                                "place",
                                "southend-high-street",
                                "days",
                                List.of("FRI"),
                                "from",
                                "18:00",
                                "to",
                                "02:00")));
        return map;
    }

    static Map<String, Object> place(String id) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", id);
        map.put("name", "Place");
        map.put("district", "E07000071");
        map.put("validFrom", "2021-04-01");
        return map;
    }

    /// Changes the first place.
    static void places(Map<String, Object> operation, String field, String value) {
        var first = place("southend-high-street");
        first.put(field, value);
        var places = new ArrayList<Object>(List.of(first, place("basildon-town-square")));
        operation.put("places", places);
    }

    interface Change {
        void to(Map<String, Object> operation);
    }

    /// The faults of replacing revision 1 of `grip` by a changed one; empty where it was replaced.
    List<String> grip(Change change, String... without) {
        var changed = document();
        change.to(changed);
        List.of(without).forEach(changed::remove);
        var answer = put(changed, 1);
        return answer.status() == 200 ? List.of() : answer.faults();
    }

    Answer put(Map<String, Object> document, int revision) {
        return call(document, revision).answeredBy(function);
    }

    static Call call(Map<String, Object> document, int revision) {
        return replace(revision).path("/catalogue/operations/grip").body(Json.text(document));
    }
}
