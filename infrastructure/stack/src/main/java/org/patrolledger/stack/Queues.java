package org.patrolledger.stack;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    private final Stage stage;
    private final Map<DeadLetters, Queue> deadLetters = new EnumMap<>(DeadLetters.class);
    private final Map<FunctionPlan, Queue> work = new EnumMap<>(FunctionPlan.class);

    /// What could not be done; each has a queue of its own.
    enum DeadLetters {
        UNPUBLISHED("Holds the summaries that could not be published."),
        UNNOTICED("Holds where in the stream a change is that could not be noticed."),
        UNSCHEDULED("Holds the schedules that could not be run."),
        UNSENT("Holds the mails that could not be sent."),
        UNHEARD("Holds what became of mails and could not be noted."),
        UNIMPORTED("Holds the imports that could not be checked or committed."),
        UNARCHIVED("Holds the archives that could not be made.");

        private final String says;

        DeadLetters(String says) {
            this.says = says;
        }
    }

    Queues(Construct scope, Stage stage) {
        super(scope, "Queues");
        this.stage = stage;
        for (DeadLetters letters : DeadLetters.values()) {
            var queue = queue(letters.name().toLowerCase(Locale.ROOT)).build();
            Suppressions.add(
                    queue,
                    "AwsSolutions-SQS3",
                    letters.says + " It is itself a dead-letter queue.");
            deadLetters.put(letters, queue);
        }
        work("imports", FunctionPlan.IMPORT_SUBMISSIONS, DeadLetters.UNIMPORTED);
        work("archives", FunctionPlan.MAKE_ARCHIVE, DeadLetters.UNARCHIVED);
        work("due", FunctionPlan.PUBLISH_SUMMARY, DeadLetters.UNPUBLISHED);
        work("mail", FunctionPlan.SEND_DIGEST, DeadLetters.UNSENT);
        work("mail-events", FunctionPlan.NOTE_MAIL_EVENT, DeadLetters.UNHEARD);
    }

    private void work(String name, FunctionPlan plan, DeadLetters letters) {
        var queue =
                queue(name)
                        // Six times the function's: Lambda's advice, so that a message that waits
                        // for a throttled function is not given out twice.
                        .visibilityTimeout(Duration.seconds(6 * plan.size().seconds()))
                        .deadLetterQueue(
                                DeadLetterQueue.builder()
                                        .queue(of(letters))
                                        .maxReceiveCount(TRIES)
                                        .build())
                        .build();
        work.put(plan, queue);
    }

    /// The queue that a function works off.
    Queue of(FunctionPlan plan) {
        return Objects.requireNonNull(work.get(plan));
    }

    Queue of(DeadLetters letters) {
        return Objects.requireNonNull(deadLetters.get(letters));
    }

    private Queue.Builder queue(String name) {
        return Queue.Builder.create(this, LogicalIds.of(name.substring(name.lastIndexOf('-') + 1)))
                .queueName(stage.named("patrol-ledger-" + name))
                // Messages name operations, periods and keys of subscribers: nothing that was
                // submitted, and no address.
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14));
    }
}
