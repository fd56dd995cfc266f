package org.patrolledger.benchmarks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

class DocumentsTest {
    private static final ReportingPeriod WEEK = OperationalDay.parse("2023-02-03").week();
    private static final World WORLD = World.of(3, 4);

    @Test
    void every_document_would_be_accepted_and_is_as_it_would_be_stored() {
        var documents = new Documents(WORLD, WEEK, 2_000, 1);
        var ids = new ArrayList<String>();
        while (documents.hasNext()) {
            var document = documents.next();
            var read =
                    SubmissionReader.read(
                            document.kind(),
                            Json.parse(document.body()),
                            Instant.parse("2023-03-01T00:00:00Z"),
                            WORLD.catalogue());

            assertThat(read).isInstanceOf(SubmissionReader.Result.Valid.class);
            assertThat(((SubmissionReader.Result.Valid) read).body()).isEqualTo(document.body());
            assertThat(
                            new String(
                                    Json.canonical(Json.parse(document.body())),
                                    StandardCharsets.UTF_8))
                    .isEqualTo(document.body());
            assertThat(WEEK.contains(document.revision().submission().day())).isTrue();
            ids.add(document.id());
        }
        assertThat(ids).hasSize(2_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_seed_gives_the_same_documents_again() {
        assertThat(new Documents(WORLD, WEEK, 10, 7).next())
                .isEqualTo(new Documents(WORLD, WEEK, 10, 7).next())
                .isNotEqualTo(new Documents(WORLD, WEEK, 10, 8).next());
    }
}
