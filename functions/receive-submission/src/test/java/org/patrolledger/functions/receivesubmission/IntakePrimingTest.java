package org.patrolledger.functions.receivesubmission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.local.embedded.EmbeddedDynamoDb;
import org.patrolledger.local.embedded.FunctionEnvironment;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import org.patrolledger.storage.Tables;

/// What goes on before a snapshot is taken.
class IntakePrimingTest {
    @ParameterizedTest
    @EnumSource(Submission.Kind.class)
    void priming_goes_all_the_way_of_a_form_and_stores_nothing(Submission.Kind kind)
            throws IOException {
        var answers = new ArrayList<String>();
        try (var server = EmbeddedDynamoDb.start(0, null)) {
            var environment = FunctionEnvironment.on(server);
            var clients = new Clients(environment);
            Tables.all(environment).forEach(table -> Tables.ensure(clients.dynamoDb(), table));

            IntakePriming.prime(
                    new Adapters(environment, clients),
                    kind,
                    (log, catalogue, clock) ->
                            recorded(new ReceiveSubmission(log, catalogue, clock), answers),
                    2);

            assertThat(answers)
                    .hasSize(2)
                    .allSatisfy(answer -> assertThat(answer).contains("\"statusCode\":201"));
            var stored = clients.dynamoDb().scan(it -> it.tableName("submissions"));
            assertThat(stored.items()).isEmpty();
        }
    }

    @Test
    void priming_that_is_not_accepted_ends_and_says_so() throws IOException {
        try (var server = EmbeddedDynamoDb.start(0, null)) {
            var withoutTables = new Adapters(FunctionEnvironment.on(server));

            assertThatThrownBy(() ->
                            IntakePriming.prime(
                                    withoutTables,
                                    Submission.Kind.ENGAGEMENT,
                                    ReceiveSubmission::new,
                                    2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("statusCode");
        }
    }

    private static RequestStreamHandler recorded(RequestStreamHandler it, List<String> answers) {
        return (in, out, context) -> {
            var answer = new ByteArrayOutputStream();
            it.handleRequest(in, answer, context);
            answers.add(answer.toString(StandardCharsets.UTF_8));
            answer.writeTo(out);
        };
    }
}
