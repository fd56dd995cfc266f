package org.patrolledger.functions.maintaincatalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

/// Who may change what in the catalogue, under which names, and what the answer says.
class CatalogueCallsTest {
    private static final Call READ = Call.sample("read-catalogue");
    private static final Call CREATE = Call.sample("create-operation");
    private static final String PLACE = "/catalogue/places/colchester-station";
    private static final String STATION =
            "{\"name\": \"Colchester North\", \"district\": \"E07000071\"}";

    private final FakeCatalogueStore store = new FakeCatalogueStore();
    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final MaintainCatalogue function = over(store);

    private MaintainCatalogue over(CatalogueStore catalogue) {
        return new MaintainCatalogue(catalogue, log, Sample.at("2023-02-10T12:00:00Z"), () -> {});
    }

    private Answer answer(Call call) {
        return call.answeredBy(function);
    }

    private static Call replacing(int revision) {
        return CREATE.withoutHeader("if-none-match").header("if-match", "\"" + revision + "\"");
    }

    /// The sample operation, whose `organisations` are these.
    private static String naming(String... organisations) {
        var document = new LinkedHashMap<>(Json.object(CREATE.event()));
        var body = new LinkedHashMap<>(Json.object(String.valueOf(document.get("body"))));
        body.put("organisations", List.of(organisations));
        return Json.text(body);
    }

    // preconditions

    @Test
    void if_match_is_a_list_or_an_asterisk_and_says_where_quotes_are_missing() {
        assertThat(answer(replacing(1).header("if-match", "*")).problem()).isEqualTo("412 stale");
        answer(CREATE);

        var unquoted = answer(replacing(1).header("if-match", "1"));
        assertThat(unquoted.problem()).isEqualTo("412 revision-unquoted");
        assertThat(unquoted.document()).containsEntry("currentRevision", 1L);
        assertThat(answer(replacing(1).header("if-match", "\"7\", \"1\"")).status()).isEqualTo(200);
        assertThat(answer(replacing(1).header("if-match", "*")).header("etag")).isEqualTo("\"3\"");
        assertThat(answer(CREATE).document()).containsEntry("currentRevision", 3L);
    }

    // who may

    @Test
    void an_operation_is_created_only_by_an_organisation_that_it_names() {
        assertThat(answer(CREATE.of("kent-police")).problem()).isEqualTo("403 forbidden");
        assertThat(answer(CREATE.withoutClaim("organisation")).problem())
                .isEqualTo("403 forbidden");
        assertThat(store.load().operations()).isEmpty();

        assertThat(answer(CREATE.of("british-transport-police")).status()).isEqualTo(201);
    }

    @Test
    void an_operation_is_replaced_only_by_an_organisation_that_it_names_before_and_after() {
        answer(CREATE);

        assertThat(
                        answer(
                                        replacing(1)
                                                .of("kent-police")
                                                .body(naming("essex-police", "kent-police")))
                                .problem())
                .isEqualTo("403 forbidden");
        assertThat(answer(replacing(1).body(naming("kent-police"))).problem())
                .isEqualTo("403 forbidden");
        assertThat(store.load().operations().getFirst().revision()).isEqualTo(1);

        assertThat(answer(replacing(1).body(naming("essex-police", "kent-police"))).status())
                .isEqualTo(200);
        assertThat(answer(replacing(2).of("kent-police").body(naming("kent-police"))).status())
                .isEqualTo(200);
        assertThat(answer(replacing(3).body(naming("essex-police"))).problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void a_place_is_renamed_by_an_organisation_of_an_operation_that_uses_it() {
        answer(CREATE);
        var rename = replacing(1).path(PLACE).body(STATION);

        assertThat(answer(rename.of("kent-police")).problem()).isEqualTo("403 forbidden");
        var renamed = answer(rename.of("british-transport-police"));

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.header("etag")).isEqualTo("\"2\"");
        assertThat(renamed.body())
                .isEqualTo(
                        "{\"id\":\"colchester-station\",\"name\":\"Colchester North\",\"district\":\"E07000071\",\"revision\":2}");
        assertThat(
                        store.load()
                                .operation(new OperationId("henderson"))
                                .orElseThrow()
                                .places()
                                .getFirst()
                                .name())
                .isEqualTo("Colchester North");
    }

    @Test
    void an_unused_place_is_named_by_any_organisation() {
        assertThat(answer(CREATE.path(PLACE).body(STATION).of("kent-police")).status())
                .isEqualTo(201);
        assertThat(answer(replacing(1).path(PLACE).body(STATION).of("open-road")).status())
                .isEqualTo(200);
        assertThat(answer(CREATE.path(PLACE).body(STATION)).problem()).isEqualTo("412 stale");
    }

    @Test
    void an_organisation_names_itself_and_nobody_else() {
        var name = CREATE.path("/catalogue/organisations/essex-police");

        assertThat(answer(name.body("{\"name\": \"Kent Police\"}").of("kent-police")).problem())
                .isEqualTo("403 forbidden");
        assertThat(answer(name.body("{\"name\": \"Essex Police\"}")).status()).isEqualTo(201);
        var again =
                answer(
                        replacing(1)
                                .path("/catalogue/organisations/essex-police")
                                .body(
                                        "{\"id\": \"essex-police\", \"name\": \"Essex\", \"revision\": 7}"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .isEqualTo("{\"id\":\"essex-police\",\"name\":\"Essex\",\"revision\":2}");
    }

    @Test
    void faults_of_a_name_are_told() {
        var name = CREATE.path("/catalogue/organisations/essex-police");

        assertThat(answer(name.body("{\"id\": \"kent-police\", \"name\": \"Kent\"}")).faults())
                .containsExactly("/id value");
        assertThat(answer(name.body("{}")).faults()).containsExactly("/name required");
        assertThat(
                        answer(CREATE.path(PLACE).body("{\"name\": \"X\", \"district\": \"E7\"}"))
                                .faults())
                .containsExactly("/district format");
        assertThat(answer(CREATE.path("/catalogue/places/Station").body(STATION)).problem())
                .isEqualTo("404 not-found");
        assertThat(store.load().places()).isEmpty();
    }

    // one place, one name

    @Test
    void a_place_of_another_name_or_district_is_taken() {
        answer(CREATE);
        var second = CREATE.path("/catalogue/operations/second-one");
        var body = naming("essex-police");

        assertThat(answer(second.body(body.replace("Colchester station", "Station"))).faults())
                .containsExactly("/places/0/id place-taken");
        assertThat(answer(second.body(body.replace("E07000071", "E07000072"))).faults())
                .containsExactly("/places/0/id place-taken");
        assertThat(answer(second.body(body)).status()).isEqualTo(201);
        assertThat(answer(replacing(1).body(body.replace("E07000071", "E07000072"))).faults())
                .containsExactly("/places/0/id place-taken");
        assertThat(store.load().places()).hasSize(1);
    }

    @Test
    void that_a_place_is_taken_is_decided_by_the_catalogue_that_is_written_to() {
        var rivals = new AtomicInteger();
        var racing =
                over(
                        new Rivalled(store) {
                            @Override
                            void beforeWrite() {
                                if (rivals.getAndIncrement() == 0) {
                                    store.write(
                                            new Change.OfPlace(
                                                    new PlaceName(
                                                            new PlaceId("colchester-station"),
                                                            "Elsewhere",
                                                            "E07000072",
                                                            1)),
                                            store.snapshot(),
                                            Sample.AUTHOR);
                                }
                            }
                        });

        assertThat(CREATE.answeredBy(racing).faults()).containsExactly("/places/0/id place-taken");
        assertThat(store.load().operations()).isEmpty();
    }

    @Test
    void a_catalogue_that_changes_after_each_of_six_checks_is_a_503() {
        var rivals = new AtomicInteger();
        var racing =
                over(
                        new Rivalled(store) {
                            @Override
                            void beforeWrite() {
                                store.put(
                                        Sample.operation(
                                                new OperationId(
                                                        "rival-" + rivals.getAndIncrement()),
                                                "pier-gap"));
                            }
                        });

        var answer = CREATE.answeredBy(racing);

        assertThat(answer.problem()).isEqualTo("503 storage-away");
        assertThat(answer.header("retry-after")).isNotBlank();
        assertThat(rivals).hasValue(6);
        assertThat(store.load().operation(new OperationId("henderson"))).isEmpty();
    }

    @Test
    void operations_put_at_once_with_one_new_place_agree_on_its_name() {
        var answers =
                Race.of(
                        4,
                        i ->
                                () ->
                                        answer(
                                                        CREATE.path(
                                                                        "/catalogue/operations/race-"
                                                                                + i)
                                                                .body(
                                                                        naming("essex-police")
                                                                                .replace(
                                                                                        "Colchester station",
                                                                                        "Name "
                                                                                                + i)))
                                                .status());

        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 422);
    }

    // what the answer says

    @Test
    void the_catalogue_has_a_tag_by_which_it_is_not_sent_twice() {
        answer(CREATE);
        var first = answer(READ);

        assertThat(answer(READ.header("if-none-match", first.header("etag"))).status())
                .isEqualTo(304);
        answer(replacing(1));
        assertThat(answer(READ.header("if-none-match", first.header("etag"))).status())
                .isEqualTo(200);
    }

    @Test
    void a_query_narrows_the_catalogue_to_an_operation_or_an_organisation() {
        answer(CREATE);
        store.put(Sample.operation(Sample.GRIP, "southend-high-street"));

        var grip = answer(READ.query("operation", "grip")).document();
        assertThat(ids(grip, "operations")).containsExactly("grip");
        assertThat(ids(grip, "places")).containsExactly("southend-high-street");
        assertThat(ids(grip, "organisations")).containsExactly("essex-police");
        var transport = answer(READ.query("organisation", "british-transport-police")).document();
        assertThat(ids(transport, "operations")).containsExactly("henderson");
        assertThat(ids(transport, "organisations"))
                .containsExactly("british-transport-police", "essex-police");
        var none =
                answer(
                                READ.query("operation", "grip")
                                        .query("organisation", "british-transport-police"))
                        .document();
        assertThat(ids(none, "operations")).isEmpty();
        assertThat(answer(READ.query("operation", "Grip!")).faults())
                .containsExactly("/operation format");
    }

    private static List<Object> ids(Map<String, ?> document, String list) {
        var ids = new ArrayList<Object>();
        for (var entry : (List<?>) document.get(list)) {
            ids.add(((Map<?, ?>) entry).get("id"));
        }
        return ids;
    }

    @Test
    void a_catalogue_above_4_mb_is_refused_with_the_queries_that_narrow_it() {
        for (int i = 0; i < 25; i++) {
            int number = i;
            store.put(
                    Sample.operation(
                            new OperationId("operation-" + i),
                            IntStream.range(0, 600)
                                    .mapToObj(it -> "place-" + number + "-" + it)
                                    .toArray(String[]::new)));
        }

        assertThat(answer(READ).faults())
                .containsExactly("/operation required", "/organisation required");
        assertThat(answer(READ.query("operation", "operation-7")).status()).isEqualTo(200);
    }

    /// 43 forces with 2,000 operations at 20,000 places.
    @Test
    void the_catalogue_of_a_nation_is_told_a_force_at_a_time() {
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            var operation =
                    Sample.operation(
                            new OperationId("operation-" + i),
                            IntStream.range(0, 10)
                                    .mapToObj(it -> "place-" + number + "-" + it)
                                    .toArray(String[]::new));
            store.put(Sample.of(operation, new OrganisationId("force-" + i % 43)));
        }

        assertThat(answer(READ).faults())
                .containsExactly("/operation required", "/organisation required");
        int operations = 0;
        for (int force = 0; force < 43; force++) {
            var part = answer(READ.query("organisation", "force-" + force));
            assertThat(part.status()).isEqualTo(200);
            operations += ids(part.document(), "operations").size();
        }
        assertThat(operations).isEqualTo(2_000);
    }

    @Test
    void every_revision_of_an_operation_is_listed_with_who_made_it_and_when() {
        answer(CREATE);
        answer(replacing(1).of("british-transport-police").claim("sub", "planner-9"));
        var call = READ.scope("audit.read").path("/catalogue/operations/henderson/revisions");

        var all = (List<?>) answer(call).document().get("revisions");

        assertThat(all).hasSize(2);
        var second = (Map<?, ?>) all.getLast();
        assertThat(second.get("subject")).isEqualTo("planner-9");
        assertThat(second.get("organisation")).isEqualTo("british-transport-police");
        assertThat(second.get("at")).isEqualTo("2023-02-10T12:00:00Z");
        assertThat(((Map<?, ?>) second.get("operation")).get("revision")).isEqualTo(2L);
        var first = answer(call.query("limit", "1")).document();
        assertThat((List<?>) first.get("revisions")).hasSize(1);
        var rest =
                answer(call.query("limit", "1").query("next", String.valueOf(first.get("next"))))
                        .document();
        assertThat(rest.get("revisions")).isEqualTo(List.of(second));
        assertThat(rest.get("next")).isNull();
        assertThat(answer(call.path("/catalogue/operations/nothing/revisions")).problem())
                .isEqualTo("404 not-found");
        assertThat(answer(call.scope("summaries.read")).problem()).isEqualTo("403 scope-missing");
    }

    // for any dates

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

    /// A store into which somebody else writes just before a write.
    private abstract static class Rivalled implements CatalogueStore {
        private final CatalogueStore real;

        Rivalled(CatalogueStore real) {
            this.real = real;
        }

        abstract void beforeWrite();

        @Override
        public boolean write(Change change, Snapshot checked, Author author) {
            beforeWrite();
            return real.write(change, checked, author);
        }

        @Override
        public Catalogue load() {
            return real.load();
        }

        @Override
        public java.util.Optional<Version> version() {
            return real.version();
        }

        @Override
        public Snapshot snapshot() {
            return real.snapshot();
        }

        @Override
        public List<Recorded> history(OperationId operation, int after, int most) {
            return real.history(operation, after, most);
        }
    }
}
