package org.patrolledger.stack;

import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The queues that functions work off, and those where something is kept that could not be done.
final class Queues extends Construct {

    /// How often a message is tried before it is a dead letter. What fails comes back after
    /// minutes, so this is most of an hour in which the region can recover.
    private static final int TRIES = 5;

    private final Queue due;
    private final Queue unpublished;
    private final Queue unnoticed;
    private final Queue unscheduled;
    private final Queue mail;
    private final Queue unsent;
    private final Queue mailEvents;
    private final Queue unheard;
    private final Queue imports;
    private final Queue unimported;
    private final Queue archives;
    private final Queue unarchived;

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
        unsent =
                deadLetters(
                        stage.named("patrol-ledger-unsent"),
                        "Holds the mails that could not be sent.");
        unheard =
                deadLetters(
                        stage.named("patrol-ledger-unheard"),
                        "Holds what became of mails and could not be noted.");
        unimported =
                deadLetters(
                        stage.named("patrol-ledger-unimported"),
                        "Holds the imports that could not be checked or committed.");
        unarchived =
                deadLetters(
                        stage.named("patrol-ledger-unarchived"),
                        "Holds the archives that could not be made.");
        imports =
                work(
                        stage.named("patrol-ledger-imports"),
                        FunctionPlan.IMPORT_SUBMISSIONS,
                        unimported);
        archives =
                work(stage.named("patrol-ledger-archives"), FunctionPlan.MAKE_ARCHIVE, unarchived);
        due = work(stage.named("patrol-ledger-due"), FunctionPlan.PUBLISH_SUMMARY, unpublished);
        mail = work(stage.named("patrol-ledger-mail"), FunctionPlan.SEND_DIGEST, unsent);
        mailEvents =
                work(
                        stage.named("patrol-ledger-mail-events"),
                        FunctionPlan.NOTE_MAIL_EVENT,
                        unheard);
    }

    /// A queue that a function works off.
    private Queue work(String name, FunctionPlan plan, Queue deadLetters) {
        return queue(name)
                // Six times the function's: Lambda's advice, so that a message that waits for a
                // throttled function is not given out twice.
                .visibilityTimeout(Duration.seconds(6 * plan.size().seconds()))
                .deadLetterQueue(
                        DeadLetterQueue.builder().queue(deadLetters).maxReceiveCount(TRIES).build())
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

    Queue imports() {
        return imports;
    }

    Queue unimported() {
        return unimported;
    }

    Queue archives() {
        return archives;
    }

    Queue unarchived() {
        return unarchived;
    }

    Queue mail() {
        return mail;
    }

    Queue unsent() {
        return unsent;
    }

    Queue mailEvents() {
        return mailEvents;
    }

    Queue unheard() {
        return unheard;
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
                // Messages name operations, periods and keys of subscribers: nothing that was
                // submitted, and no address.
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14));
    }
}
