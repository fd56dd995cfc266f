package org.patrolledger.stack;

import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The queue of summaries due and the three queues where something is kept that could not be done.
final class Queues extends Construct {

    /// How often a message is tried before it is a dead letter. What fails comes back after
    /// minutes, so this is most of an hour in which the region can recover.
    private static final int TRIES = 5;

    private final Queue due;
    private final Queue unpublished;
    private final Queue unnoticed;
    private final Queue unscheduled;

    Queues(Construct scope, Stage stage) {
        super(scope, "Queues");
        unpublished =
                deadLetters(
                        stage.named("patrol-ledger-unpublished"),
                        "Holds the summaries that could not be published.");
        unnoticed =
                deadLetters(
                        stage.named("patrol-ledger-unnoticed"),
                        "Holds where in the stream a change is that could not be noticed.");
        unscheduled =
                deadLetters(
                        stage.named("patrol-ledger-unscheduled"),
                        "Holds the schedules that could not be run.");
        due =
                queue(stage.named("patrol-ledger-due"))
                        // Six times the function's: Lambda's advice, so that a message that waits
                        // for a throttled function is not given out twice.
                        .visibilityTimeout(
                                Duration.seconds(6 * FunctionPlan.PUBLISH_SUMMARY.size().seconds()))
                        .deadLetterQueue(
                                DeadLetterQueue.builder()
                                        .queue(unpublished)
                                        .maxReceiveCount(TRIES)
                                        .build())
                        .build();
    }

    Queue due() {
        return due;
    }

    Queue unpublished() {
        return unpublished;
    }

    Queue unnoticed() {
        return unnoticed;
    }

    Queue unscheduled() {
        return unscheduled;
    }

    private Queue deadLetters(String name, String what) {
        var queue = queue(name).build();
        NagSuppressions.addResourceSuppressions(
                queue,
                List.of(
                        Suppressions.because(
                                "AwsSolutions-SQS3", what + " It is itself a dead-letter queue.")));
        return queue;
    }

    private Queue.Builder queue(String name) {
        return Queue.Builder.create(this, LogicalIds.of(name.substring(name.lastIndexOf('-'))))
                .queueName(name)
                // Messages name operations and periods, nothing that was submitted.
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14));
    }
}
