package org.patrolledger.functions.maintaincatalogue;

import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

/// A catalogue in memory, and the calls that read it and create and replace what it has.
abstract class CatalogueCalls {
    static final Call READ = Call.sample("read-catalogue");
    static final Call CREATE = Call.sample("create-operation");
    static final String PLACE = "/catalogue/places/colchester-station";
    static final String STATION = "{\"name\": \"Colchester North\", \"district\": \"E07000071\"}";

    final FakeCatalogueStore store = new FakeCatalogueStore();
    final FakeSubmissionLog log = new FakeSubmissionLog();
    final MaintainCatalogue function = over(store);

    final MaintainCatalogue over(CatalogueStore catalogue) {
        return new MaintainCatalogue(catalogue, log, Sample.at("2023-02-10T12:00:00Z"), () -> {});
    }

    final Answer answer(Call call) {
        return call.answeredBy(function);
    }

    static Call replacing(int revision) {
        return CREATE.withoutHeader("if-none-match").header("if-match", "\"" + revision + "\"");
    }
}
