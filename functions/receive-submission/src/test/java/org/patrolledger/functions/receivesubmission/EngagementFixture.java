package org.patrolledger.functions.receivesubmission;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Call;

/// What tests of posting an engagement share.
abstract class EngagementFixture {
    static final InstantSource CLOCK = Sample.at("2023-02-04T09:15:30.250Z");
    static final Duration LIFETIME = Duration.ofSeconds(1);
    static final Call POST = Call.sample("receive-engagement");

    final FakeSubmissionLog log = new FakeSubmissionLog();
    final ReceiveSubmission function = function(CLOCK);

    static List<ContractSample> valid() {
        return ContractSample.valid("engagement");
    }

    static Call posting(ContractSample sample) {
        return POST.body(sample.document()).of(organisation(sample));
    }

    /// The organisation the sample is of, so that it is never refused as another's.
    static String organisation(ContractSample sample) {
        var text = new String(sample.document(), StandardCharsets.UTF_8);
        var found =
                java.util.regex.Pattern.compile(
                                "\"organisation\": *\"([a-z][a-z0-9-]{1,62}[a-z0-9])\"")
                        .matcher(text);
        return found.find() ? found.group(1) : "essex-police";
    }

    ReceiveSubmission function(String now) {
        return function(Sample.at(now));
    }

    ReceiveSubmission function(InstantSource clock) {
        return new ReceiveSubmission(log, catalogue(), clock);
    }

    static CatalogueCache catalogue() {
        return cache(ContractSample.catalogue());
    }

    static CatalogueCache cache(CatalogueStore store) {
        return new CatalogueCache(store, LIFETIME, InstantSource.system());
    }
}
