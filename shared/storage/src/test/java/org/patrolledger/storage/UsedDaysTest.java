package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.testing.FakeSubmissionLog;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UsedDaysTest {
    private static final OperationalDay FIRST = OperationalDay.parse("2021-04-01");

    /// A day that is forgotten is entered once more, so what a process remembers may be bounded.
    @Test
    void what_is_remembered_is_bounded() {
        try (var backend = new Backend()) {
            var table = new DynamoDbTable(backend.clients().dynamoDb(), "none");
            var days = new UsedDays(table, new FakeSubmissionLog(), 1);
            for (int i = 0; i < UsedDays.MOST; i++) {
                days.marked(item(i));
            }
            assertThat(days.mark(item(0))).isFalse();

            days.marked(item(UsedDays.MOST));

            assertThat(days.mark(item(0))).isTrue();
            var last = item(UsedDays.MOST);
            assertThat(days.mark(last)).isFalse();
            assertThat(last).doesNotContainKey(SubmissionItem.OPERATION_PLACE);
        }
    }

    private static Map<String, AttributeValue> item(int day) {
        return new HashMap<>(
                Map.of(
                        SubmissionItem.OPERATION_PLACE,
                        Items.text("grip#southend-high-street"),
                        SubmissionItem.DAY,
                        Items.text(FIRST.plusDays(day).toString())));
    }
}
