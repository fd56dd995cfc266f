package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

/// Changes of a thousand places, for any dates.
class ManyPlacesTest extends CatalogueCalls {
    @Test
    void a_thousand_places_lose_a_century_all_at_once_or_not_at_all() {
        answer(CREATE.path("/catalogue/operations/grip").body(thousandPlaces("2000-01-01")));
        log.append(Form.engagement().first());

        var refused =
                answer(
                        replacing(1)
                                .path("/catalogue/operations/grip")
                                .body(thousandPlaces("2100-12-31")));
        assertThat(refused.faults()).containsExactly("/places/0/validFrom in-use");
        assertThat(store.load().operation(Sample.GRIP).orElseThrow().revision()).isEqualTo(1);

        var changed =
                answer(
                        replacing(1)
                                .path("/catalogue/operations/grip")
                                .body(thousandPlaces("2023-02-03")));
        assertThat(changed.status()).isEqualTo(200);
    }

    /// Either all of a change holds or none, also where it cannot be found out in time whether
    /// submissions used what was taken away.
    @Test
    void what_storage_hangs_over_is_given_back_before_the_time_is_up() {
        answer(CREATE.path("/catalogue/operations/grip").body(thousandPlaces("2000-01-01")));
        var asked = new AtomicInteger();
        var hanging =
                (SubmissionLog)
                        Proxy.newProxyInstance(
                                SubmissionLog.class.getClassLoader(),
                                new Class<?>[] {SubmissionLog.class},
                                (proxy, method, arguments) -> {
                                    if (asked.incrementAndGet() > 1) {
                                        TimeUnit.MINUTES.sleep(1);
                                    }
                                    return method.invoke(log, arguments);
                                });
        var shorter =
                replacing(1)
                        .path("/catalogue/operations/grip")
                        .body(thousandPlaces("2023-02-03"))
                        .answeredBy(
                                new MaintainCatalogue(
                                        store,
                                        hanging,
                                        Sample.at("2023-02-10T12:00:00Z"),
                                        () -> {}),
                                new FakeContext("maintain-catalogue").leaving(3_000));

        assertThat(shorter.problem()).isEqualTo("503 storage-away");
        assertThat(asked).hasValue(2);
        var now = store.load().operation(Sample.GRIP).orElseThrow();
        assertThat(now.revision()).isEqualTo(3);
        assertThat(now.places().getFirst().validity().from()).hasToString("2000-01-01");
    }

    private static String thousandPlaces(String from) {
        var places =
                IntStream.range(0, 1_000)
                        .mapToObj(i ->
                                Map.of(
                                        "id",
                                        i == 0 ? "southend-high-street" : "place-" + i,
                                        "name",
                                        "Place " + i,
                                        "district",
                                        "E07000071",
                                        "validFrom",
                                        from))
                        .toList();
        return Json.text(
                Map.of(
                        "name",
                        "Operation Grip",
                        "activeFrom",
                        "2000-01-01",
                        "organisations",
                        List.of("essex-police"),
                        "places",
                        places));
    }
}
