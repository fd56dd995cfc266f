package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryQueue;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.SummaryQueueContract;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsSummaryQueueTest extends SummaryQueueContract {
    private final Backend backend = new Backend().queue();
    private final SummaryQueue queue = backend.adapters().summaryQueue();

    @Override
    protected SummaryQueue queue() {
        return queue;
    }

    @Override
    protected Collection<PublishRequest> take() {
        return receive().stream().map(Message::body).map(PublishRequestDocument::read).toList();
    }

    private List<Message> receive() {
        var url = backend.environment().publishQueue().toString();
        var found = new ArrayList<Message>();
        List<Message> page;
        do {
            page =
                    backend.clients()
                            .sqs()
                            .receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10))
                            .messages();
            found.addAll(page);
        } while (!page.isEmpty());
        return found;
    }

    @AfterEach
    void delete_the_queue() {
        backend.close();
    }

    @Test
    void a_message_says_which_summary_is_due_and_why() {
        queue.send(
                List.of(new PublishRequest(Sample.WEEKLY, PublishRequest.Reason.SCHEDULE)),
                Duration.ZERO);

        assertThat(receive())
                .extracting(Message::body)
                .containsExactly(
                        "{\"operation\":\"grip\",\"period\":\"2023-W05\",\"kind\":\"weekly\","
                                + "\"reason\":\"schedule\"}");
    }
}
