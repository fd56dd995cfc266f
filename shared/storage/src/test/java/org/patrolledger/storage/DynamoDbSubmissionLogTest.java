package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.SubmissionLogContract;

class DynamoDbSubmissionLogTest extends SubmissionLogContract {
    private static final Instant NEXT_DAY = Instant.parse("2023-02-04T18:00:00Z");

    private final Backend backend = new Backend().table("SUBMISSIONS_TABLE", Tables::submissions);
    private final SubmissionLog log = backend.adapters().submissionLog();

    @Override
    protected SubmissionLog log() {
        return log;
    }

    /// The index that says where a place was used takes a write unit for each of its entries.
    @Test
    void each_process_enters_a_place_and_day_once_and_only_by_what_was_stored() {
        var another = backend.adapters().submissionLog();

        for (int i = 0; i < 3; i++) {
            log.append(Form.engagement().of(Form.id(i)).first());
        }
        assertThat(entries()).isEqualTo(1);

        assertThat(another.append(Form.engagement().of(Form.id(0)).with("note", "Other.").first()))
                .isPresent();
        another.append(Form.engagement().of(Form.id(3)).first());
        assertThat(entries()).isEqualTo(2);

        log.append(Form.engagement().of(Form.id(4)).at(NEXT_DAY).first());
        assertThat(entries()).isEqualTo(3);
    }

    private int entries() {
        return backend.clients()
                .dynamoDb()
                .query(query ->
                        query.tableName(backend.environment().submissionsTable())
                                .indexName(Tables.BY_PLACE)
                                .keyConditionExpression("operationPlace = :place")
                                .expressionAttributeValues(
                                        Map.of(":place", Items.text("grip#southend-high-street"))))
                .count();
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
