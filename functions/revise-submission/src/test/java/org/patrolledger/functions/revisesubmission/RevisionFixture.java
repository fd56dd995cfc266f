package org.patrolledger.functions.revisesubmission;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Call;

/// What tests of corrections and withdrawals share.
abstract class RevisionFixture {
    static final InstantSource CLOCK = Sample.at("2023-02-12T08:00:00Z");
    static final Call PUT = Call.sample("revise-submission");
    static final Call DELETE = Call.sample("withdraw-submission").header("if-match", "\"1\"");
    static final SubmissionId ID =
            SubmissionId.parse("5f0c0002-7a51-4c1e-9d2b-3b1e00003dde").orElseThrow();
    static final Form FORM = Form.engagement().of(ID);

    final FakeSubmissionLog log = new FakeSubmissionLog();
    final ReviseSubmission function = new ReviseSubmission(log, catalogue(), CLOCK);
    final Revision first = FORM.first(Instant.parse("2023-02-04T08:00:00Z"));

    @BeforeEach
    void append() {
        log.append(first);
    }

    static Call put(Form form) {
        var document = form.document();
        document.putIfAbsent("reason", "Miscounted.");
        return PUT.path("/submissions/" + document.get("submissionId")).body(Json.text(document));
    }

    ReviseSubmission at(InstantSource clock) {
        return new ReviseSubmission(log, catalogue(), clock);
    }

    static CatalogueCache catalogue() {
        return new CatalogueCache(ContractSample.catalogue());
    }
}
