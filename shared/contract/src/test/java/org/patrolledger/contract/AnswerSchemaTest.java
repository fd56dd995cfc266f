package org.patrolledger.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission.Kind;

/// What the API answers fits the contract's schemas.
class AnswerSchemaTest {
    private static final Instant RECEIVED = Instant.parse("2023-02-04T09:15:30.120Z");

    @Test
    void receipts_and_submissions_fit_for_every_valid_sample() {
        for (Kind kind : Kind.values()) {
            for (var file : ContractFiles.in("samples/valid/" + kind.code())) {
                var first = revision(kind, ContractFiles.bytes(file), 1, false, Optional.empty());
                fits("receipt", SubmissionDocuments.receipt(first));
                fits("submission", SubmissionDocuments.submission(first));
            }
        }
    }

    @Test
    void revisions_fit_with_a_correction_and_a_withdrawal() {
        var file = ContractFiles.ROOT.resolve("samples/valid/engagement/patrol.json");
        byte[] utf8 = ContractFiles.bytes(file);
        var revisions =
                List.of(
                        revision(Kind.ENGAGEMENT, utf8, 1, false, Optional.empty()),
                        revision(Kind.ENGAGEMENT, utf8, 2, false, Optional.of("Wrong place.")),
                        revision(Kind.ENGAGEMENT, utf8, 3, true, Optional.of("Sent twice.")));

        var pages = new HashMap<String, @Nullable Object>();
        pages.put(
                "revisions",
                revisions.stream()
                        .map(it ->
                                SubmissionDocuments.revision(
                                        new KeptRevision(
                                                it,
                                                it.number() == 1
                                                        ? Optional.empty()
                                                        : Optional.of(RevisionRecord.digest(it)))))
                        .toList());
        pages.put("next", null);
        fits("revisions", pages);
    }

    @Test
    void entries_of_a_list_fit_for_every_valid_sample() {
        for (Kind kind : Kind.values()) {
            for (var file : ContractFiles.in("samples/valid/" + kind.code())) {
                var first = revision(kind, ContractFiles.bytes(file), 1, false, Optional.empty());
                fits(
                        "submissions",
                        Map.of(
                                "submissions",
                                List.of(SubmissionDocuments.entry(first, true)),
                                "next",
                                "b3BhcXVl"));
            }
        }
    }

    @Test
    void the_catalogue_fits_and_is_written_as_it_was_read() {
        var written = CatalogueDocument.write(ContractFiles.CATALOGUE);
        fits("catalogue", written);
        assertThat(Json.canonical(written))
                .isEqualTo(Json.canonical(ContractFiles.object("samples/catalogue.json")));
    }

    @Test
    void what_is_published_of_the_catalogue_does_not_say_where_places_are() {
        assertThat(Json.text(CatalogueDocument.write(ContractFiles.CATALOGUE)))
                .contains("\"point\":\"51.5372,0.7143\"");

        var published = CatalogueDocument.canonical(ContractFiles.CATALOGUE);

        assertThat(new String(published, UTF_8)).doesNotContain("point").doesNotContain("51.5372");
        fits("catalogue", Json.object(published));
    }

    @Test
    void every_problem_fits() {
        for (var kind : Problem.Kind.values()) {
            var problem =
                    kind == Problem.Kind.NOT_VALID
                            ? Problem.notValid(
                                    List.of(new Fault("/a", Fault.Rule.UNKNOWN, "Not here.")))
                            : Problem.of(kind);
            fits("problem", problem.document());
        }
    }

    private static Revision revision(
            Kind kind, byte[] utf8, int number, boolean withdrawn, Optional<String> reason) {
        var read =
                (Result.Valid)
                        SubmissionReader.read(
                                kind, Json.parse(utf8), ContractFiles.NOW, ContractFiles.CATALOGUE);
        return new Revision(
                read.submission(),
                read.body(),
                Digest.of(read.body()),
                number,
                RECEIVED,
                RECEIVED,
                withdrawn,
                reason,
                "sergeant-17",
                new OrganisationId("essex-police"),
                "Req001");
    }

    private static void fits(String schema, Map<String, ? extends @Nullable Object> document) {
        var text = Json.text(document);
        assertThat(ContractFiles.fits(schema, text)).as(text).isTrue();
    }
}
